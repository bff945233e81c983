/**
 * `npm run check`: everything about the repository that is not a test. Every check runs, also after one that failed, and
 * the last lines say how each ended and how long it took.
 */
import { spawnSync } from 'node:child_process'
import { formatTable } from './format-table.mjs'
import { readJson, root } from './workspaces.mjs'

const checks = Object.keys(readJson(`${root}/package.json`).scripts).filter((script) => script.startsWith('check:'))

/** @type {(string | number)[][]} */
const rows = [['check', 'result', 'seconds']]
let failed = false
for (const check of checks) {
  console.log(`\n▸ ${check}`)
  const start = performance.now()
  const { status } = spawnSync('npm', ['run', '--silent', check], { cwd: root, stdio: 'inherit' })
  failed ||= status !== 0
  rows.push([check, status === 0 ? 'passed' : 'FAILED', Math.round((performance.now() - start) / 1000)])
}
console.log(`\n${formatTable(rows)}`)
process.exitCode = failed ? 1 : 0
