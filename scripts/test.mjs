/**
 * `npm test`: the tests of every workspace, then one summary of all reports. Reports of an earlier run are removed first, so
 * that none can stand for a test that did not run; for a workspace that has not changed, turbo puts its report back. What was
 * printed and reported is searched for private keys, also where every test passed.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { runAloud } from './private-keys/run-aloud.mjs'
import { scanTestRun } from './private-keys/scan-test-run.mjs'
import { summarizeTests } from './summarize-tests.mjs'
import { readWorkspaces } from './workspaces.mjs'

for (const { path } of readWorkspaces()) rmSync(join(path, '.reports'), { recursive: true, force: true })

const options = ['--continue=dependencies-successful', ...process.argv.slice(2)]
const turbo = await runAloud('turbo', ['run', 'test', ...options])
const isClean = scanTestRun(turbo.output)
const passed = summarizeTests()
process.exitCode = passed && isClean && turbo.status === 0 ? 0 : 1
