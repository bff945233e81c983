import * as iot from '@aws-sdk/client-iot'
import {
  askVerifier,
  decide,
  defineRegistration,
  type Plan,
  type ProfileSpec,
  type Registration,
} from '@thingplan/core'
import { certificateFixture, factsFixture, planFixture } from '@thingplan/core/testing'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { other, ours } from '../fixtures/certificate-ids.js'
import type { IamPolicyDocument } from './iam-policy-document.js'
import { type RequiredIamPolicyOptions, requiredIamPolicy } from './required-iam-policy.js'

const where = { partition: 'aws', region: 'eu-central-1', accountId: '123456789012' } as const
const references = {
  partition: '${AWS::Partition}',
  region: '${AWS::Region}',
  accountId: '${AWS::AccountId}',
} as const
const arn = (resource: string): string => `arn:aws:iot:eu-central-1:123456789012:${resource}`
const document = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource: '*' }],
} as const
const thing = { name: 'thing-<%= certificate.attributes.subject.CN %>' }

const registrationOf = (profile: ProfileSpec): Registration => {
  const spec: { name: string; rules: []; profiles: ProfileSpec[] } = { name: 'r', rules: [], profiles: [profile] }
  return defineRegistration(spec)
}

const bare = defineRegistration({ name: 'bare', rules: [], profiles: [{ thing, policies: [] }] })
const full = defineRegistration({
  name: 'full',
  rules: [askVerifier('inventory')],
  profiles: [
    {
      thing: { ...thing, typeName: '<%= certificate.attributes.subject.T %>-sensor' },
      groups: ['plant', '<%= certificate.attributes.subject.L %>-site'],
      billingGroup: 'plant',
      policies: [
        { name: 'own-topics', document },
        { name: 'own-<%= certificate.attributes.subject.CN %>-topics', document },
      ],
    },
  ],
  onIdentityConflict: 'replace',
})

const resourcesOf = (
  source: Registration | Plan,
  options: RequiredIamPolicyOptions,
  action: string,
): readonly string[] =>
  requiredIamPolicy(source, options).Statement.flatMap(({ Action, Resource }) =>
    Action.includes(action) ? Resource : [],
  )

const statementsFor = (action: string, source: Registration | Plan): IamPolicyDocument['Statement'] =>
  requiredIamPolicy(source, where).Statement.filter(({ Action }) => Action.includes(action))

const actionsOf = (source: Registration | Plan, options: Partial<RequiredIamPolicyOptions> = {}): readonly string[] =>
  requiredIamPolicy(source, { ...where, ...options }).Statement.flatMap(({ Action }) => Action)

