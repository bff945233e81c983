import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = import.meta.dirname

it('npm run demo leads from the claim to telemetry, and ends', () => {
  const { demo } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).scripts
  const [, ...parts] = demo.split(' ')
  const said = execFileSync(process.execPath, parts, { cwd: folder, encoding: 'utf8' })
  for (const line of [
    'sets {"ThingName":"sensor-20481234"}',
    'I am sensor-20481234',
    'sent a reading to device/sensor-20481234/temperature',
    '✓ it needs no claim any more: nobody was asked',
    'verifier-refused',
    '✗ a serial number that was not made: AccessDenied',
    'thing-owned-by-another',
    '✗ the serial number of the sensor: AccessDenied',
    '✗ another template: the claim is not good for it',
    '✗ the claim may not publish to device/sensor-20481234/temperature',
    '✓ and the sensor goes on working',
    '✓ it tells its health on $aws/things/core-70010001/greengrassv2/health/json',
    '✓ it is in the group `sites`, and gets what is deployed there',
  ]) {
    expect(said).toContain(line)
  }
  expect(said).not.toContain('\u001b')
  expect(said).not.toContain('PRIVATE KEY')
}, 120_000)
