/**
 * `npm run check:runtimes`: the smoke test of core, against what is published, on this Node and on every runtime that
 * `npm ci --prefix packages/core/runtimes` has installed. Once that folder is installed, each of its runtimes must be there.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { formatTable } from './format-table.mjs'
import { readJson, root } from './workspaces.mjs'

const folder = join(root, 'packages/core/runtimes')
const modules = join(folder, 'node_modules')

/** How each runtime is started, by its name in the manifest of the folder. */
const starters = {
  bun: [join(modules, '.bin/bun'), 'run'],
  deno: [join(modules, '.bin/deno'), 'run', '--no-config', '--no-lock', '--node-modules-dir=manual'],
  node22: [join(modules, 'node22/bin/node')],
  node24: [join(modules, 'node24/bin/node')],
}

const promised = Object.keys(readJson(join(folder, 'package.json')).devDependencies)
const isInstalled = existsSync(modules)
const runtimes = [
  { name: 'this node', command: [process.execPath] },
  ...(isInstalled ? promised : []).map((name) => ({
    name,
    command: starters[/** @type {keyof typeof starters} */ (name)],
  })),
]

/** @type {(string | number)[][]} */
const rows = [['runtime', 'version', 'result']]
/** @type {string[]} */
const complaints = []
for (const { name, command } of runtimes) {
  const [program = '', ...parameters] = command
  const version = spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout?.split('\n')[0] ?? 'not there'
  const smoke = spawnSync(program, [...parameters, 'smoke.mjs'], { cwd: folder, encoding: 'utf8' })
  const passed = smoke.status === 0 && smoke.stdout.trim() === 'fine'
  rows.push([name, version, passed ? 'passed' : 'FAILED'])
  if (!passed) complaints.push(`${name}: ${smoke.error?.message ?? `${smoke.stdout}${smoke.stderr}`.trim()}`)
}

console.log(formatTable(rows))
if (!isInstalled) console.log(`not installed: ${promised.join(', ')}; npm ci --prefix packages/core/runtimes`)
for (const complaint of complaints) console.log(`\n✗ ${complaint}`)
process.exitCode = complaints.length === 0 ? 0 : 1
