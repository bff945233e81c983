import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assembleCertificate, partsOf } from '../testing/certificate-fixture/certificate-parts.js'
import { bytesOfHex } from '../testing/certificate-fixture/der-writer.js'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { readCertificate } from './read-certificate.js'

const read = (hex: string): string =>
  readCertificate(assembleCertificate({ ...partsOf({ subject: {} }), serialNumber: bytesOfHex(hex) })).serialNumber

describe('a serial number (RFC 5280 section 4.1.2.2)', () => {
  it.each([
    ['02 01 00', '00'],
    ['02 01 01', '01'],
    ['02 01 7f', '7f'],
    ['02 02 00 80', '80'],
    ['02 02 01 00', '0100'],
    ['02 01 ff', '-01'],
    ['02 01 80', '-80'],
    ['02 02 ff 7f', '-81'],
    ['02 02 ff 00', '-0100'],
    ['02 02 80 00', '-8000'],
    [`02 15 00 ${'ff'.repeat(20)}`, 'ff'.repeat(20)],
    [`02 28 7f ${'ab'.repeat(39)}`, `7f${'ab'.repeat(39)}`],
  ])('%s is %s', (hex, serialNumber) => expect(read(hex)).toBe(serialNumber))

  it('comes back from every number', () => {
    const numbers = fc.bigInt({ min: -(2n ** 200n), max: 2n ** 200n })
    fc.assert(
      fc.property(numbers, (number) => {
        const magnitude = (number < 0n ? -number : number).toString(16)
        const hex = magnitude.length % 2 === 0 ? magnitude : `0${magnitude}`
        const serialNumber = number < 0n ? `-${hex}` : hex
        expect(certificateFixture({ subject: {}, serialNumber }).serialNumber).toBe(serialNumber)
      }),
    )
  })

  it.each(['02 00', '02 02 00 01', '02 02 ff ff'])('refuses %s', (hex) => {
    expect(() => read(hex)).toThrow(expect.objectContaining({ code: 'certificate-der-malformed' }))
  })
})
