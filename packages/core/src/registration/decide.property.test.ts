import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkPlan } from '../plan/check-plan.js'
import type { FixtureAttribute } from '../testing/certificate-fixture/name-writer.js'
import { factsFixture, fixtureCaCertificateId } from '../testing/facts-fixture.js'
import { decide } from './decide.js'
import { defineRegistration } from './define-registration.js'
import type { RegistrationSpec } from './registration-spec.js'
import { askVerifier } from './rules/ask-verifier.js'
import { issuedBy } from './rules/issued-by.js'
import { requireSubject } from './rules/require-subject.js'
import { strongKey } from './rules/strong-key.js'
import { withinValidity } from './rules/within-validity.js'

const subjectOf = (type: string) => `<%= certificate.attributes.subject.${type} %>`

const spec: RegistrationSpec = {
  name: 'sensors',
  rules: [
    requireSubject({ serialNumber: /.+/ }),
    issuedBy({ caCertificateIds: [fixtureCaCertificateId] }),
    withinValidity(),
    strongKey(),
  ],
  profiles: [
    {
      name: 'sensor',
      thing: {
        name: `thing-${subjectOf('serialNumber')}`,
        typeName: subjectOf('title'),
        searchableAttributes: ['serial_number', 'device_type'],
        attributes: { serial_number: subjectOf('serialNumber'), country: { value: subjectOf('C'), optional: true } },
        subjectAttributes: { names: { O: 'organization', title: 'device_type' } },
      },
      groups: [`group-${subjectOf('serialNumber')}`],
      policies: [
        {
          name: `policy-${subjectOf('serialNumber')}`,
          document: {
            Version: '2012-10-17',
            Statement: [
              {
                Effect: 'Allow',
                Action: 'iot:Publish',
                Resource: `arn:aws:iot:<%= account.region %>:<%= account.id %>:topic/${subjectOf('serialNumber')}/data`,
              },
            ],
          },
        },
      ],
    },
  ],
  onReject: 'deactivate',
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype

/** The same, with every key in another place; a policy's document is the author's own text. */
const shuffled = <Value>(value: Value): Value => {
  if (Array.isArray(value)) return value.map(shuffled) as Value
  if (!isPlain(value)) return value
  const entries = Object.entries(value).map(([key, part]) => [key, key === 'document' ? part : shuffled(part)])
  return Object.fromEntries(entries.reverse())
}

const sensors = defineRegistration(spec)

/** Mostly legal, so that devices are accepted too; hostile text as well. */
const value = fc.oneof(
  { weight: 4, arbitrary: fc.stringMatching(/^[a-zA-Z0-9_-]{1,12}$/) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 140 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('*', 'a/b', '#', '+', '${iot:ClientId}', '"', '__proto__', 'a b', '\u0000', '<%= 1 %>'),
  },
)
const type = fc.constantFrom('serialNumber', 'title', 'C', 'O', 'CN', '1.2.3.4' as const)
const noise: fc.Arbitrary<FixtureAttribute[]> = fc.array(fc.tuple(type, value), { maxLength: 5 })
const subject = fc
  .tuple(value, value, noise, fc.boolean())
  .map(([serialNumber, title, rest, bare]): FixtureAttribute[] =>
    bare ? rest : [['serialNumber', serialNumber], ['title', title], ...rest],
  )

const isDeeplyFrozen = (part: unknown): boolean =>
  typeof part !== 'object' || part === null || (Object.isFrozen(part) && Object.values(part).every(isDeeplyFrozen))

describe('for every subject', () => {
  it('decides, and never on a name that AWS refuses or a right that was forged', () => {
    let accepted = 0
    fc.assert(
      fc.property(subject, (name) => {
        const decision = decide(sensors, factsFixture({ subject: name }))
        if (decision.verdict === 'undecided') throw new Error('nobody was to be asked')
        expect(() => checkPlan(decision.plan)).not.toThrow()
        if (decision.verdict === 'reject') return
        accepted += 1
        for (const step of decision.plan.steps) {
          if (step.kind === 'ensure-thing') {
            expect(step.thingName).toMatch(/^[a-zA-Z0-9:_-]{1,128}$/)
            expect(step.thingTypeName).toMatch(/^[a-zA-Z0-9:_-]{1,128}$/)
            for (const stored of Object.values(step.attributes))
              expect(stored).toMatch(/^[a-zA-Z0-9_.,@/:#=[\]-]{1,800}$/)
          }
          if (step.kind === 'ensure-thing-group') expect(step.thingGroupName).toMatch(/^[a-zA-Z0-9:_-]{1,128}$/)
          if (step.kind === 'ensure-policy') {
            expect(step.policyName).toMatch(/^[\w+=,.@-]{1,128}$/)
            expect(step.document.Statement[0]?.Resource).toMatch(
              /^arn:aws:iot:eu-central-1:123456789012:topic\/[^*?+#/${}]+\/data$/,
            )
          }
        }
      }),
      { numRuns: 500 },
    )
    expect(accepted).toBeGreaterThan(0)
  })

  it('gives the same bytes again, whatever the order of the keys', () => {
    const again = defineRegistration(shuffled(spec))
    fc.assert(
      fc.property(subject, (name) => {
        const facts = factsFixture({ subject: name, event: {} })
        const text = JSON.stringify(decide(sensors, facts))
        expect(JSON.stringify(decide(sensors, facts))).toBe(text)
        expect(JSON.stringify(decide(again, shuffled(facts)))).toBe(text)
      }),
    )
  })

  it('changes nothing that it was given, and gives nothing that can be changed', () => {
    fc.assert(
      fc.property(subject, (name) => {
        const facts = factsFixture({ subject: name, event: {} })
        const { pem } = facts.certificate
        const before = JSON.stringify({ ...facts, certificate: pem })
        expect(isDeeplyFrozen(decide(sensors, facts))).toBe(true)
        expect(JSON.stringify({ ...facts, certificate: pem })).toBe(before)
      }),
    )
  })
})

it('for every answer of a verifier: only `accepted` lets a device in', () => {
  const asking = defineRegistration({ ...spec, rules: [askVerifier('inventory')] })
  const answer = fc.oneof(
    fc.anything(),
    fc.record({
      outcome: fc.oneof(fc.string(), fc.constantFrom('accepted', 'refused', 'unavailable')),
      reason: fc.anything(),
    }),
  )
  fc.assert(
    fc.property(answer, (given) => {
      const answers = { verifiers: { 'verifier:inventory': given as never } }
      const facts = factsFixture({ subject: { serialNumber: '1', title: 'iot' }, answers })
      const outcome = typeof given === 'object' && given !== null && 'outcome' in given ? given.outcome : undefined
      const verdicts = new Map<unknown, string>([
        ['accepted', 'accept'],
        ['refused', 'reject'],
      ])
      expect(decide(asking, facts).verdict).toBe(verdicts.get(outcome) ?? 'undecided')
    }),
  )
})

it('for everything a rule of one’s own may answer or throw: a decision', () => {
  fc.assert(
    fc.property(fc.anything(), fc.boolean(), (said, throws) => {
      const foreign = {
        name: 'foreign',
        evaluate: () => {
          if (throws) throw said
          return said as never
        },
      }
      const registration = defineRegistration({ ...spec, rules: [foreign] })
      const facts = factsFixture({ subject: { serialNumber: '1', title: 'iot' } })
      expect(decide(registration, facts)).toMatchObject({ verdict: 'reject', consequence: 'leave' })
    }),
  )
})
