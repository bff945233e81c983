import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../workspaces.mjs'

/** @typedef {import('./pack.mjs').PackedPackage} PackedPackage */

/** What a tarball must hold. */
const required = ['LICENSE', 'README.md', 'package.json']

/** What a tarball may hold besides. */
const allowed = [
  /^(LICENSE|README\.md|CHANGELOG\.md|BEHAVIOUR\.md|package\.json)$/,
  /^dist\/LICENSE\.[\w-]+$/,
  /^dist\/[\w/-]+\.(js|js\.map|d\.ts|d\.ts\.map)$/,
  /^src\/[\w/-]+(?<!\.test|\.test-d)\.ts$/,
]

/** Folders and suffixes that tell of a test, whatever the extension. */
const testing = /(^|\/)(tests?|__tests__|__snapshots__|fixtures)\/|\.(test|test-d|spec)\./

/** Every file that a manifest's `exports` leads to, the sources included. */
const exportedFiles = (/** @type {unknown} */ entry) => {
  if (typeof entry === 'string') return [entry.replace(/^\.\//, '')]
  /** @type {string[]} */
  const files = []
  for (const value of Object.values(entry ?? {})) files.push(...exportedFiles(value))
  return files
}

/** A source map or declaration map names sources that must be in the tarball, or it is of no use to a reader. */
const mappedSources = (/** @type {PackedPackage} */ { path, files }) =>
  files
    .filter((file) => file.endsWith('.map'))
    .flatMap((file) =>
      JSON.parse(readFileSync(join(path, file), 'utf8'))
        .sources.map((/** @type {string} */ source) => join(file, '..', source))
        .filter((/** @type {string} */ source) => !source.startsWith('..') && !files.includes(source))
        .map((/** @type {string} */ source) => `${file} leads to ${source}, which is not in the tarball`),
    )

/**
 * @param {PackedPackage} packed
 * @returns {string[]}
 */
export const checkFiles = (packed) => {
  const { path, files, manifest } = packed
  const exported = exportedFiles(manifest.exports)
  const data = exported.filter((file) => file.endsWith('.json'))
  const license = join(path, 'LICENSE')
  const sameLicense =
    existsSync(license) && readFileSync(license, 'utf8') === readFileSync(join(root, 'LICENSE'), 'utf8')
  return [
    ...required.filter((file) => !files.includes(file)).map((file) => `${file} is missing`),
    ...exported.filter((file) => !files.includes(file)).map((file) => `${file} is exported, but missing`),
    ...files
      .filter((file) => !data.includes(file) && !allowed.some((pattern) => pattern.test(file)))
      .map((file) => `${file} does not belong into the tarball`),
    ...files.filter((file) => testing.test(file)).map((file) => `${file} is for tests`),
    ...mappedSources(packed),
    ...(sameLicense ? [] : ["its LICENSE is not the repository's"]),
  ]
}
