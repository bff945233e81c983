/**
 * `npm run check:packages`: what is published, looked at the way its users get it. Packs every package, lets publint and
 * attw judge the tarballs, compares their files with what belongs there, then puts all of them into one empty folder and
 * imports, requires, runs and compiles against them.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkConsumer } from './check-packages/consumer.mjs'
import { checkFiles } from './check-packages/files.mjs'
import { checkManifests } from './check-packages/manifests.mjs'
import { packPackage } from './check-packages/pack.mjs'
import { checkTypesResolve, checkWithPublint } from './check-packages/verdicts.mjs'
import { readPackages } from './workspaces.mjs'

let failures = 0

/**
 * @param {string} what
 * @param {() => string[] | Promise<string[]>} check Returns complaints.
 */
const report = async (what, check) => {
  const complaints = await check()
  failures += complaints.length
  console.log(`${complaints.length === 0 ? '✓' : '✗'} ${what}`)
  for (const complaint of complaints) console.log(`    ${complaint}`)
}

const folder = mkdtempSync(join(tmpdir(), 'thingplan-packages-'))
try {
  await report('manifests and lock file', checkManifests)
  const packed = readPackages().map((workspace) => packPackage(workspace, folder))
  for (const one of packed) {
    await report(`${one.name}: ${one.files.length} files, ${Math.ceil(one.size / 1024)} KB`, () => checkFiles(one))
    await report(`${one.name}: publint --strict`, () => checkWithPublint(one))
    await report(`${one.name}: attw --profile esm-only`, () => checkTypesResolve(one))
  }
  await checkConsumer(packed, folder, report)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

console.log(failures === 0 ? '\npackages: fine' : `\npackages: ${failures} complaints`)
process.exitCode = failures === 0 ? 0 : 1
