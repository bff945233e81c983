import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = import.meta.dirname

it('npm run demo leads from one certificate to the other, whatever comes in between, and ends', () => {
  const { demo } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).scripts
  const [, ...parts] = demo.split(' ')
  const said = execFileSync(process.execPath, parts, { cwd: folder, encoding: 'utf8' })
  for (const line of [
    "sent a reading to device/sensor-20481234/temperature, with the manufacturer's certificate",
    'rotation: request-accepted, certificate-issued, prepared; answered: certificate',
    'rotation: acknowledged, retired; answered: acknowledgement',
    '✓ it works with a certificate of the manufacturer, and its thing belongs to that',
    "✗ the vendor's certificate is revoked, has no policy and no thing, and opens no door any more",
    '✓ nobody was asked for anything',
    '✓ connected: 1 of its certificates works; woken again, it is through',
    '✓ certificate saved: 2 of its certificates work; woken again, it is through',
    '✓ confirmation saved: 1 of its certificates works; woken again, it is through',
    '✗ the process itself is killed: request sent',
    '✓ started again, it is through',
    '✗ its policy ends the connection of sensor 20481234: it may speak for itself only',
    'rotation: principal-foreign',
    '✗ the certificate that sent it is another one: nothing has changed, and nobody was answered',
    "✗ a clone with another certificate of the vendor's stays outside",
    '✓ and the sensor goes through',
    '✗ its new certificate is revoked',
    'rotation-rolled-back',
    '✓ it hears why, and goes on working with its old one',
  ]) {
    expect(said).toContain(line)
  }
  expect(said).not.toContain('\u001b')
  expect(said).not.toContain('PRIVATE KEY')
}, 120_000)
