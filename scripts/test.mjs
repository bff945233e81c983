/**
 * `npm test`: the tests of every workspace, then one summary of all reports. Reports of an earlier run are removed first, so
 * that none can stand for a test that did not run; for a workspace that has not changed, turbo puts its report back.
 */
import { spawnSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { summarizeTests } from './summarize-tests.mjs'
import { readWorkspaces, root } from './workspaces.mjs'

for (const { path } of readWorkspaces()) rmSync(join(path, '.reports'), { recursive: true, force: true })

const turbo = spawnSync('turbo', ['run', 'test', '--continue=dependencies-successful', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
const passed = summarizeTests()
process.exitCode = passed && turbo.status === 0 ? 0 : 1
