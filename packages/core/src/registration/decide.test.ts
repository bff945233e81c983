import { describe, expect, it } from 'vitest'
import type { FixtureName } from '../testing/certificate-fixture/name-writer.js'
import { type FactsFixtureOptions, factsFixture, fixtureCaCertificateId } from '../testing/facts-fixture.js'
import { decide } from './decide.js'
import { defineRegistration } from './define-registration.js'
import type { Facts } from './facts.js'
import type { Registration } from './registration.js'
import type { RegistrationSpec } from './registration-spec.js'
import type { Rule } from './rule.js'
import { askVerifier } from './rules/ask-verifier.js'
import { denyList } from './rules/deny-list.js'
import { issuedBy } from './rules/issued-by.js'
import { requireSubject } from './rules/require-subject.js'
import { rule } from './rules/rule.js'
import { strongKey } from './rules/strong-key.js'
import { withinValidity } from './rules/within-validity.js'

const spec: RegistrationSpec = {
  name: 'sensors',
  rules: [
    requireSubject({ serialNumber: true }),
    issuedBy({ caCertificateIds: [fixtureCaCertificateId] }),
    withinValidity(),
    strongKey(),
    denyList({ subject: { serialNumber: ['stolen'] } }),
  ],
  profiles: [
    {
      name: 'gateway',
      when: { title: 'gateway' },
      thing: { name: 'gateway-<%= certificate.attributes.subject.serialNumber %>' },
      policies: [],
    },
    {
      name: 'sensor',
      thing: { name: 'thing-<%= certificate.attributes.subject.serialNumber %>' },
      policies: [],
    },
  ],
  onReject: 'revoke',
  revokeOn: ['deny-list'],
}
const lenient: RegistrationSpec = { name: 'lenient', rules: [], profiles: spec.profiles }
const sensors = defineRegistration(spec)
const good: FixtureName = { serialNumber: '1234' }

const decideOn = (options: FactsFixtureOptions, registration: Registration = sensors) =>
  decide(registration, factsFixture({ subject: good, ...options }))

const refusals = (decision: ReturnType<typeof decide>) =>
  decision.findings.filter(({ ok }) => !ok).map(({ code }) => code)

describe('accept', () => {
  it('with a plan, and everything that was found', () => {
    const decision = decideOn({ event: {} })
    expect(decision).toMatchObject({ verdict: 'accept', registration: 'sensors', profile: 'sensor' })
    expect(decision.findings.map(({ rule: name, code }) => `${name}: ${code}`)).toEqual([
      'facts: status-pending',
      'require-subject: subject-field-matches',
      'issued-by: issuing-ca-allowed',
      'within-validity: within-validity',
      'strong-key: key-strong',
      'deny-list: not-denied',
      'profile: profile-selected',
    ])
  })

  it.each<[title: string, subject: FixtureName, profile: string]>([
    ['the first profile that fits', { serialNumber: '1', title: 'gateway' }, 'gateway'],
    ['the one for all', { serialNumber: '1', title: 'sensor' }, 'sensor'],
  ])('%s', (_, subject, profile) => {
    expect(decideOn({ subject })).toMatchObject({ verdict: 'accept', profile })
  })

  it('works on a certificate that nobody has described, where no rule wants that', () => {
    const offline = defineRegistration({ ...lenient, rules: [] })
    expect(decideOn({ description: null }, offline).verdict).toBe('accept')
  })
})

