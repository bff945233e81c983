import { decide, defineRegistration, type Plan } from '@thingplan/core'
import { parseProvisioningTemplate, planProvisioning } from '@thingplan/core/provisioning'
import { factsFixture, planFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { registerThingBody } from './register-thing-body.js'

const certificateId = 'c0ffee'.padEnd(64, '0')

describe('registerThingBody', () => {
  it('compiles a plan to a template and its parameters', () => {
    const plan = planFixture({ thingGroupName: 'plant', billingGroupName: 'cost' })
    const { templateBody, parameters, prerequisites } = registerThingBody(plan, { described: 'own' })
    expect(JSON.parse(templateBody).Resources).toEqual({
      thing: {
        Type: 'AWS::IoT::Thing',
        Properties: {
          ThingName: { Ref: 'ThingName' },
          AttributePayload: {
            serial_number: { Ref: 'Attribute:serial_number' },
            certificateId: { Ref: 'Attribute:certificateId' },
          },
          ThingTypeName: { Ref: 'ThingTypeName' },
          ThingGroups: [{ Ref: 'ThingGroup:0' }],
          BillingGroup: { Ref: 'BillingGroup' },
        },
        OverrideSettings: { AttributePayload: 'MERGE', ThingTypeName: 'REPLACE', ThingGroups: 'MERGE' },
      },
      certificate: {
        Type: 'AWS::IoT::Certificate',
        Properties: { CertificateId: { Ref: 'CertificateId' }, Status: 'ACTIVE' },
        OverrideSettings: { Status: 'REPLACE' },
      },
      policy0: { Type: 'AWS::IoT::Policy', Properties: { PolicyName: { Ref: 'PolicyName:0' } } },
    })
    expect(parameters).toEqual({
      ThingName: 'sensor-1',
      'Attribute:serial_number': '1',
      'Attribute:certificateId': certificateId,
      ThingTypeName: 'sensor',
      'ThingGroup:0': 'plant',
      BillingGroup: 'cost',
      CertificateId: certificateId,
      'PolicyName:0': 'sensor-policy',
    })
    expect(prerequisites.map(({ id }) => id)).toEqual([
      'ensure-thing-type:sensor',
      'ensure-billing-group:cost',
      'ensure-policy:sensor-policy',
      'ensure-thing-group:plant',
    ])
  })

  it('has AWS fail where a thing that was absent has appeared', () => {
    const { templateBody } = registerThingBody(planFixture(), { described: 'absent' })
    expect(JSON.parse(templateBody).Resources.thing.OverrideSettings).toEqual({
      AttributePayload: 'FAIL',
      ThingTypeName: 'FAIL',
      ThingGroups: 'FAIL',
    })
  })

  it('makes one body for all devices of a profile, whatever their certificates say', () => {
    const registration = defineRegistration({
      name: 'sensors',
      rules: [],
      profiles: [
        {
          thing: {
            name: 'sensor-<%= certificate.attributes.subject.CN %>',
            attributes: { owner: '<%= certificate.attributes.subject.O %>' },
          },
          policies: [],
        },
      ],
    })
    const bodies = [
      { CN: '1', O: 'Acme' },
      { CN: 'Ref', O: 'Fn::Join' },
    ].map((subject) => {
      const decision = decide(registration, factsFixture({ subject }))
      if (decision.verdict !== 'accept') throw new Error('the fixture is refused')
      return registerThingBody(decision.plan, { described: 'absent' })
    })
    expect(new Set(bodies.map(({ templateBody }) => templateBody)).size).toBe(1)
    expect(bodies.map(({ parameters }) => parameters['ThingName'])).toEqual(['sensor-1', 'sensor-Ref'])
  })

  it('evaluates to the plan that it was made of', () => {
    const plan = planFixture({ thingGroupName: 'plant', ownership: 'off' })
    const { templateBody, parameters } = registerThingBody(plan)
    const evaluated = planProvisioning(parseProvisioningTemplate(templateBody, 'bulk'), {
      account: plan.account,
      parameters,
    })
    const made = ({ steps }: Plan): readonly string[] =>
      steps.map(({ id }) => id).filter((id) => !/^ensure-(?!thing:)/.test(id))
    expect([...made(evaluated)].sort()).toEqual([...made(plan)].sort())
  })

  it.each<[string, Plan, string]>([
    ['hands a thing over', planFixture({ replaces: 'ab'.repeat(32) }), 'set-certificate-status:'],
    ['attaches exclusively', planFixture({ principal: 'exclusive' }), 'attach-thing:sensor-1'],
    [
      'says whose thing it is, which nobody has looked at',
      planFixture({ ownership: 'stamp' }),
      'ensure-thing:sensor-1',
    ],
    ['looks at principals, which nobody has', planFixture({ ownership: 'principals' }), 'ensure-thing:sensor-1'],
    ['does nothing', { ...planFixture(), steps: [] }, 'ensure-thing'],
  ])('refuses a plan that %s, naming the step', (_, plan, step) => {
    expect(() => registerThingBody(plan)).toThrow(
      expect.objectContaining({
        code: 'plan-not-expressible',
        field: 'steps',
        value: expect.stringContaining(step),
        message: expect.stringContaining(step),
        remedy: expect.any(String),
      }),
    )
  })

  it('refuses more attributes than a body takes', () => {
    const attributes = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`${index}`.padEnd(120, 'x'), 'value'] as const),
    )
    expect(() => registerThingBody(planFixture({ attributes }), { described: 'own' })).toThrow(
      expect.objectContaining({ code: 'provisioning-too-large' }),
    )
  })

  it.each<[object, string]>([
    [{ described: 'yes' }, 'described'],
    [{ describe: 'own' }, 'describe'],
  ])('refuses the options %j', (options, field) => {
    expect(() => registerThingBody(planFixture(), options)).toThrow(
      expect.objectContaining({ code: 'adapter-option', field }),
    )
  })
})
