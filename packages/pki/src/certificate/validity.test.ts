import { describe, expect, it } from 'vitest'
import { resolveValidity } from './validity.js'

const now = new Date('2027-01-10T12:00:00.500Z')
const issuer = { notBefore: new Date('2027-01-01T00:00:00Z'), notAfter: new Date('2028-01-01T00:00:00Z') }
const at = (text: string) => new Date(text)

describe('resolveValidity', () => {
  it.each([
    ['defaults', { now }, undefined, '2027-01-10T11:55:00.000Z', '2027-01-20T12:00:00.000Z'],
    [
      'whole seconds',
      { now, notBefore: at('2027-02-01T00:00:00.999Z'), notAfter: at('2027-03-01T00:00:00.999Z') },
      undefined,
      '2027-02-01T00:00:00.000Z',
      '2027-03-01T00:00:00.000Z',
    ],
    [
      'a default that begins with the issuer',
      { now: at('2027-01-01T00:01:00Z') },
      issuer,
      '2027-01-01T00:00:00.000Z',
      '2027-01-11T00:01:00.000Z',
    ],
    [
      'a default that ends with the issuer',
      { now: at('2027-12-30T00:00:00Z') },
      issuer,
      '2027-12-29T23:55:00.000Z',
      '2028-01-01T00:00:00.000Z',
    ],
    ["exactly the issuer's", { now, ...issuer }, issuer, '2027-01-01T00:00:00.000Z', '2028-01-01T00:00:00.000Z'],
    [
      'RFC 5280 section 4.1.2.5: no expiry',
      { now, notAfter: at('9999-12-31T23:59:59Z') },
      undefined,
      '2027-01-10T11:55:00.000Z',
      '9999-12-31T23:59:59.000Z',
    ],
  ])('%s', (_, options, of, notBefore, notAfter) => {
    expect(resolveValidity(options, 10, of)).toEqual({ notBefore: at(notBefore), notAfter: at(notAfter) })
  })

  it.each([
    ['an end before the beginning', { notAfter: at('2027-01-09T00:00:00Z') }, 'validity-malformed', 'notAfter'],
    ['an invalid date', { notBefore: at('never') }, 'validity-malformed', 'notBefore'],
    ['a year that X.509 cannot write', { notAfter: at('+010000-01-01T00:00:00Z') }, 'validity-malformed', 'notAfter'],
    ['a beginning before 1950', { notBefore: at('1949-12-31T23:59:59Z') }, 'validity-malformed', 'notBefore'],
    [
      'a beginning before the issuer',
      { notBefore: at('2026-12-31T23:59:59Z') },
      'validity-outside-issuer',
      'notBefore',
    ],
    ['an end after the issuer', { notAfter: at('2028-01-01T00:00:01Z') }, 'validity-outside-issuer', 'notAfter'],
    ['an issuer that has expired', { now: at('2029-01-01T00:00:00Z') }, 'validity-outside-issuer', 'notBefore'],
  ])('refuses %s', (_, options, code, field) => {
    expect(() => resolveValidity({ now, ...options }, 10, issuer)).toThrow(expect.objectContaining({ code, field }))
  })
})
