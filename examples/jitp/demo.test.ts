import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = import.meta.dirname

it('npm run demo tells the story of both devices, and ends', () => {
  const { demo } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).scripts
  const [, ...parts] = demo.split(' ')
  const said = execFileSync(process.execPath, parts, { cwd: folder, encoding: 'utf8' })
  for (const line of [
    '✗ sensor-1 is not let in: its certificate is new',
    '✓ sensor-1 comes again, and is connected',
    '✗ it may not publish to device/sensor-2/temperature, and is disconnected',
    '✓ sensor-2 is connected',
    '✓ both share one policy, which is named by its document',
    'provisioning-conflict',
    '✗ the clone stays outside',
    '✓ and the first goes on working',
    'provisioning-value-refused',
    '✗ it stays outside, however often it tries',
  ]) {
    expect(said).toContain(line)
  }
  expect(said).not.toContain('\u001b')
  expect(said).not.toContain('PRIVATE KEY')
}, 60_000)
