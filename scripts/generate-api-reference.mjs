/**
 * `npm run docs` writes docs/api/<package>.md from what the packages export: signatures as the compiler would publish them,
 * and their doc comments. With `--check` it writes nothing, and complains about pages that are not what it would write and
 * about functions that show no example.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { exportsOf } from './api-reference/exports.mjs'
import { renderPackage } from './api-reference/render.mjs'
import { readPackages, root } from './workspaces.mjs'

/** @typedef {import('./workspaces.mjs').Workspace} Workspace */

const entriesOf = (/** @type {Workspace} */ { name, path, manifest }) =>
  Object.entries(manifest.exports)
    .filter(([, target]) => typeof target === 'object')
    .map(([subpath, target]) => ({
      specifier: name + subpath.slice(1),
      exports: exportsOf(join(path, target['@thingplan/source'])),
    }))

/** Formatted as `npm run check:style` wants every page. */
const format = (/** @type {string} */ page, /** @type {string} */ text) => {
  const biome = spawnSync(join(root, 'node_modules/.bin/biome'), ['format', `--stdin-file-path=${page}`], {
    cwd: root,
    input: text,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  if (biome.status !== 0) throw new Error(`biome cannot format ${page}: ${biome.stderr}`)
  return biome.stdout
}

const pages = readPackages().map((workspace) => {
  const { name, folder, manifest } = workspace
  const entries = entriesOf(workspace)
  const page = `docs/api/${folder.split('/').at(-1)}.md`
  return { name, entries, page, text: format(page, renderPackage(name, manifest.description, entries)) }
})

const isUpToDate = (/** @type {{ page: string, text: string }} */ { page, text }) =>
  existsSync(join(root, page)) && readFileSync(join(root, page), 'utf8') === text

if (process.argv.includes('--check')) {
  const complaints = pages.flatMap((one) => [
    ...(isUpToDate(one) ? [] : [`${one.page} is not what ${one.name} exports: npm run docs`]),
    ...one.entries.flatMap(({ specifier, exports }) =>
      exports
        .filter(({ kind, comment }) => kind === 'function' && !comment?.getText().includes('@example'))
        .map(({ name }) => `${specifier}: ${name} shows no example`),
    ),
  ])
  for (const complaint of complaints) console.log(complaint)
  process.exitCode = complaints.length === 0 ? 0 : 1
} else {
  for (const { page, text } of pages.filter((one) => !isUpToDate(one))) {
    mkdirSync(dirname(join(root, page)), { recursive: true })
    writeFileSync(join(root, page), text)
    console.log(`${page} written`)
  }
}
