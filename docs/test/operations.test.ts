import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { root } from './repository.js'

it('the page for operations has every code of the packages, and no other; `npm run docs` writes it', {
  timeout: 60_000,
}, () => {
  const check = spawnSync('npm', ['run', '--silent', 'operations', '--workspace', 'docs', '--', '--check'], {
    cwd: root,
    encoding: 'utf8',
  })
  expect(check.stdout + check.stderr).toBe('')
  expect(check.status).toBe(0)
})
