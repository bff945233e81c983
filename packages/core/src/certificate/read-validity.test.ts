import { describe, expect, it } from 'vitest'
import { octetsOfText } from '../template/octets-of-text.js'
import { assembleCertificate, partsOf } from '../testing/certificate-fixture/certificate-parts.js'
import { writeElement } from '../testing/certificate-fixture/der-writer.js'
import { certificateFixture } from '../testing/certificate-fixture.js'
import type { Certificate } from './certificate.js'
import * as Tag from './der/tag.js'
import { readCertificate } from './read-certificate.js'

const utcTime = (text: string): Uint8Array => writeElement(Tag.utcTime, octetsOfText(text))
const generalizedTime = (text: string): Uint8Array => writeElement(Tag.generalizedTime, octetsOfText(text))

const parts = partsOf({ subject: { CN: 'x' } })
const readTimes = (...times: Uint8Array[]): Certificate =>
  readCertificate(assembleCertificate({ ...parts, validity: writeElement(Tag.sequence, ...times) }))

const end = utcTime('360101000000Z')
const refused = expect.objectContaining({ code: 'certificate-validity', field: 'validity' })

describe('UTCTime (RFC 5280 section 4.1.2.5.1)', () => {
  it.each([
    ['260102030405Z', '2026-01-02T03:04:05.000Z'],
    ['500101000000Z', '1950-01-01T00:00:00.000Z'],
    ['991231235959Z', '1999-12-31T23:59:59.000Z'],
    ['000229000000Z', '2000-02-29T00:00:00.000Z'],
    ['491231235959Z', '2049-12-31T23:59:59.000Z'],
    ['240229120000Z', '2024-02-29T12:00:00.000Z'],
  ])('%s is %s', (text, date) => expect(readTimes(utcTime(text), end).notBefore.toISOString()).toBe(date))

  it.each([
    ['2601020304Z', 'no seconds'],
    ['260102030405', 'no Z'],
    ['260102030405z', 'a small z'],
    ['260102030405+0000', 'an offset'],
    ['2601020304+0100', 'an offset and no seconds'],
    ['260102030405.5Z', 'a fraction'],
    ['20260102030405Z', 'four digits of the year'],
    ['', 'nothing'],
    ['26010203040 Z', 'a blank'],
    ['26010203040/Z', 'the character below 0'],
    ['26010203040:Z', 'the character above 9'],
    ['-60102030405Z', 'a sign'],
    ['260002030405Z', 'month 0'],
    ['261302030405Z', 'month 13'],
    ['260100030405Z', 'day 0'],
    ['260132030405Z', 'day 32'],
    ['260431030405Z', '31 April'],
    ['260631030405Z', '31 June'],
    ['260931030405Z', '31 September'],
    ['261131030405Z', '31 November'],
    ['260229030405Z', '29 February of a common year'],
    ['260102240000Z', 'hour 24'],
    ['260102036000Z', 'minute 60'],
    ['260102030460Z', 'a leap second'],
  ])('refuses %j: %s', (text) => expect(() => readTimes(utcTime(text), end)).toThrow(refused))
})

describe('GeneralizedTime (RFC 5280 section 4.1.2.5.2)', () => {
  it.each([
    ['20500101000000Z', '2050-01-01T00:00:00.000Z'],
    ['21000228235959Z', '2100-02-28T23:59:59.000Z'],
    ['24000229000000Z', '2400-02-29T00:00:00.000Z'],
    ['00000301000000Z', '0000-03-01T00:00:00.000Z'],
    ['00000229000000Z', '0000-02-29T00:00:00.000Z'],
    ['00990101000000Z', '0099-01-01T00:00:00.000Z'],
    ['99991231235959Z', '9999-12-31T23:59:59.000Z'],
  ])('%s is %s', (text, date) => {
    expect(readTimes(utcTime('260101000000Z'), generalizedTime(text)).notAfter.toISOString()).toBe(date)
  })

  it('is read for years that belong into UTCTime, as other readers do', () => {
    expect(readTimes(generalizedTime('20260101000000Z'), end).notBefore.toISOString()).toBe('2026-01-01T00:00:00.000Z')
  })

  it.each([
    ['205001010000Z', 'no seconds'],
    ['20500101000000', 'no Z'],
    ['20500101000000.0Z', 'a fraction'],
    ['20500101000000+0000', 'an offset'],
    ['500101000000Z', 'two digits of the year'],
    ['21000229000000Z', '29 February of a year that 100 divides and 400 does not'],
    ['2050010100000aZ', 'a letter'],
  ])('refuses %j: %s', (text) => expect(() => readTimes(end, generalizedTime(text))).toThrow(refused))
})

describe('a validity', () => {
  it('may end before it begins; no moment lies within', () => {
    const { notBefore, notAfter } = readTimes(utcTime('360101000000Z'), utcTime('260101000000Z'))
    expect(notBefore > notAfter).toBe(true)
  })

  it.each([
    ['one time', [end]],
    ['three times', [end, end, end]],
    ['text where a time belongs', [end, writeElement(Tag.utf8String, octetsOfText('360101000000Z'))]],
    ['no time', []],
  ])('refuses %s', (_title, times) => expect(() => readTimes(...times)).toThrow(refused))

  it('agrees with the host on days of four centuries', () => {
    for (let day = Date.UTC(1950, 0, 1); day < Date.UTC(2350, 0, 1); day += 86_400_000 * 13) {
      const { notBefore } = certificateFixture({ subject: {}, notBefore: new Date(day) })
      expect(notBefore.getTime()).toBe(day)
    }
  })
})
