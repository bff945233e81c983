import { describe, expect, it } from 'vitest'
import { factsFixture } from '../testing/facts-fixture.js'
import { decide } from './decide.js'
import { defineRegistration } from './define-registration.js'

const bare = { name: 'thing-<%= certificate.attributes.subject.CN %>' }
const thing = { name: 'thing-<%= certificate.attributes.subject.CN %>', typeName: 'sensor' }
const policy = {
  name: 'p',
  document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource: '*' }] },
} as const

describe('stepKinds', () => {
  it.each([
    ['a bare thing', defineRegistration({ name: 'r', rules: [], profiles: [{ thing: bare, policies: [] }] })],
    ['a thing of a type', defineRegistration({ name: 'r', rules: [], profiles: [{ thing, policies: [] }] })],
    [
      'a thing with everything',
      defineRegistration({
        name: 'r',
        rules: [],
        profiles: [{ thing, groups: ['g'], billingGroup: 'b', policies: [policy] }],
      }),
    ],
  ])('are those of the plan for %s', (_, registration) => {
    const decision = decide(registration, factsFixture({ subject: { CN: '1' } }))
    if (decision.verdict !== 'accept') throw new Error(JSON.stringify(decision.findings))
    expect(new Set(registration.stepKinds)).toEqual(new Set(decision.plan.steps.map(({ kind }) => kind)))
  })

  it('include the change of owner where another certificate may be replaced', () => {
    const registration = defineRegistration({
      name: 'r',
      rules: [],
      profiles: [{ thing, policies: [] }],
      onIdentityConflict: 'replace',
    })
    expect(registration.stepKinds).toEqual(expect.arrayContaining(['set-thing-owner', 'detach-thing']))
  })
})
