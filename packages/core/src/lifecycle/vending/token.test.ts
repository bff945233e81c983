import fc from 'fast-check'
import { describe, expect, it, vi } from 'vitest'
import { hashToken, isSameHash, writeToken } from './token.js'

describe('writeToken', () => {
  it.each([
    ['16 octets', 16, 22],
    ['32 octets', 32, 43],
  ])('writes %s in base64url (RFC 4648 section 5)', (_, octets, length) => {
    const token = writeToken(Uint8Array.from({ length: octets }, (_octet, index) => 255 - index))
    expect(token).toMatch(/^[A-Za-z0-9_-]+$/)
    expect(token.length).toBe(length)
  })

  it.each([
    ['15 octets', Uint8Array.from({ length: 15 }, (_, index) => index)],
    ['octets that nobody has filled', new Uint8Array(16)],
  ])('refuses %s', (_, random) => {
    expect(() => writeToken(random)).toThrow(expect.objectContaining({ code: 'token-weak', field: 'random' }))
  })
})

describe('hashToken', () => {
  it('is bound to the serial number: two devices with one token have different hashes', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (one, other, token) => {
        fc.pre(one !== other && !`${one}${other}`.includes('\n'))
        expect(hashToken(one, token)).not.toBe(hashToken(other, token))
      }),
    )
  })

  it('cannot be had with a part of the token in the serial number', () => {
    expect(hashToken('SN-1', '23')).not.toBe(hashToken('SN-12', '3'))
  })
})

describe('isSameHash', () => {
  it('says what `===` says', () => {
    const text = fc.stringMatching(/^[ab]{0,4}$/)
    fc.assert(
      fc.property(text, text, (left, right) => {
        expect(isSameHash(left, right)).toBe(left === right)
      }),
    )
  })

  it.each([
    ['at the first digit', `0${'f'.repeat(63)}`],
    ['at the last digit', `${'f'.repeat(63)}0`],
    ['nowhere', 'f'.repeat(64)],
  ])('reads every digit of both, though they differ %s', (_, other) => {
    const read = vi.spyOn(String.prototype, 'charCodeAt')
    isSameHash('f'.repeat(64), other)
    const { length } = read.mock.calls
    read.mockRestore()
    expect(length).toBe(128)
  })
})
