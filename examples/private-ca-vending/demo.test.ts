import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { scriptOf } from '../vending-machine/demo/run-script.js'

const demo = scriptOf('demo', new URL('package.json', import.meta.url))

it('npm run demo leads from the factory to telemetry, with an app that never reads the key, and ends', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, demo, { cwd: import.meta.dirname, encoding: 'utf8' })
  expect([status, stderr]).toEqual([0, ''])
  for (const line of [
    '✓ L1001 holds a sealing key of its own',
    "✗ the lamp is not Bob's: 403",
    'characters that only the lamp can open',
    'I am lamp-L1001, and have sent my state to lamp/lamp-L1001/state',
    '✓ the app has carried the key, and could not read it',
    '✓ AWS IoT has seen the lamp with its certificate',
    '✗ Ada, who has signed in two hours ago: 401',
    "✗ somebody who signs Ada's name with another key: 401",
    "✗ an app that wants to read the lamp's key: 403",
    '✓ nothing was issued for any of them',
    '✓ Ada sets it up again: another key, another certificate',
    '✓ the old one is retired: REVOKED',
    '✗ nobody is let in with the old one any more',
  ]) {
    expect(stdout).toContain(line)
  }
  expect(stdout).not.toContain('\u001b')
  expect(stdout).not.toContain('PRIVATE KEY')
  // Access tokens and sealed keys begin with the octets of `{"`.
  expect(stdout).not.toContain('eyJ')
}, 60_000)
