import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { factsFixture, fixtureCaCertificateId } from '../testing/facts-fixture.js'
import { decide } from './decide.js'
import { defineRegistration } from './define-registration.js'
import { type FindingCode, isRefusal } from './finding.js'
import type { Answers } from './question.js'
import type { ProfileSpec } from './registration-spec.js'
import { allowList } from './rules/allow-list.js'
import { askVerifier } from './rules/ask-verifier.js'
import { certificateStatus } from './rules/certificate-status.js'
import { denyList } from './rules/deny-list.js'
import { issuedBy } from './rules/issued-by.js'
import { requireSubject } from './rules/require-subject.js'
import { rule } from './rules/rule.js'
import { strongKey } from './rules/strong-key.js'
import { withinValidity } from './rules/within-validity.js'

const subjectOf = (type: string): string => `<%= certificate.attributes.subject.${type} %>`
const statement = (resource: string) =>
  ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'iot:Publish', Resource: `arn:aws:iot:r:1:topic/${resource}` }],
  }) as const
const subjectAttributes = { names: {}, required: ['CN', 'O'] }
const policies = [
  { name: 'policy-shared', document: statement('all') },
  { name: `policy-${subjectOf('O')}`, document: statement('some') },
  { name: 'policy-<%= certificate.id %>', document: statement(Array(30).fill(subjectOf('CN')).join('-')) },
]

const thing = { name: `thing-${subjectOf('CN')}` }
const profiles: readonly ProfileSpec[] = [
  { thing: { ...thing, typeName: 'sensor', subjectAttributes }, groups: [subjectOf('OU')], policies },
  { thing: { ...thing, subjectAttributes, attributes: { unit: subjectOf('OU') } }, policies },
  { when: { title: 'iot' }, thing, policies: [] },
]

const rules = [
  requireSubject({ CN: true, serialNumber: /[0-9]+/ }),
  issuedBy({ caCertificateIds: [fixtureCaCertificateId] }),
  certificateStatus(),
  withinValidity({ minimumRemainingDays: 30 }),
  strongKey({ curves: ['P-384'] }),
  allowList({ subject: { O: ['Acme', 'shared'] } }),
  denyList({ subject: { O: ['stolen'] } }),
  askVerifier('inventory'),
  rule('no', () => false),
  rule('said', () => 'not one of ours'),
  rule('evidence', () => ({ ok: false, evidence: { seen: 1 } })),
  rule('threw', () => {
    throw new Error('boom')
  }),
]

const value = fc.constantFrom('device-1', '1234', 'Acme', 'shared', 'stolen', 'a b', '*', '', 'x'.repeat(70))
const type = fc.constantFrom('CN', 'serialNumber', 'O', 'OU', 'title', 'L')
const other = 'ab'.repeat(32)
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 2 })

const answersOf = (outcome: 'accepted' | 'refused', notBefore: Date, certificateId: string | undefined): Answers => ({
  verifiers: { 'verifier:inventory': { outcome } },
  thingOwner: { thingName: 'thing-device-1', ...(certificateId && { certificateId }), notBefore, status: 'ACTIVE' },
})

const facts = fc
  .record({
    subject: fc.array(fc.tuple(type, value), { minLength: 1, maxLength: 8 }),
    now: fc.constantFrom('2020-01-01', '2026-06-01', '2060-01-01').map((day) => new Date(day)),
    status: fc.constantFrom('PENDING_ACTIVATION', 'ACTIVE', 'INACTIVE', 'REVOKED' as const),
    certificateId: maybe(fc.constant(other)),
    certificateArn: maybe(fc.constantFrom('', `arn:aws:iot:eu-central-1:123456789012:cert/${other}`)),
    caCertificateId: maybe(fc.constant(other)),
    described: fc.boolean(),
    eventId: maybe(fc.constant(other)),
    answers: fc
      .tuple(
        fc.constantFrom('accepted', 'refused'),
        fc.date({ noInvalidDate: true }),
        maybe(fc.constantFrom(other, '?')),
      )
      .map(([outcome, notBefore, owner]) => answersOf(outcome, notBefore, owner)),
  })
  .map(({ subject, now, status, described, eventId, answers, ...rest }) => {
    const given = Object.fromEntries(Object.entries(rest).filter(([, part]) => part !== undefined))
    return factsFixture({
      certificate: certificateFixture({ subject }),
      now,
      description: described ? { status, ...given } : null,
      event: eventId === undefined ? {} : { certificateId: eventId },
      answers,
    })
  })

it('every refusal names its field and what can be done', () => {
  const seen = new Set<FindingCode>()
  const some = fc.subarray(rules)
  const profile = fc.constantFrom(...profiles)
  fc.assert(
    fc.property(facts, some, profile, fc.constantFrom('reject', 'replace'), (known, chosen, become, conflict) => {
      const registration = defineRegistration({
        name: 'sensors',
        rules: chosen,
        profiles: [become],
        onIdentityConflict: conflict,
      })
      for (const finding of decide(registration, known).findings.filter(isRefusal)) {
        seen.add(finding.code)
        expect(finding).toMatchObject({ evidence: { field: expect.anything(), remedy: expect.stringMatching(/./) } })
      }
    }),
    { numRuns: 2000, seed: 7 },
  )
  expect([...seen].sort()).toEqual([
    'account-mismatch',
    'already-active',
    'attribute-limit',
    'attribute-refused',
    'certificate-id-mismatch',
    'denied',
    'event-mismatch',
    'expired',
    'fact-missing',
    'issuing-ca-not-allowed',
    'key-too-weak',
    'name-refused',
    'not-listed',
    'not-yet-valid',
    'policy-limit',
    'policy-refused',
    'profile-missing',
    'rule-refused',
    'rule-threw',
    'status-not-allowed',
    'status-not-pending',
    'subject-field-ambiguous',
    'subject-field-mismatch',
    'subject-field-missing',
    'thing-owned-by-another',
    'verifier-refused',
  ])
}, 60_000)
