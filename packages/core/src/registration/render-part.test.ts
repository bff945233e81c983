import { describe, expect, it } from 'vitest'
import { type FactsFixtureOptions, factsFixture } from '../testing/facts-fixture.js'
import { decide } from './decide.js'
import { defineRegistration } from './define-registration.js'
import type { Registration } from './registration.js'
import type { RegistrationSpec } from './registration-spec.js'

const statement = (resource: string) => ({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 'iot:Publish', Resource: `arn:aws:iot:eu-central-1:123456789012:topic/${resource}` },
  ],
})

const decideOn = (options: FactsFixtureOptions, registration: Registration) =>
  decide(registration, factsFixture(options))

const refusals = (decision: ReturnType<typeof decide>) =>
  decision.findings.filter(({ ok }) => !ok).map(({ code }) => code)

describe('hostile subjects are refused, not escaped', () => {
  const named = defineRegistration({
    name: 'named',
    rules: [],
    profiles: [
      {
        thing: {
          name: 'thing-<%= certificate.attributes.subject.CN %>',
          typeName: '<%= certificate.attributes.subject.CN %>',
        },
        groups: ['<%= certificate.attributes.subject.CN %>'],
        policies: [
          {
            name: 'p-<%= certificate.attributes.subject.CN %>',
            document: statement('<%= certificate.attributes.subject.CN %>/*') as never,
          },
        ],
      },
    ],
  })

  it.each([
    ['a wildcard', '*'],
    ['a slash', 'a/b'],
    ['a topic wildcard', 'a/#'],
    ['a policy variable', '${iot:ClientId}'],
    ['double quotes', 'a"b'],
    ['single quotes', "a'b"],
    ['a line feed', 'a\nb'],
    ['NUL', 'a\u0000b'],
    ['a blank', 'a b'],
    ['a template tag', '<%= account.id %>'],
    ['a letter that looks like another', 'аdmin'],
    ['decomposed letters', 'u\u0308'],
    ['a right-to-left override', 'a\u202eb'],
    ['more than a name holds', 'x'.repeat(129)],
    ['nothing', ''],
  ])('%s', (_, CN) => {
    const decision = decideOn({ subject: { CN } }, named)
    expect(decision.verdict).toBe('reject')
    expect(refusals(decision)[0]).toBe('name-refused')
    expect(decision.findings.find(({ ok }) => !ok)?.evidence).toMatchObject({ field: 'thing.name' })
  })

  it('names field, value and remedy of each part', () => {
    const decision = decideOn({ subject: { CN: 'a*b' } }, named)
    expect(decision.findings.filter(({ ok }) => !ok)).toMatchObject([
      {
        rule: 'profile',
        code: 'name-refused',
        evidence: {
          field: 'thing.name',
          path: 'certificate.attributes.subject.commonName',
          value: 'a*b',
          remedy: expect.any(String),
        },
      },
      { code: 'name-refused', evidence: { field: 'thing.typeName' } },
      { code: 'name-refused', evidence: { field: 'groups' } },
      { code: 'policy-refused', evidence: { path: 'certificate.attributes.subject.commonName' } },
    ])
  })

  it('`__proto__`, which AWS takes as a name, is a name', () => {
    expect(decideOn({ subject: { CN: '__proto__' } }, named).verdict).toBe('accept')
  })

  it('two values where a name needs one', () => {
    expect(refusals(decideOn({ subject: { CN: ['a', 'b'] } }, named))[0]).toBe('name-refused')
  })

  it('no value where a name needs one', () => {
    expect(refusals(decideOn({ subject: { O: 'a' } }, named))[0]).toBe('name-refused')
  })
})

describe('policies', () => {
  const thing = { name: 'thing-<%= certificate.attributes.subject.CN %>' }
  const withPolicies = (...policies: object[]) =>
    defineRegistration({ name: 'p', rules: [], profiles: [{ thing, policies }] } as unknown as RegistrationSpec)

  it('larger than AWS takes for this device', () => {
    const path = Array.from({ length: 40 }, () => '<%= certificate.attributes.subject.CN %>').join('-')
    const registration = withPolicies({ name: 'p-<%= certificate.attributes.subject.CN %>', document: statement(path) })
    expect(decideOn({ subject: { CN: 'a' } }, registration).verdict).toBe('accept')
    expect(refusals(decideOn({ subject: { CN: 'a'.repeat(60) } }, registration))).toEqual(['policy-limit'])
  })

  it('two that come out under one name', () => {
    const registration = withPolicies(
      { name: 'p-a', document: statement('a') },
      { name: 'p-<%= certificate.attributes.subject.CN %>', document: statement('b') },
    )
    expect(decideOn({ subject: { CN: 'b' } }, registration).verdict).toBe('accept')
    expect(refusals(decideOn({ subject: { CN: 'a' } }, registration))).toEqual(['policy-refused'])
  })
})
