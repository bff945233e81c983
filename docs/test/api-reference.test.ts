import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { root } from './repository.js'

it('the API reference is what the packages export; `npm run docs` writes it', { timeout: 60_000 }, () => {
  const check = spawnSync(process.execPath, ['scripts/generate-api-reference.mjs', '--check'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(check.stdout + check.stderr).toBe('')
})