describe('reject: what happens to the certificate', () => {
  it.each<[title: string, options: FactsFixtureOptions, codes: readonly string[], consequence: string]>([
    ['a rule refuses', { subject: { CN: 'x' } }, ['subject-field-missing'], 'deactivate'],
    ['a rule refuses that may revoke', { subject: { serialNumber: 'stolen' } }, ['denied'], 'revoke'],
    ['nobody has described it', { description: null }, ['fact-missing'], 'leave'],
    ['it is not valid yet', { now: new Date('2025-01-01T00:00:00Z') }, ['not-yet-valid'], 'leave'],
    ['it has expired', { now: new Date('2040-01-01T00:00:00Z') }, ['expired'], 'deactivate'],
    [
      'it is not valid yet, and denied',
      { now: new Date('2025-01-01T00:00:00Z'), subject: { serialNumber: 'stolen' } },
      ['not-yet-valid', 'denied'],
      'revoke',
    ],
    ['it is active', { description: { status: 'ACTIVE' } }, ['already-active'], 'leave'],
    [
      'it is inactive, and denied',
      { description: { status: 'INACTIVE' }, subject: { serialNumber: 'stolen' } },
      ['status-not-pending', 'denied'],
      'leave',
    ],
    ['it is revoked', { description: { status: 'REVOKED' } }, ['status-not-pending'], 'leave'],
    [
      'another CA issued it',
      { description: { caCertificateId: 'ff'.repeat(32) } },
      ['issuing-ca-not-allowed'],
      'deactivate',
    ],
    [
      'the event is foreign',
      { event: { certificateId: 'ff'.repeat(32) }, subject: { serialNumber: 'stolen' } },
      ['event-mismatch', 'denied'],
      'leave',
    ],
    [
      'the description is of another certificate',
      { description: { certificateId: 'ff'.repeat(32) } },
      ['certificate-id-mismatch'],
      'leave',
    ],
    ['two serial numbers', { subject: { serialNumber: ['1', '2'] } }, ['subject-field-ambiguous'], 'deactivate'],
  ])('%s', (_, options, codes, consequence) => {
    const decision = decideOn(options)
    expect(refusals(decision)).toEqual(codes)
    expect(decision).toMatchObject({ verdict: 'reject', consequence, plan: { purpose: 'refuse' } })
  })

  it.each([
    ['leave', 'x', undefined],
    ['deactivate', 'stolen', 'INACTIVE'],
    ['revoke', 'stolen', 'REVOKED'],
  ] as const)('onReject %s: the plan of it', (onReject, serialNumber, status) => {
    const registration = defineRegistration({ ...spec, onReject, revokeOn: onReject === 'revoke' ? ['deny-list'] : [] })
    const facts = factsFixture({ subject: { serialNumber: status === undefined ? '' : serialNumber } })
    const decision = decide(registration, facts)
    const certificateId = facts.certificate.id
    const step = { kind: 'set-certificate-status', certificateId, status, expects: ['PENDING_ACTIVATION'], after: [] }
    expect(decision).toMatchObject({ verdict: 'reject', plan: { steps: status === undefined ? [] : [step] } })
  })

  it('asks nobody once something refuses', () => {
    const asking = defineRegistration({ ...spec, rules: [...spec.rules, askVerifier('inventory')] })
    const decision = decideOn({ subject: { CN: 'x' } }, asking)
    expect(decision.verdict).toBe('reject')
    expect(decision).not.toHaveProperty('questions')
  })

  it.each([[['gateway', 'sensor']], [['sensor', 'gateway']], [['sensor', 'meter']]])(
    'where the field that tells the profile is there twice: %j',
    (title) => {
      const decision = decideOn({ subject: { serialNumber: '1', title } })
      expect(decision.findings.filter(({ ok }) => !ok)).toMatchObject([
        {
          rule: 'profile',
          code: 'subject-field-ambiguous',
          evidence: { field: 'title', value: title, remedy: expect.any(String) },
        },
      ])
      expect(decision).toMatchObject({ verdict: 'reject', consequence: 'deactivate' })
    },
  )

  it('where the description has the PEM of another certificate', () => {
    const decision = decideOn({ description: { certificatePem: 'garbage' }, subject: { serialNumber: 'stolen' } })
    expect(refusals(decision)).toEqual(['certificate-id-mismatch', 'denied'])
    expect(decision).toMatchObject({ verdict: 'reject', consequence: 'leave' })
  })

  it('where no profile fits', () => {
    const gateways = defineRegistration({ ...spec, profiles: spec.profiles.slice(0, 1) })
    expect(refusals(decideOn({}, gateways))).toEqual(['profile-missing'])
  })
})

describe('undecided', () => {
  const asking = defineRegistration({
    ...spec,
    rules: [...spec.rules, askVerifier('inventory'), askVerifier('billing')],
    profiles: spec.profiles,
  })
  const yes = { outcome: 'accepted' } as const

  it('with every question that is open', () => {
    const decision = decideOn({ answers: { verifiers: { 'verifier:billing': yes } } }, asking)
    expect(decision).toMatchObject({ verdict: 'undecided', questions: [{ id: 'verifier:inventory' }] })
    expect(decision).not.toHaveProperty('plan')
    expect(refusals(decision)).toEqual(['verifier-not-asked'])
  })

  it('also where a verifier was unavailable', () => {
    const answers = {
      verifiers: { 'verifier:inventory': { outcome: 'unavailable', reason: 'timed out' }, 'verifier:billing': yes },
    } as const
    expect(decideOn({ answers }, asking)).toMatchObject({
      verdict: 'undecided',
      questions: [{ verifier: 'inventory' }],
    })
  })

  it('until all have answered', () => {
    const answers = { verifiers: { 'verifier:inventory': yes, 'verifier:billing': yes } }
    expect(decideOn({ answers }, asking).verdict).toBe('accept')
  })

  it('not where one has refused', () => {
    const answers = { verifiers: { 'verifier:inventory': { outcome: 'refused' } } } as const
    expect(decideOn({ answers }, asking)).toMatchObject({ verdict: 'reject', consequence: 'deactivate' })
  })

  it('asks once what two rules want to know', () => {
    const inventory = askVerifier('inventory')
    const twice: Rule = {
      name: 'again',
      evaluate: (facts) => {
        const { findings, questions = [] } = inventory.evaluate(facts)
        return { findings: findings.map((finding) => ({ ...finding, rule: 'again' })), questions }
      },
    }
    const decision = decideOn({}, defineRegistration({ ...lenient, rules: [inventory, twice] }))
    expect(decision).toMatchObject({ verdict: 'undecided', questions: [{ id: 'verifier:inventory' }] })
  })
})

it('throws at facts that are none, and at what is no registration', () => {
  expect(() => decide(sensors, {} as Facts)).toThrow(expect.objectContaining({ code: 'facts-malformed' }))
  expect(() => decide({} as Registration, factsFixture())).toThrow(
    expect.objectContaining({ code: 'registration-option' }),
  )
  expect(() => decide(undefined as never, factsFixture())).toThrow(
    expect.objectContaining({ code: 'registration-option' }),
  )
})

it('gives a rule the facts as they are', () => {
  const facts = factsFixture({ subject: good })
  let seen: Facts | undefined
  const watching = rule('watching', (given) => {
    seen = given
    return true
  })
  decide(defineRegistration({ ...lenient, rules: [watching] }), facts)
  expect(seen).toBe(facts)
})
