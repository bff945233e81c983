import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../registration/decide.js'
import type { Decision, RejectDecision } from '../registration/decision.js'
import { defineRegistration } from '../registration/define-registration.js'
import type { Finding } from '../registration/finding.js'
import { askVerifier } from '../registration/rules/ask-verifier.js'
import { requireSubject } from '../registration/rules/require-subject.js'
import { rule } from '../registration/rules/rule.js'
import { factsFixture } from '../testing/facts-fixture.js'
import { auditDecision } from './audit-decision.js'
import { parseAuditEvent } from './parse-audit-event.js'
import { subjectOf } from './subject-of.js'

const context = { at: new Date('2026-11-22T10:00:00.5Z'), flow: 'registration', correlationId: 'm-1' } as const

const registration = defineRegistration({
  name: 'sensors',
  rules: [requireSubject({ serialNumber: /[0-9]{4}/ }), askVerifier('inventory')],
  profiles: [{ thing: { name: 'sensor-<%= certificate.attributes.subject.serialNumber %>' }, policies: [] }],
})

const decisionOn = (serialNumber: string, answers = {}): Decision =>
  decide(registration, factsFixture({ subject: { serialNumber }, answers }))

const accepted = { verifiers: { 'verifier:inventory': { outcome: 'accepted' } } } as const

/** What somebody's own rule made of a device. */
const rejectedWith = (findings: readonly Finding[]): RejectDecision => {
  const decision = decisionOn('x')
  if (decision.verdict !== 'reject') throw new Error('the device was not rejected')
  return { ...decision, findings }
}

const finding = (given: Partial<Finding> = {}): Finding => ({
  rule: 'own',
  code: 'rule-refused',
  ok: false,
  message: 'no',
  evidence: {},
  ...given,
})

const isThawed = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && (!Object.isFrozen(value) || Object.values(value).some(isThawed))

describe('auditDecision', () => {
  it.each([
    ['accepted', decisionOn('1234', accepted), { thingName: 'sensor-1234' }, {}],
    [
      'refused',
      decisionOn('x', accepted),
      {},
      { code: 'subject-field-mismatch', message: "the subject's `serialNumber` is `x`, not `/[0-9]{4}/`" },
    ],
    ['undecided', decisionOn('1234'), {}, { message: expect.stringContaining('inventory') }],
  ] as const)('tells that a device is %s', (type, decision, thing, said) => {
    const { certificateId } = decision
    const event = auditDecision(decision, context)
    expect(event).toEqual({
      version: 1,
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      at: '2026-11-22T10:00:00.500Z',
      flow: 'registration',
      correlationId: 'm-1',
      subject: { certificateId, registration: 'sensors', ...thing },
      type,
      ...said,
      findings: decision.findings,
    })
    expect(isThawed(event)).toBe(false)
  })

  it('adds what is known of the certificate', () => {
    const { certificate } = factsFixture({ subject: { serialNumber: 'x', title: 'iot' } })
    const { subject } = auditDecision(decisionOn('x'), { ...context, subject: subjectOf(certificate) })
    expect(subject).toMatchObject({ thingCategory: 'iot', serialNumber: 'x', registration: 'sensors' })
  })

  it('gives the same event for the same decision, and another id for every difference', () => {
    const ids = [
      auditDecision(decisionOn('x'), context),
      auditDecision(decisionOn('x'), { ...context, at: new Date(context.at) }),
      auditDecision(decisionOn('x'), { ...context, at: new Date(context.at.getTime() + 1) }),
      auditDecision(decisionOn('x'), { ...context, correlationId: 'm-2' }),
      auditDecision(decisionOn('x'), { ...context, flow: 'provisioning' }),
      auditDecision(decisionOn('y'), context),
      auditDecision(rejectedWith([finding({ message: 'no, really' })]), context),
    ].map(({ id }) => id)
    expect(ids[0]).toBe(ids[1])
    expect(new Set(ids).size).toBe(ids.length - 1)
  })

  it.each([
    ['an option that does not exist', { ...context, correlationID: 'm-1' }, 'correlationID'],
    ['a moment that is none', { ...context, at: new Date('never') }, 'at'],
    ['a number for a moment', { ...context, at: 0 }, 'at'],
    ['a flow that does not exist', { ...context, flow: 'onboarding' }, 'flow'],
    ['nothing', undefined, 'options'],
  ])('refuses %s', (_what, given, field) => {
    const call = (): unknown => Reflect.apply(auditDecision, undefined, [decisionOn('x'), given])
    expect(call).toThrow(expect.objectContaining({ name: 'AuditError', code: 'audit-option', field }))
  })
})

