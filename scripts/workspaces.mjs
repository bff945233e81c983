import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** @param {string} path */
export const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'))

/**
 * @typedef {object} Workspace
 * @property {string} name Name of the package.
 * @property {string} folder Path from the root, `packages/core`.
 * @property {string} path Absolute path.
 * @property {Record<string, any>} manifest Its package.json.
 */

/** @param {string} pattern `bench`, or `packages/*`. */
const foldersOf = (pattern) =>
  pattern.endsWith('/*')
    ? readdirSync(join(root, pattern.slice(0, -2))).map((name) => `${pattern.slice(0, -2)}/${name}`)
    : [pattern]

/**
 * Every workspace of the root manifest, in its order.
 *
 * @returns {Workspace[]}
 */
export const readWorkspaces = () =>
  readJson(join(root, 'package.json'))
    .workspaces.flatMap(foldersOf)
    .filter((/** @type {string} */ folder) => existsSync(join(root, folder, 'package.json')))
    .map((/** @type {string} */ folder) => {
      const path = join(root, folder)
      const manifest = readJson(join(path, 'package.json'))
      return { name: manifest.name, folder, path, manifest }
    })

/** The workspaces that are published. */
export const readPackages = () => readWorkspaces().filter(({ manifest }) => manifest.private !== true)
