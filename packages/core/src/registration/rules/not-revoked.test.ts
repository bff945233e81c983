import { expect, it } from 'vitest'
import { certificateFixture } from '../../testing/certificate-fixture.js'
import { factsFixture } from '../../testing/facts-fixture.js'
import { decide } from '../decide.js'
import { defineRegistration } from '../define-registration.js'
import type { RevocationList } from '../revocation-list.js'
import { notRevoked } from './not-revoked.js'

const certificate = certificateFixture({
  subject: { CN: 'device-1' },
  serialNumber: '0abc',
  authorityKeyIdentifier: 'a1',
})
const revokedAt = new Date('2026-05-20T00:00:00Z')
const own = { serialNumber: '0abc', revokedAt }
const present: RevocationList = {
  issuer: certificate.issuer.entries(),
  thisUpdate: new Date('2026-05-30T00:00:00Z'),
  nextUpdate: new Date('2026-06-06T00:00:00Z'),
  revocations: [{ serialNumber: '7f', revokedAt }],
}
const moment = new Date('2026-06-01T00:00:00Z')

const found = (revocations: unknown, now = moment, skew = 0) => {
  const facts = { ...factsFixture({ certificate, now }), revocations }
  return Reflect.apply(notRevoked({ clockSkewSeconds: skew }).evaluate, undefined, [facts]).findings
}

it.each<[title: string, lists: readonly RevocationList[] | undefined, code: string]>([
  ['it is not on the list', [present], 'not-revoked'],
  ['the list is empty', [{ ...present, revocations: [] }], 'not-revoked'],
  ['it is on the list', [{ ...present, revocations: [own] }], 'revoked'],
  [
    'it is on the list in another spelling',
    [{ ...present, revocations: [{ ...own, serialNumber: '0A:BC' }] }],
    'revoked',
  ],
  ['its revocation lies ahead', [{ ...present, revocations: [{ ...own, revokedAt: new Date(2 ** 42) }] }], 'revoked'],
  ['one of two lists has it', [present, { ...present, revocations: [own] }], 'revoked'],
  ['the list is of its key', [{ ...present, authorityKeyIdentifier: 'a1' }], 'not-revoked'],
  ['the list is of another key', [{ ...present, authorityKeyIdentifier: 'b2', revocations: [own] }], 'fact-missing'],
  ['the list is of another CA', [{ ...present, issuer: [['CN', 'Another']], revocations: [own] }], 'fact-missing'],
  ['the list is of the end of the name', [{ ...present, issuer: present.issuer.slice(1) }], 'fact-missing'],
  ['the list is of the beginning of the name', [{ ...present, issuer: present.issuer.slice(0, 1) }], 'fact-missing'],
  ['the list is of the name in another order', [{ ...present, issuer: [...present.issuer].reverse() }], 'fact-missing'],
  ['the list does not end', [{ ...present, nextUpdate: undefined }], 'fact-missing'],
  ['a list out of date has it', [{ ...present, nextUpdate: present.thisUpdate, revocations: [own] }], 'revoked'],
  ['one of two lists is out of date', [{ ...present, nextUpdate: present.thisUpdate }, present], 'not-revoked'],
  ['there is no list', [], 'fact-missing'],
  ['nobody has said anything', undefined, 'fact-missing'],
])('%s', (_, lists, code) => {
  expect(found(lists)).toMatchObject([{ rule: 'not-revoked', code, ok: code === 'not-revoked' }])
})

it('takes a list of any key for a certificate that does not name one', () => {
  const keyless = certificateFixture({ subject: { CN: 'device-1' }, serialNumber: '0abc' })
  const lists = [{ ...present, authorityKeyIdentifier: 'b2', revocations: [own] }]
  const { findings } = notRevoked().evaluate(factsFixture({ certificate: keyless, now: moment, revocations: lists }))
  expect(findings[0]?.code).toBe('revoked')
})

// RFC 5280 section 6.3.3: the CRL that counts is the one of the present moment.
it.each([
  ['at its beginning', '2026-05-30T00:00:00Z', 0, 'not-revoked'],
  ['a second before', '2026-05-29T23:59:59Z', 0, 'fact-missing'],
  ['a second before, with a second of skew', '2026-05-29T23:59:59Z', 1, 'not-revoked'],
  ['at its end', '2026-06-06T00:00:00Z', 0, 'not-revoked'],
  ['a second after', '2026-06-06T00:00:01Z', 0, 'fact-missing'],
  ['a second after, with a second of skew', '2026-06-06T00:00:01Z', 1, 'not-revoked'],
])('a list %s', (_, now, skew, code) => {
  expect(found([present], new Date(now), skew)[0]?.code).toBe(code)
})

