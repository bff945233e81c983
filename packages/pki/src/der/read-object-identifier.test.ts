import { expect, it } from 'vitest'
import { fromHex } from '../bytes.js'
import { readObjectIdentifier } from './read-object-identifier.js'

it.each([
  ['550403', '2.5.4.3'],
  ['2a864886f70d010901', '1.2.840.113549.1.9.1'],
  ['0992268993f22c640119', '0.9.2342.19200300.100.1.25'],
  ['27', '0.39'],
  ['28', '1.0'],
  ['50', '2.0'],
  ['883703', '2.999.3'],
  [`69${'ff'.repeat(18)}7f`, `2.25.${2n ** 133n - 1n}`],
  ['', undefined],
  ['80550403', undefined],
  ['55048003', undefined],
  ['550483', undefined],
  [`69${'ff'.repeat(19)}7f`, undefined],
])('the content %s is %s (X.690 section 8.19)', (hex, dotted) => {
  expect(readObjectIdentifier(fromHex(hex))).toBe(dotted)
})