describe('requiredIamPolicy of a registration', () => {
  it('allows what a bare thing needs, on the resources that each operation works on', () => {
    expect(requiredIamPolicy(bare, where)).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['iot:AttachThingPrincipal', 'iot:DetachThingPrincipal'],
          Resource: [arn('cert/*')],
          Condition: { ArnLike: { 'iot:thingArn': [arn('thing/thing-*')] } },
        },
        { Effect: 'Allow', Action: ['iot:DescribeCertificate', 'iot:UpdateCertificate'], Resource: [arn('cert/*')] },
        { Effect: 'Allow', Action: ['iot:CreateThing', 'iot:DescribeThing'], Resource: [arn('thing/thing-*')] },
      ],
    })
  })

  it.each([
    ['iot:DescribeThing', ['thing/thing-*']],
    ['iot:CreateThing', ['billinggroup/plant', 'thing/thing-*']],
    ['iot:CreateThingType', ['thingtype/*-sensor']],
    ['iot:CreateThingGroup', ['thinggroup/*-site', 'thinggroup/plant']],
    ['iot:AddThingToThingGroup', ['thing/thing-*', 'thinggroup/*-site', 'thinggroup/plant']],
    ['iot:CreateBillingGroup', ['billinggroup/plant']],
    ['iot:CreatePolicy', ['policy/own-*-topics', 'policy/own-topics']],
    ['iot:AttachPolicy', ['cert/*']],
  ])(
    'allows %s on %j: what the templates say themselves, and `*` for what the certificate says',
    (action, resources) => {
      expect(resourcesOf(full, where, action)).toEqual(resources.map(arn))
    },
  )

  it.each<[string, string, string]>([
    ['a name without tags', 'own-topics', 'own-topics'],
    ['a beginning', 'own-<%= certificate.id %>', 'own-*'],
    ['an end', '<%= certificate.id %>-own', '*-own'],
    ['both', 'a-<%= certificate.id %>-z', 'a-*-z'],
    ['nothing', '<%= certificate.id %>', '*'],
    ['two values', 'a-<%= certificate.id %>-m-<%= certificate.serialNumber %>-z', 'a-*-z'],
    ['the region of the account', 'own-<%= account.region %>', 'own-eu-central-1'],
    ['account and certificate', '<%= certificate.awsAccountId %>.<%= certificate.id %>', '123456789012.*'],
    ['a function of the account', 'own-<%= upper(account.region) %>', 'own-*'],
    ['a fallback that looks like a tag', "own-<%= default(certificate.attributes.subject.CN, '%>x') %>", 'own-*'],
  ])('narrows a policy by %s', (_what, name, pattern) => {
    const policy: ProfileSpec['policies'][number] = { name, document }
    expect(resourcesOf(registrationOf({ thing, policies: [policy] }), where, 'iot:GetPolicy')).toEqual([
      arn(`policy/${pattern}`),
    ])
  })

  it('writes references into the names too, for the deployment to resolve', () => {
    const policy: ProfileSpec['policies'][number] = { name: 'own-<%= account.region %>', document }
    expect(resourcesOf(registrationOf({ thing, policies: [policy] }), references, 'iot:GetPolicy')).toEqual([
      'arn:${AWS::Partition}:iot:${AWS::Region}:${AWS::AccountId}:policy/own-${AWS::Region}',
    ])
  })

  it('lets certificates be attached to the things of its profiles alone', () => {
    const CN = '<%= certificate.attributes.subject.CN %>'
    const two = defineRegistration({
      name: 'two',
      rules: [],
      profiles: [
        { when: { title: 'gateway' }, thing: { name: `gateway-${CN}` }, policies: [] },
        { thing: { name: `sensor-${CN}` }, policies: [] },
      ],
    })
    expect(statementsFor('iot:AttachThingPrincipal', two)).toEqual([
      {
        Effect: 'Allow',
        Action: ['iot:AttachThingPrincipal', 'iot:DetachThingPrincipal'],
        Resource: [arn('cert/*')],
        Condition: { ArnLike: { 'iot:thingArn': [arn('thing/gateway-*'), arn('thing/sensor-*')] } },
      },
    ])
  })

  it('allows new versions only of shared policies, and only where the driver makes them', () => {
    const added = ['iot:CreatePolicyVersion', 'iot:DeletePolicyVersion', 'iot:ListPolicyVersions']
    const before = actionsOf(full)
    expect(actionsOf(full, { onPolicyDrift: 'update' }).filter((action) => !before.includes(action))).toEqual(added)
    for (const action of added) {
      expect(resourcesOf(full, { ...where, onPolicyDrift: 'update' }, action)).toEqual([arn('policy/own-topics')])
    }
  })

  it('is the same text however often it is asked for, and names no action twice', () => {
    expect(JSON.stringify(requiredIamPolicy(full, where))).toBe(JSON.stringify(requiredIamPolicy(full, where)))
    expect(new Set(actionsOf(full)).size).toBe(actionsOf(full).length)
  })

  it('names operations that exist', () => {
    const commands = actionsOf(full, { onPolicyDrift: 'update' }).map(
      (action) => `${action.slice('iot:'.length)}Command`,
    )
    expect(Object.keys(iot)).toEqual(expect.arrayContaining(commands))
  })
})

