import fc from 'fast-check'
import { expect, it } from 'vitest'
import { hexOf } from './hex.js'

it.each([
  [[], ''],
  [[0x00], '00'],
  [[0x09, 0x0a, 0x9f, 0xa0, 0xff], '090a9fa0ff'],
])('%j is %j', (octets, hex) => expect(hexOf(Uint8Array.from(octets))).toBe(hex))

it('writes a part', () => expect(hexOf(Uint8Array.of(1, 2, 3, 4), 1, 3)).toBe('0203'))

it('agrees with the host', () => {
  fc.assert(fc.property(fc.uint8Array(), (bytes) => hexOf(bytes) === Buffer.from(bytes).toString('hex')))
})
