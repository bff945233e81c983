/**
 * Somebody who has installed all packages into an empty folder. The tarballs are unpacked as npm would; what they depend on is
 * linked from the workspace, so that the check needs no network and sees the locked versions, and each package sees only
 * what its manifest names.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from '../workspaces.mjs'

/** @typedef {import('./pack.mjs').PackedPackage} PackedPackage */

const link = (/** @type {string} */ target, /** @type {string} */ path) => {
  mkdirSync(dirname(path), { recursive: true })
  symlinkSync(target, path)
}

/** Where the workspace has a dependency of a package: its own version of it, or the root's. */
const installedAt = (/** @type {string} */ folder, /** @type {string} */ dependency) => {
  const own = join(folder, 'node_modules', dependency)
  return existsSync(own) ? own : join(root, 'node_modules', dependency)
}

const install = (/** @type {readonly PackedPackage[]} */ packed, /** @type {string} */ consumer) => {
  const modules = join(consumer, 'node_modules')
  for (const { name, tarball, path, manifest } of packed) {
    const home = join(modules, name)
    mkdirSync(home, { recursive: true })
    const tar = spawnSync('tar', ['-xzf', tarball, '-C', home, '--strip-components=1'], { encoding: 'utf8' })
    if (tar.status !== 0) throw new Error(`${tarball} cannot be unpacked: ${tar.stderr}`)
    for (const dependency of Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })) {
      const isOurs = packed.some((other) => other.name === dependency)
      link(isOurs ? join(modules, dependency) : installedAt(path, dependency), join(home, 'node_modules', dependency))
    }
  }
  link(join(root, 'node_modules', '@types', 'node'), join(modules, '@types', 'node'))
}

/** The specifiers under which a package can be imported; data apart. */
const entriesOf = (/** @type {PackedPackage} */ { name, manifest }) => {
  const specifiers = Object.keys(manifest.exports).map((entry) => name + entry.slice(1))
  return {
    code: specifiers.filter((specifier) => !specifier.endsWith('.json')),
    data: specifiers.filter((specifier) => specifier.endsWith('.json')),
  }
}

/** The smoke test of the runtimes, with the names under which a user imports. */
const smoke = readFileSync(join(root, 'packages/core/runtimes/smoke.mjs'), 'utf8')
  .replaceAll("'../dist/index.js'", "'@thingplan/core'")
  .replaceAll(/'\.\.\/dist\/(\w+)\/index\.js'/g, "'@thingplan/core/$1'")

/** @param {string} consumer */
const runIn = (consumer) => (/** @type {string} */ file, /** @type {string} */ program) => {
  writeFileSync(join(consumer, file), program)
  const node = spawnSync(process.execPath, [file], { cwd: consumer, encoding: 'utf8' })
  return node.status === 0 && node.stderr === '' ? [] : [node.stderr.trim() || `${file} ended with ${node.status}`]
}

const lines = (/** @type {readonly string[]} */ all) => `${all.join('\n')}\n`

/** @param {readonly PackedPackage[]} packed */
const importProgram = (packed) =>
  lines([
    "import assert from 'node:assert/strict'",
    ...packed
      .flatMap((one) => entriesOf(one).code)
      .map((entry) => `assert.ok(Object.keys(await import('${entry}')).length > 0, '${entry} exports nothing')`),
  ])

/** @param {readonly PackedPackage[]} packed */
const requireProgram = (packed) =>
  lines([
    "const assert = require('node:assert/strict')",
    ...packed.flatMap((one) => [
      ...entriesOf(one).code.map(
        (entry) => `assert.ok(Object.keys(require('${entry}')).length > 0, '${entry} exports nothing')`,
      ),
      ...entriesOf(one).data.map((entry) => `require('${entry}')`),
    ]),
  ])

const compilerOptions = {
  target: 'es2022',
  lib: ['es2023'],
  types: ['node'],
  module: 'nodenext',
  moduleResolution: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  noEmit: true,
}

/**
 * A TypeScript program that uses every entry, as an ES module and as CommonJS, with the declarations themselves checked.
 *
 * @param {string} consumer
 * @param {readonly PackedPackage[]} packed
 */
const compile = (consumer, packed) => {
  const entries = packed.flatMap((one) => entriesOf(one).code)
  const used = `export const used = [${entries.map((_, index) => `entry${index}`).join(', ')}]`
  writeFileSync(
    join(consumer, 'module.mts'),
    lines([...entries.map((entry, index) => `import * as entry${index} from '${entry}'`), used]),
  )
  writeFileSync(
    join(consumer, 'common.cts'),
    lines([...entries.map((entry, index) => `import entry${index} = require('${entry}')`), used]),
  )
  writeFileSync(
    join(consumer, 'tsconfig.json'),
    JSON.stringify({ compilerOptions, files: ['module.mts', 'common.cts'] }, undefined, 2),
  )
  const tsc = spawnSync('tsc', ['-p', consumer, '--pretty', 'false'], { cwd: root, encoding: 'utf8' })
  return tsc.status === 0 ? [] : tsc.stdout.trim().split('\n').slice(0, 20)
}

/**
 * @param {readonly PackedPackage[]} packed
 * @param {string} folder
 * @param {(what: string, check: () => string[]) => Promise<void>} report
 */
export const checkConsumer = async (packed, folder, report) => {
  const consumer = join(folder, 'consumer')
  mkdirSync(consumer)
  writeFileSync(join(consumer, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  install(packed, consumer)
  const run = runIn(consumer)
  await report(`installed: ${readdirSync(join(consumer, 'node_modules', '@thingplan')).join(', ')}`, () => [])
  await report('every entry can be imported', () => run('import.mjs', importProgram(packed)))
  await report('every entry can be required from CommonJS', () => run('require.cjs', requireProgram(packed)))
  await report('a certificate is decided on', () => run('smoke.mjs', smoke))
  await report('a TypeScript program compiles against the declarations, ESM and CommonJS', () =>
    compile(consumer, packed),
  )
}
