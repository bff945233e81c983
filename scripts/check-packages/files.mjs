import { existsSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
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

const importedFrom = /^(?:import|export)\b(?:[^'";]*\sfrom)?\s*['"]([^'"]+)['"];?$/gm

/** What the built files of a tarball import that is neither theirs nor asked for by its manifest. */
const undeclaredImports = (/** @type {PackedPackage} */ { path, files, manifest }) => {
  const declared = [manifest.name, ...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })]
  return files
    .filter((file) => /^dist\/.*\.(js|d\.ts)$/.test(file))
    .flatMap((file) =>
      [...readFileSync(join(path, file), 'utf8').matchAll(importedFrom)]
        .map(([, specifier = '']) => specifier)
        .filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier))
        .filter((specifier) => !declared.some((name) => specifier === name || specifier.startsWith(`${name}/`)))
        .map((specifier) => `${file} imports ${specifier}, which nobody installs`),
    )
}

/** The licences of packages whose code the built files hold, as their source maps tell. */
const missingLicenses = (/** @type {PackedPackage} */ { path, files }) => {
  const sources = files
    .filter((file) => file.endsWith('.js.map'))
    .flatMap((file) => JSON.parse(readFileSync(join(path, file), 'utf8')).sources)
  const names = sources.map((source) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? '')
  return [...new Set(names)]
    .filter((name) => name !== '')
    .map((name) => `dist/LICENSE.${name.replace('@', '').replace('/', '-')}`)
    .filter((license) => !files.includes(license))
    .map((license) => `${license} is missing`)
}

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
    ...undeclaredImports(packed),
    ...missingLicenses(packed),
    ...(sameLicense ? [] : ["its LICENSE is not the repository's"]),
  ]
}
