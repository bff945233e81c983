import { expect, it } from 'vitest'
import { bytesOfHex } from '../../testing/certificate-fixture/der-writer.js'
import { createReader } from './der-reader.js'
import { readBoolean } from './read-boolean.js'

const read = (hex: string): boolean => {
  const bytes = bytesOfHex(hex)
  return readBoolean(createReader(bytes, 'basicConstraints'))
}

it.each([
  ['01 01 00', false],
  ['01 01 ff', true],
  ['', false],
  ['02 01 ff', false],
])('%s is %s', (hex, value) => expect(read(hex)).toBe(value))

it.each(['01 01 01', '01 01 80', '01 00', '01 02 ff ff', '01 02 00 00'])(
  'refuses %s (X.690 sections 8.2.1 and 11.1)',
  (hex) => {
    expect(() => read(hex)).toThrow(expect.objectContaining({ code: 'certificate-der-malformed' }))
  },
)