describe('requiredIamPolicy of a plan', () => {
  it('allows its steps by their names, and nothing else', () => {
    const plan = planFixture({ thingGroupName: 'north', billingGroupName: 'bills' })
    const resources = requiredIamPolicy(plan, where).Statement.flatMap(({ Resource }) => Resource)
    expect([...new Set(resources)].sort()).toEqual(
      [
        'billinggroup/bills',
        `cert/${ours}`,
        'policy/sensor-policy',
        'thing/sensor-1',
        'thinggroup/north',
        'thingtype/sensor',
      ].map(arn),
    )
  })

  it('lets a predecessor be detached and retired, but nothing be attached to it', () => {
    const plan = planFixture({ replaces: other })
    const ofPredecessor = requiredIamPolicy(plan, where).Statement.flatMap(({ Action, Resource }) =>
      Resource.includes(arn(`cert/${other}`)) ? Action : [],
    )
    expect([...ofPredecessor].sort()).toEqual([
      'iot:DescribeCertificate',
      'iot:DetachThingPrincipal',
      'iot:UpdateCertificate',
    ])
  })

  it('lets a predecessor be detached from the one thing that the certificate is attached to, and no other', () => {
    const Condition = { ArnLike: { 'iot:thingArn': [arn('thing/sensor-1')] } }
    const [ourCertificate, otherCertificate] = [arn(`cert/${ours}`), arn(`cert/${other}`)]
    const plan = planFixture({ replaces: other })
    expect(statementsFor('iot:AttachThingPrincipal', plan)).toEqual([
      { Effect: 'Allow', Action: ['iot:AttachThingPrincipal'], Resource: [ourCertificate], Condition },
    ])
    expect(statementsFor('iot:DetachThingPrincipal', plan)).toEqual([
      {
        Effect: 'Allow',
        Action: ['iot:DetachThingPrincipal'],
        Resource: [otherCertificate, ourCertificate],
        Condition,
      },
    ])
  })

  it('allows on everything only to register a certificate, which has no resource yet', () => {
    const registers = { certificatePem: certificateFixture({ subject: { CN: 'sensor-1' } }).pem }
    const plan = planFixture({ registers, changes: { attributes: { place: 'hall-2' } }, leaves: 'stock' })
    const { Statement } = requiredIamPolicy(plan, where)
    expect(Statement.filter(({ Resource }) => Resource.some((resource) => resource.includes('*')))).toEqual([
      { Effect: 'Allow', Action: ['iot:RegisterCertificate'], Resource: ['*'] },
    ])
    expect(resourcesOf(plan, where, 'iot:RemoveThingFromThingGroup')).toEqual(
      ['thing/sensor-1', 'thinggroup/stock'].map(arn),
    )
    expect(resourcesOf(plan, where, 'iot:UpdateThing')).toEqual([arn('thing/sensor-1')])
  })

  it('allows no other action than the registration that made it', () => {
    const decision = decide(bare, factsFixture({ subject: { CN: '1' } }))
    if (decision.verdict !== 'accept') throw new Error('not accepted')
    expect(actionsOf(decision.plan)).toEqual(actionsOf(bare))
  })

  it('has no statements where there are no steps', () => {
    expect(requiredIamPolicy({ ...planFixture(), steps: [] }, where).Statement).toEqual([])
  })

  it.each(['*', 'a*', 'a?', '${aws:username}', '', 'a/b', 'a b', 'x'.repeat(129)])(
    'refuses a name that IAM would read as more than one: %j',
    (name) => {
      const plan = planFixture()
      for (const field of ['thingName', 'thingTypeName', 'policyName', 'certificateId']) {
        const steps = plan.steps.map((step) => (field in step ? { ...step, [field]: name } : step))
        expect(() => requiredIamPolicy({ ...plan, steps }, where)).toThrow(
          expect.objectContaining({ name: 'AdapterError', code: 'plan-name', field, remedy: expect.any(String) }),
        )
      }
    },
  )

  it.each([
    ['partition', { ...where, partition: 'aws-cn' }],
    ['region', { ...where, region: 'eu-west-1' }],
    ['accountId', { ...where, accountId: '210987654321' }],
  ] as const)('refuses another %s than its own', (field, options) => {
    expect(() => requiredIamPolicy(planFixture(), options)).toThrow(
      expect.objectContaining({ code: 'adapter-option', field, value: options[field], remedy: expect.any(String) }),
    )
  })

  it('takes references in the place of its account', () => {
    expect(resourcesOf(planFixture(), references, 'iot:GetPolicy')).toEqual([
      'arn:${AWS::Partition}:iot:${AWS::Region}:${AWS::AccountId}:policy/sensor-policy',
    ])
  })

  it.each(['verifierFunctions', 'claimTable'])('refuses %s, which only a handler needs', (field) => {
    expect(() => requiredIamPolicy(planFixture(), { ...where, [field]: {} })).toThrow(
      expect.objectContaining({ code: 'adapter-option', field }),
    )
  })
})

describe('no value of a certificate', () => {
  it('reaches what is allowed, but for names that AWS IoT takes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('*', '?', '${aws:x}', 'a*')), (CN) => {
        const decision = decide(full, {
          ...factsFixture({ subject: { CN, T: CN, L: CN } }),
          answers: { verifiers: { 'verifier:inventory': { outcome: 'accepted' } } },
        })
        if (decision.verdict !== 'accept') return
        for (const { Resource, Condition } of requiredIamPolicy(decision.plan, where).Statement) {
          const things = Condition?.ArnLike['iot:thingArn'] ?? []
          for (const resource of [...Resource, ...things])
            expect(resource).toMatch(/^arn:aws:iot:[a-z0-9-]+:\d+:[a-z]+\/[\w:+=,.@-]+$/)
        }
      }),
    )
  })
})
