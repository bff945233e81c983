import { expect, it } from 'vitest'
import { runScript } from './demo/run-script.js'

it('npm run demo leads from a token to telemetry and to the next certificate, and ends', () => {
  const { status, stdout, stderr } = runScript('demo')
  expect([status, stderr]).toEqual([0, ''])
  for (const line of [
    '✓ P1001 may be given one certificate',
    '✓ it was given certificate',
    "✗ for a key of the thief's: 409",
    '✗ for a token that is guessed: 403',
    '✗ for a device that does not exist: the same words',
    '✓ the same key has the same certificate',
    '✓ AWS IoT has seen it connect: the token is spent for good',
    '✓ from now on it needs neither a token nor the vending machine',
    '✓ old and new are both active',
    '✓ it connects with the new one',
    '✓ the new one was seen, so that the old one is retired: REVOKED',
    '✗ nobody is let in with the old one any more',
    'P9999 refused device-unknown',
  ]) {
    expect(stdout).toContain(line)
  }
  expect(stdout).not.toContain('\u001b')
  expect(stdout).not.toContain('PRIVATE KEY')
  expect(stdout).not.toContain('CERTIFICATE REQUEST')
}, 60_000)
