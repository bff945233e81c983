import { describe, expect, it } from 'vitest'
import { certificateFixture } from '../../testing/certificate-fixture.js'
import { factsFixture } from '../../testing/facts-fixture.js'
import { type WithinValidityOptions, withinValidity } from './within-validity.js'

const certificate = certificateFixture({
  subject: { CN: 'device-1' },
  notBefore: new Date('2026-01-01T00:00:00Z'),
  notAfter: new Date('2027-01-01T00:00:00Z'),
})

const codeAt = (moment: string, options?: WithinValidityOptions) =>
  withinValidity(options).evaluate(factsFixture({ certificate, now: new Date(moment) })).findings[0]?.code

describe('RFC 5280 section 4.1.2.5: both ends are included', () => {
  it.each([
    ['a second before', '2025-12-31T23:59:59Z', 'not-yet-valid'],
    ['the first moment', '2026-01-01T00:00:00Z', 'within-validity'],
    ['the middle', '2026-06-01T00:00:00Z', 'within-validity'],
    ['the last moment', '2027-01-01T00:00:00Z', 'within-validity'],
    ['a second after', '2027-01-01T00:00:01Z', 'expired'],
  ])('%s', (_, moment, code) => {
    expect(codeAt(moment)).toBe(code)
  })
})

it.each([
  ['ten days left of ten', '2026-12-22T00:00:00Z', 'within-validity'],
  ['a second less', '2026-12-22T00:00:01Z', 'expires-too-soon'],
  ['nothing left', '2027-01-01T00:00:01Z', 'expired'],
])('minimumRemainingDays: %s', (_, moment, code) => {
  expect(codeAt(moment, { minimumRemainingDays: 10 })).toBe(code)
})

it.each([
  ['a minute early', '2025-12-31T23:59:00Z', 'within-validity'],
  ['more than a minute early', '2025-12-31T23:58:59Z', 'not-yet-valid'],
  ['a minute late', '2027-01-01T00:01:00Z', 'within-validity'],
  ['more than a minute late', '2027-01-01T00:01:01Z', 'expired'],
])('clockSkewSeconds: %s', (_, moment, code) => {
  expect(codeAt(moment, { clockSkewSeconds: 60 })).toBe(code)
})

it('says how long is left', () => {
  const { findings } = withinValidity().evaluate(factsFixture({ certificate, now: new Date('2026-12-30T12:00:00Z') }))
  expect(findings[0]?.evidence).toEqual({ field: 'notAfter', remainingDays: 1 })
})

it.each<[title: string, options: unknown]>([
  ['a negative number of days', { minimumRemainingDays: -1 }],
  ['not a number', { minimumRemainingDays: Number.NaN }],
  ['a number as text', { clockSkewSeconds: '60' }],
  ['more than a day of skew', { clockSkewSeconds: 86_401 }],
  ['an option that does not exist', { minimumRemaining: 10 }],
])('refuses at definition: %s', (_, options) => {
  expect(() => withinValidity(options as WithinValidityOptions)).toThrow(
    expect.objectContaining({ code: 'registration-option' }),
  )
})