describe('findings of rules that say too much', () => {
  const octets = (event: object): number => Buffer.byteLength(JSON.stringify(event))

  it('fit what SQS and EventBridge take, 262,144 octets, with room for an envelope', () => {
    const worst = '\u0007"\\東'.repeat(300)
    const evidence = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`${index}${worst}`, worst]))
    const findings = Array.from({ length: 1024 }, () => finding({ message: worst, evidence }))
    const event = auditDecision(rejectedWith(findings), context)
    expect(octets(event)).toBeLessThan(200_000)
    expect(event.findings.length + (event.findingsLeftOut ?? 0)).toBe(1024)
    expect(event.findings[0]?.evidence).toEqual({ leftOut: true })
    expect(parseAuditEvent(JSON.stringify(event))).toEqual(event)
  })

  it('leave room for what is against the device, in the order of the rules', () => {
    const good = Array.from({ length: 600 }, () => finding({ ok: true, code: 'rule-passed', message: 'm'.repeat(100) }))
    const event = auditDecision(rejectedWith([...good, finding({ message: 'the one' }), ...good]), context)
    const at = event.findings.findIndex(({ message }) => message === 'the one')
    expect(at).toBeGreaterThan(0)
    expect(event.findingsLeftOut).toBe(1201 - event.findings.length)
  })

  it('are cut, one by one', () => {
    const long = 'v'.repeat(300)
    const list = Array.from({ length: 20 }, () => 'i')
    const [told] = auditDecision(rejectedWith([finding({ evidence: { long, list } })]), context).findings
    expect(told?.evidence).toEqual({ long: `${'v'.repeat(256)}…`, list: list.slice(0, 16) })
  })

  it('are told whatever a rule without types put in them', () => {
    const evidence = { at: Number.NaN, big: 1n, nested: { toString: () => 'code' }, list: [null, {}], no: undefined }
    const foreign = { ...finding(), evidence: { ...evidence, ...JSON.parse('{"__proto__":"x"}') } }
    const [told] = auditDecision(rejectedWith([foreign]), context).findings
    expect(Object.entries(told?.evidence ?? {})).toEqual([
      ['at', 'NaN'],
      ['big', '1'],
      ['nested', 'an object'],
      ['list', ['an object', 'an object']],
      ['no', 'undefined'],
      ['__proto__', 'x'],
    ])
  })

  it('never hold what looks like a key', () => {
    const secret =
      '-----BEGIN CERTIFICATE REQUEST-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA-----END CERTIFICATE REQUEST-----'
    const leaks = defineRegistration({
      name: 'leaks',
      rules: [
        rule('throws', () => {
          throw new Error(`cannot use ${secret}`)
        }),
      ],
      profiles: [{ thing: { name: 'x-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
    })
    const event = auditDecision(decide(leaks, factsFixture({ subject: { CN: secret } })), {
      ...context,
      correlationId: secret,
      subject: { thingCategory: secret, serialNumber: `x${secret}`, productId: secret },
    })
    expect(JSON.stringify(event)).toContain('[redacted]')
    expect(JSON.stringify(event)).not.toMatch(/BEGIN|MIIB|qhkiG9w0/)
  })

  it('come out of parseAuditEvent as they went in', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', '"', '\\', '\n', '\u202e', '\ue000', '🛰', '\ud83d'),
      maxLength: 400,
    })
    const value = fc.oneof(text, fc.double(), fc.boolean(), fc.array(text, { maxLength: 3 }))
    const any = fc.record({
      rule: fc.string(),
      code: fc.constantFrom('rule-refused', 'expired'),
      ok: fc.boolean(),
      message: text,
      evidence: fc.dictionary(fc.string(), value, { noNullPrototype: true }),
    })
    fc.assert(
      fc.property(fc.array(any, { maxLength: 4 }), (findings) => {
        const event = auditDecision(rejectedWith(findings), context)
        const text = JSON.stringify(event)
        expect(JSON.stringify(parseAuditEvent(text))).toBe(text)
      }),
      { numRuns: 50 },
    )
  })
})
