import { describe, expect, it } from 'vitest'
import { checkPlan } from '../plan/check-plan.js'
import { factsFixture } from '../testing/facts-fixture.js'
import { decide } from './decide.js'
import { defineRegistration } from './define-registration.js'
import type { ProfileSpec } from './registration-spec.js'

const ownTopics = (name: string, resource = '*') => ({
  name,
  document: {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'iot:Publish', Resource: `arn:aws:iot:eu-central-1:123456789012:topic/${resource}` },
    ],
  } as const,
})

const facts = factsFixture({ subject: { CN: 'device-1', O: 'Acme' } })
const { id } = facts.certificate

const planFor = (profile: Omit<ProfileSpec, 'thing'> & { readonly thing?: Partial<ProfileSpec['thing']> }) => {
  const thing = { name: 'thing-<%= certificate.attributes.subject.CN %>', ...profile.thing }
  const decision = decide(defineRegistration({ name: 'sensors', rules: [], profiles: [{ ...profile, thing }] }), facts)
  if (decision.verdict !== 'accept') throw new Error(JSON.stringify(decision.findings))
  return decision.plan
}

const graphOf = (plan: ReturnType<typeof planFor>) => plan.steps.map((step) => [step.id, step.after])

it('a thing and a shared policy: what is attached waits for the thing, the activation for all', () => {
  expect(graphOf(planFor({ policies: [ownTopics('own')] }))).toEqual([
    ['ensure-policy:own', []],
    ['ensure-thing:thing-device-1', []],
    ['attach-policy:own', ['ensure-policy:own', 'ensure-thing:thing-device-1']],
    ['attach-thing:thing-device-1', ['ensure-thing:thing-device-1']],
    [`set-certificate-status:${id}:ACTIVE`, ['attach-policy:own', 'attach-thing:thing-device-1']],
  ])
})

it('everything: types and groups before the thing that needs them, the activation after all', () => {
  const plan = planFor({
    thing: { typeName: 'sensor', searchableAttributes: ['b', 'a'] },
    groups: ['<%= certificate.attributes.subject.O %>-group', 'all'],
    billingGroup: 'billing',
    policies: [
      ownTopics('own'),
      ownTopics('device-<%= certificate.attributes.subject.CN %>', '<%= certificate.attributes.subject.CN %>'),
    ],
  })
  expect(graphOf(plan)).toEqual([
    ['ensure-thing-type:sensor', []],
    ['ensure-billing-group:billing', []],
    ['ensure-thing-group:Acme-group', []],
    ['ensure-thing-group:all', []],
    ['ensure-policy:own', []],
    ['ensure-policy:device-device-1', []],
    ['ensure-thing:thing-device-1', ['ensure-thing-type:sensor', 'ensure-billing-group:billing']],
    ['attach-policy:own', ['ensure-policy:own', 'ensure-thing:thing-device-1']],
    ['attach-policy:device-device-1', ['ensure-policy:device-device-1', 'ensure-thing:thing-device-1']],
    ['attach-thing:thing-device-1', ['ensure-thing:thing-device-1']],
    ['add-to-thing-group:Acme-group', ['ensure-thing-group:Acme-group', 'ensure-thing:thing-device-1']],
    ['add-to-thing-group:all', ['ensure-thing-group:all', 'ensure-thing:thing-device-1']],
    [
      `set-certificate-status:${id}:ACTIVE`,
      [
        'attach-policy:own',
        'attach-policy:device-device-1',
        'attach-thing:thing-device-1',
        'add-to-thing-group:Acme-group',
        'add-to-thing-group:all',
      ],
    ],
  ])
  expect(() => checkPlan(plan)).not.toThrow()
})

describe('each step', () => {
  const plan = planFor({
    thing: {
      typeName: 'sensor',
      searchableAttributes: ['b', 'a'],
      attributes: { z: '1', a: '<%= certificate.attributes.subject.O %>' },
      principal: 'exclusive',
      adopt: true,
    },
    policies: [ownTopics('own'), ownTopics('device-<%= certificate.attributes.subject.CN %>')],
  })
  const step = (kind: string) => plan.steps.find((candidate) => candidate.kind === kind)

  it('is about this certificate, in this account, for this registration', () => {
    expect(plan).toMatchObject({
      version: 1,
      registration: 'sensors',
      purpose: 'register',
      account: { id: '123456789012', region: 'eu-central-1', partition: 'aws' },
      certificateId: id,
    })
  })

  it('ensure-thing names the owner, and its attributes in order', () => {
    expect(step('ensure-thing')).toMatchObject({
      thingName: 'thing-device-1',
      thingTypeName: 'sensor',
      certificateId: id,
      ownership: 'stamp',
      adopt: true,
    })
    expect(JSON.stringify(step('ensure-thing'))).toContain('"attributes":{"a":"Acme","z":"1"}')
  })

  it('ensure-thing-type lists the searchable attributes in order', () => {
    expect(step('ensure-thing-type')).toMatchObject({ searchableAttributes: ['a', 'b'] })
  })

  it('attach-thing is exclusive where the profile says so', () => {
    expect(step('attach-thing')).toMatchObject({ principal: 'exclusive', certificateId: id })
  })

  it('ensure-policy knows whether its document is for one device', () => {
    const policies = plan.steps.filter((candidate) => candidate.kind === 'ensure-policy')
    expect(policies).toMatchObject([{ scope: 'shared' }, { scope: 'device' }])
  })

  it('set-certificate-status expects a certificate that waits', () => {
    expect(step('set-certificate-status')).toMatchObject({ status: 'ACTIVE', expects: ['PENDING_ACTIVATION'] })
  })
})

it('two group templates that come out as one group are one group', () => {
  const plan = planFor({ groups: ['Acme', '<%= certificate.attributes.subject.O %>'], policies: [] })
  expect(plan.steps.filter(({ kind }) => kind === 'ensure-thing-group')).toHaveLength(1)
})
