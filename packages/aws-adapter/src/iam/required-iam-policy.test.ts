import * as iot from '@aws-sdk/client-iot'
import { decide, defineRegistration, type Registration } from '@thingplan/core'
import { factsFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { type RequiredIamPolicyOptions, requiredIamPolicy } from './required-iam-policy.js'

const where = { partition: 'aws', region: 'eu-central-1', accountId: '123456789012' } as const
const arn = (type: string): string => `arn:aws:iot:eu-central-1:123456789012:${type}/*`
const thing = { name: 'thing-<%= certificate.attributes.subject.CN %>' }

const bare = defineRegistration({ name: 'bare', rules: [], profiles: [{ thing, policies: [] }] })
const full = defineRegistration({
  name: 'full',
  rules: [],
  profiles: [
    {
      thing: { ...thing, typeName: 'sensor' },
      groups: ['plant'],
      billingGroup: 'plant',
      policies: [
        {
          name: 'p',
          document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource: '*' }] },
        },
      ],
    },
  ],
  onIdentityConflict: 'replace',
})

const actionsOf = (registration: Registration): readonly string[] =>
  requiredIamPolicy(registration, where).Statement.flatMap(({ Action }) => Action)

describe('requiredIamPolicy', () => {
  it('allows what a bare thing needs, on the resources that each operation works on', () => {
    const certificate = ['AttachThingPrincipal', 'DescribeCertificate', 'DetachThingPrincipal', 'UpdateCertificate']
    const registry = ['CreateThing', 'DescribeThing', 'ListThingPrincipals', 'UpdateThing']
    expect(requiredIamPolicy(bare, where)).toEqual({
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Action: certificate.map((name) => `iot:${name}`), Resource: [arn('cert')] },
        { Effect: 'Allow', Action: registry.map((name) => `iot:${name}`), Resource: [arn('thing')] },
      ],
    })
  })

  it('allows no more to a plan than to the registration that made it', () => {
    const decision = decide(bare, factsFixture({ subject: { CN: '1' } }))
    if (decision.verdict !== 'accept') throw new Error('not accepted')
    expect(requiredIamPolicy(decision.plan, where)).toEqual(requiredIamPolicy(bare, where))
  })

  it('never allows a wildcard action, or a resource outside the account', () => {
    for (const { Action, Resource } of requiredIamPolicy(full, where).Statement) {
      for (const action of Action) expect(action).toMatch(/^iot:[A-Z][A-Za-z]+$/)
      for (const resource of Resource) expect(resource).toMatch(/^arn:aws:iot:eu-central-1:123456789012:[a-z]+\/\*$/)
    }
  })

  it('allows new versions of policies only where the driver makes them', () => {
    const updating = requiredIamPolicy(full, { ...where, onPolicyDrift: 'update' })
    const actions = updating.Statement.flatMap(({ Action }) => Action)
    expect(actions.filter((action) => !actionsOf(full).includes(action))).toEqual([
      'iot:CreatePolicyVersion',
      'iot:DeletePolicyVersion',
      'iot:ListPolicyVersions',
    ])
  })

  it('names operations that exist', () => {
    const commands = actionsOf(full).map((action) => `${action.slice('iot:'.length)}Command`)
    expect(Object.keys(iot)).toEqual(expect.arrayContaining(commands))
  })

  it.each([
    ['a misspelt option', { ...where, regoin: 'x' }, 'regoin'],
    ['a missing region', { partition: 'aws', accountId: '123456789012' }, 'region'],
  ])('refuses %s', (_, options, field) => {
    expect(() => requiredIamPolicy(bare, options as RequiredIamPolicyOptions)).toThrow(
      expect.objectContaining({ code: 'adapter-option', field }),
    )
  })
})
