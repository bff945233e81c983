import { expect, it } from 'vitest'
import { bytesOfHex } from '../../testing/certificate-fixture/der-writer.js'
import { DerReader } from './der-reader.js'
import { readBoolean } from './read-boolean.js'

const read = (hex: string): boolean => {
  const bytes = bytesOfHex(hex)
  return readBoolean(new DerReader(bytes, 0, bytes.length, { field: 'cA', code: 'certificate-extension' }))
}

it.each([
  ['01 01 00', false],
  ['01 01 ff', true],
])('%s is %s', (hex, value) => expect(read(hex)).toBe(value))

it.each(['01 01 01', '01 01 80', '01 00', '01 02 ff ff', '01 02 00 00'])(
  'refuses %s (X.690 sections 8.2.1 and 11.1)',
  (hex) => {
    expect(() => read(hex)).toThrow(expect.objectContaining({ code: 'certificate-der-malformed' }))
  },
)
