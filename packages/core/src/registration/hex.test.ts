import { describe, expect, it } from 'vitest'
import { normalizeCertificateId, normalizeSerialNumber } from './hex.js'

describe('normalizeSerialNumber', () => {
  it.each([
    ['as the reader writes it', '0abc', 'abc'],
    ['as OpenSSL writes it', '0A:BC', 'abc'],
    ['as a browser writes it', '0A BC', 'abc'],
    ['with a prefix', '0x0ABC', 'abc'],
    ['with an upper-case prefix', '0XABC', 'abc'],
    ['with any number of leading zeros', '000000abc', 'abc'],
    ['zero', '00', '0'],
    ['a negative number', '-0A', '-a'],
  ])('reads %s', (_, text, normalized) => {
    expect(normalizeSerialNumber(text)).toBe(normalized)
  })

  it.each(['', '0x', 'xyz', '12-3', '0x0x12', '１２'])('refuses %j', (text) => {
    expect(normalizeSerialNumber(text)).toBeUndefined()
  })
})

describe('normalizeCertificateId', () => {
  const id = 'ab'.repeat(32)

  it.each([
    ['as AWS IoT writes it', id],
    ['in upper case', id.toUpperCase()],
    ['as an OpenSSL fingerprint', id.match(/../g)?.join(':') ?? ''],
    ['with a prefix', `0x${id}`],
  ])('reads an id %s', (_, text) => {
    expect(normalizeCertificateId(text)).toBe(id)
  })

  it.each([
    ['too short', id.slice(1)],
    ['too long', `${id}0`],
    ['not hexadecimal', 'g'.repeat(64)],
    ['empty', ''],
  ])('refuses what is %s', (_, text) => {
    expect(normalizeCertificateId(text)).toBeUndefined()
  })
})
