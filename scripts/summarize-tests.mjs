/**
 * Reads the report that vitest left in every workspace and prints one table; the last line is
 * `tests: N passed, M failed, K skipped`. Fails when a test failed, when a report is missing or empty, and when a test was
 * skipped without need: a test may be skipped only where its title ends in `(needs <command>)`, once for each, and one of them
 * is missing.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { formatTable } from './format-table.mjs'
import { readJson, readWorkspaces } from './workspaces.mjs'

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** The suite of a test file: the folder of its noun, `src/certificate/der/read.test.ts` -> `certificate`. */
const suiteOf = (/** @type {string} */ file) => {
  const [first = '', second = '', third] = file.split(sep)
  if (second === '') return first
  return third === undefined ? first : second
}

/** @param {string} command */
const isInstalled = (command) => spawnSync('sh', ['-c', 'command -v "$0"', command], { stdio: 'ignore' }).status === 0

/** Some systems have a program of that name that is another one. */
const isThere = (/** @type {string} */ command) =>
  command === 'openssl'
    ? /^OpenSSL [3-9]/.test(spawnSync('openssl', ['version'], { encoding: 'utf8' }).stdout ?? '')
    : isInstalled(command)

/**
 * What is wrong about a test that did not run; nothing where it lacks a command that it needs.
 *
 * @param {string} title
 */
const complaintOfSkipped = (title) => {
  const [needs] = /(?: \(needs [\w.-]+\))+$/.exec(title) ?? []
  if (needs === undefined) return 'skipped without a reason'
  const commands = [...needs.matchAll(/needs ([\w.-]+)/g)].map(([, command = '']) => command)
  return commands.every(isThere) ? 'skipped, although nothing is missing: npm test -- --force' : undefined
}

const firstLine = (/** @type {string} */ text) => text.split('\n', 1)[0] ?? ''

export const summarizeTests = () => {
  /** @type {(string | number)[][]} */
  const rows = [['workspace', 'suite', 'passed', 'failed', 'skipped']]
  /** @type {string[]} */
  const complaints = []
  const total = { passed: 0, failed: 0, skipped: 0 }

  for (const { name, path, manifest } of readWorkspaces()) {
    if (manifest.scripts?.test === undefined) continue
    const reportPath = join(path, '.reports', 'vitest.json')
    if (!existsSync(reportPath)) {
      complaints.push(`${name}: no report; its tests did not run`)
      continue
    }
    const report = readJson(reportPath)
    /** @type {Map<string, Counts>} */
    const suites = new Map()
    for (const file of report.testResults) {
      const filePath = relative(path, file.name)
      const suite = suiteOf(filePath)
      const counts = suites.get(suite) ?? { passed: 0, failed: 0, skipped: 0 }
      suites.set(suite, counts)
      if (file.status !== 'passed' && file.assertionResults.length === 0) {
        counts.failed += 1
        complaints.push(`${name}: ${filePath}: ${firstLine(file.message || 'could not be loaded')}`)
      }
      for (const test of file.assertionResults) {
        if (test.status === 'passed') {
          counts.passed += 1
        } else if (test.status === 'failed') {
          counts.failed += 1
          complaints.push(`${name}: ${filePath}: ${test.fullName}: ${firstLine(test.failureMessages[0] ?? '')}`)
        } else {
          counts.skipped += 1
          const complaint = complaintOfSkipped(test.title)
          if (complaint !== undefined) complaints.push(`${name}: ${filePath}: ${test.fullName}: ${complaint}`)
        }
      }
    }
    for (const [suite, { passed, failed, skipped }] of [...suites].sort(([a], [b]) => (a < b ? -1 : 1))) {
      rows.push([name, suite, passed, failed, skipped])
      total.passed += passed
      total.failed += failed
      total.skipped += skipped
    }
    if (report.numTotalTests === 0) complaints.push(`${name}: an empty report`)
    else if (!report.success && report.numFailedTests === 0 && report.numFailedTestSuites === 0) {
      complaints.push(`${name}: an error outside of its tests`)
    }
  }

  const { passed, failed, skipped } = total
  if (passed + failed === 0) complaints.push('no test ran')
  console.log(`\n${formatTable(rows)}\n`)
  for (const complaint of complaints) console.log(`✗ ${complaint}`)
  if (complaints.length > 0) console.log('')
  console.log(`tests: ${passed} passed, ${failed} failed, ${skipped} skipped`)
  return complaints.length === 0 && failed === 0
}

if (import.meta.filename === process.argv[1]) process.exitCode = summarizeTests() ? 0 : 1