it('says when and why, on one line', () => {
  expect(found([{ ...present, revocations: [{ ...own, reason: 'keyCompromise\n' }] }])[0]).toMatchObject({
    message: 'the issuer has revoked it at 2026-05-20T00:00:00.000Z: `keyCompromise\\u{a}`',
    evidence: { field: 'serialNumber', value: 'abc', revokedAt: '2026-05-20T00:00:00.000Z' },
  })
})

it('looks again into a list that may change, and once into one that cannot', () => {
  const rule = notRevoked()
  const codeWith = (revocations: RevocationList['revocations']) =>
    rule.evaluate(factsFixture({ certificate, now: moment, revocations: [{ ...present, revocations }] })).findings[0]
      ?.code
  const growing = [...present.revocations]
  expect(codeWith(growing)).toBe('not-revoked')
  growing.push(own)
  expect(codeWith(growing)).toBe('revoked')
  let reads = 0
  const counted = Object.freeze({
    revokedAt,
    get serialNumber() {
      reads += 1
      return '0abc'
    },
  })
  const frozen = Object.freeze([counted])
  expect([codeWith(frozen), codeWith(frozen)]).toEqual(['revoked', 'revoked'])
  expect(reads).toBe(1)
})

const registration = defineRegistration({
  name: 'sensors',
  rules: [notRevoked()],
  profiles: [{ thing: { name: '<%= certificate.attributes.subject.CN %>' }, policies: [] }],
  onReject: 'revoke',
  revokeOn: ['not-revoked'],
})
const decided = (revocations: unknown) => {
  const facts = { ...factsFixture({ certificate, now: moment }), revocations }
  return Reflect.apply(decide, undefined, [registration, facts])
}

it.each<[title: string, revocations: unknown, outcome: object]>([
  ['lets in who is not revoked', [present], { verdict: 'accept' }],
  ['revokes who is', [{ ...present, revocations: [own] }], { verdict: 'reject', consequence: 'revoke' }],
  ['leaves alone who cannot be judged', undefined, { verdict: 'reject', consequence: 'leave' }],
  ['leaves alone who cannot be judged any more', [{ ...present, nextUpdate: revokedAt }], { consequence: 'leave' }],
])('in a registration, %s', (_, revocations, outcome) => {
  expect(decided(revocations)).toMatchObject(outcome)
})

it.each<[title: string, revocations: unknown]>([
  ['what is no list of lists', present],
  ['null', null],
  ['a list that is null', [null]],
  ['a list without entries', [{ ...present, revocations: undefined }]],
  ['a list without an issuer', [{ ...present, issuer: 'CN=Fixture CA' }]],
  ['a list without a date', [{ ...present, thisUpdate: '2026-05-30T00:00:00Z' }]],
  ['an end that is no date', [{ ...present, nextUpdate: '2026-06-06T00:00:00Z' }]],
  ['an entry that is null', [{ ...present, revocations: [null] }]],
  ['an entry without a serial number', [{ ...present, revocations: [{ revokedAt }] }]],
  ['an entry with another serial number', [{ ...present, revocations: [{ serialNumber: 'x y', revokedAt }] }]],
])('lets nobody in, and leaves everybody alone, for %s', (_, revocations) => {
  expect(decided(revocations)).toMatchObject({
    verdict: 'reject',
    consequence: 'leave',
    findings: expect.arrayContaining([expect.objectContaining({ rule: 'not-revoked', code: 'rule-threw' })]),
  })
})

it('lets nobody in by dates that are none', () => {
  const never = new Date(Number.NaN)
  expect(found([{ ...present, nextUpdate: never }])[0]?.code).toBe('fact-missing')
  expect(found([{ ...present, thisUpdate: never }])[0]?.code).toBe('fact-missing')
})

it.each<[title: string, options: unknown]>([
  ['more than a day of skew', { clockSkewSeconds: 86_401 }],
  ['skew as text', { clockSkewSeconds: '60' }],
  ['an option that does not exist', { clockSkew: 60 }],
])('refuses at definition: %s', (_, options) => {
  expect(() => Reflect.apply(notRevoked, undefined, [options])).toThrow(
    expect.objectContaining({ code: 'registration-option' }),
  )
})
