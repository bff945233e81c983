import type { EnsurePolicyStep, Plan } from '@thingplan/core'
import { evaluatePolicies, lintPolicy, type PolicyDocument, validatePolicy } from '@thingplan/core/policy'
import {
  lintProvisioningTemplate,
  type ProvisioningTemplate,
  parseProvisioningTemplate,
  provisioningTemplateBody,
} from '@thingplan/core/provisioning'
import { describe, expect, it } from 'vitest'
import { ownTopics } from '../device-policies/own-topics.js'
import { planOf, readyMadeTemplates } from './fixtures/ready-made-templates.js'
import * as provisioning from './index.js'

const documentsOf = ({ steps }: Plan): readonly PolicyDocument[] =>
  steps.filter((step): step is EnsurePolicyStep => step.kind === 'ensure-policy').map(({ document }) => document)

/** What the device `lamp-1` may do with the certificate that a template has given it. */
const may = (template: ProvisioningTemplate, action: string, resource: string, clientId = 'lamp-1'): boolean =>
  evaluatePolicies(documentsOf(planOf(template)), {
    action,
    resource: `arn:aws:iot:eu-central-1:123456789012:${resource}`,
    clientId,
    thing: { name: clientId, attached: clientId === 'lamp-1', exclusive: false },
  }).effect === 'allowed'

it('every ready-made template is tested here', () => {
  expect(readyMadeTemplates.map(([name]) => name).sort()).toEqual(Object.keys(provisioning).sort())
})

describe.each(readyMadeTemplates)('%s', (_, template) => {
  it('is the same when it is written and read again', () => {
    const again = parseProvisioningTemplate(provisioningTemplateBody(template), template.kind)
    expect(again.body).toEqual(template.body)
    expect(again.warnings).toEqual([])
  })

  it('says of every part what becomes of one that exists', () => {
    const { thing, certificate } = template.body.Resources
    const keys = ['AttributePayload', 'ThingGroups', 'ThingTypeName']
    expect(Object.keys(Object(thing).OverrideSettings).sort()).toEqual(keys)
    expect(certificate).toMatchObject({ OverrideSettings: { Status: 'REPLACE' } })
  })

  it('provisions a device, and activates it last', () => {
    const { steps } = planOf(template)
    expect(steps).toContainEqual(expect.objectContaining({ kind: 'ensure-thing', thingName: 'lamp-1' }))
    expect(steps.at(-1)).toMatchObject({ kind: 'set-certificate-status', status: 'ACTIVE' })
  })

  it('gives a thing that exists to nobody else', () => {
    const thing = { attributes: { certificateId: 'another' } }
    expect(() => planOf(template, { thing })).toThrow(expect.objectContaining({ code: 'provisioning-conflict' }))
  })

  it('keeps the id of the certificate where registrations look for the owner', () => {
    const plan = planOf(template)
    const attributes = expect.objectContaining({ certificateId: plan.certificateId })
    expect(plan.steps).toContainEqual(expect.objectContaining({ kind: 'ensure-thing', attributes }))
  })

  it('has a policy that AWS takes, and that the linter has nothing to say of', () => {
    const documents = documentsOf(planOf(template))
    expect(documents).toHaveLength(1)
    for (const document of documents) {
      expect(validatePolicy(document)).toEqual([])
      expect(lintPolicy(document)).toEqual([])
    }
  })

  it('lets the device be itself and nobody else', () => {
    expect(may(template, 'iot:Connect', 'client/lamp-1')).toBe(true)
    expect(may(template, 'iot:Connect', 'client/lamp-10', 'lamp-10')).toBe(false)
    expect(may(template, 'iot:Connect', 'client/lamp-2', 'lamp-2')).toBe(false)
    for (const topic of ['anything', 'device/lamp-2', '$aws/things/lamp-2/shadow/update']) {
      expect(may(template, 'iot:Publish', `topic/${topic}`)).toBe(false)
      expect(may(template, 'iot:Subscribe', `topicfilter/${topic}`)).toBe(false)
    }
  })

  it('meets nothing that is an error in certificates with the fields that it reads', () => {
    const problems = lintProvisioningTemplate(template, ['CN', 'C'])
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})

describe('what the templates are for', () => {
  const template = (name: string): ProvisioningTemplate => {
    const found = readyMadeTemplates.find(([other]) => other === name)
    if (found === undefined) throw new Error(`there is no ${name}`)
    return found[1]
  }

  it.each([
    ['jitpByCommonName', 'iot:Publish', 'topic/device/lamp-1/brightness', true],
    ['jitpWithRotation', 'iot:Publish', 'topic/cert-rotation/create-man-cert/lamp-1/rqst', true],
    ['jitpWithRotation', 'iot:Publish', 'topic/cert-rotation/create-man-cert/lamp-2/rqst', false],
    ['jitpWithRotation', 'iot:Publish', 'topic/device/lamp-1/brightness', false],
    ['fleetBySite', 'iot:Publish', 'topic/device/lamp-1/brightness', true],
    ['bulkByCertificate', 'iot:Publish', 'topic/device/lamp-1/brightness', true],
    ['greengrassFleet', 'iot:AssumeRoleWithCertificate', 'rolealias/CoreRole', true],
    ['greengrassFleet', 'iot:AssumeRoleWithCertificate', 'rolealias/Other', false],
    ['greengrassFleet', 'iot:Publish', 'topic/$aws/things/lamp-1/greengrassv2/health/json', true],
  ])('%s: %s on %s: %s', (name, action, resource, allowed) => {
    expect(may(template(name), action, resource)).toBe(allowed)
  })

  it('greengrassFleet lets a core open its further connections', () => {
    expect(may(template('greengrassFleet'), 'iot:Connect', 'client/lamp-1#2', 'lamp-1#2')).toBe(true)
  })

  it.each([
    ['jitpByCountry', ['lamps', 'AT']],
    ['fleetBySite', ['linz-lamps']],
    ['greengrassFleet', ['lamps']],
    ['bulkByCertificate', ['lamps']],
  ])('%s puts the thing into %j', (name, groups) => {
    const joined = planOf(template(name)).steps.flatMap((step) =>
      step.kind === 'add-to-thing-group' ? [step.thingGroupName] : [],
    )
    expect(joined).toEqual(groups)
  })
})

const account = { id: '123456789012', region: 'cn-north-1' }

describe('the account', () => {
  it('is written out, with the partition of its region', () => {
    const body = provisioningTemplateBody(provisioning.jitpByCommonName({ account }))
    expect(body).toContain('arn:aws-cn:iot:cn-north-1:123456789012:client/')
    expect(body).not.toContain('<%')
  })
})

describe('a ready-made template refuses', () => {
  it.each<[string, () => unknown]>([
    ['jitpByCommonName', () => provisioning.jitpByCommonName(Object({ account, thingType: 'a' }))],
    ['jitpWithRotation', () => provisioning.jitpWithRotation(Object({ account, topics: [] }))],
    ['jitpByCountry', () => provisioning.jitpByCountry(Object({ account, thingType: 'a' }))],
    ['fleetByHook', () => provisioning.fleetByHook(Object({ account, thingName: 'a' }))],
    ['fleetBySite', () => provisioning.fleetBySite(Object({ account, prefix: 'a' }))],
    ['fleetBySite', () => provisioning.fleetBySite(Object({ account, thingNamePrefix: 'a', sites: { b: { c: '' } } }))],
    ['bulkByCertificate', () => provisioning.bulkByCertificate(Object({ account, certificate: 'a' }))],
    ['greengrassFleet', () => provisioning.greengrassFleet(Object({ account, group: 'a' }))],
    ['greengrassFleet', () => provisioning.greengrassFleet({ account, roleAlias: '*' })],
    ['jitpWithRotation', () => provisioning.jitpWithRotation({ account, prefix: '#' })],
  ])('%s: an option that does not exist, or a wildcard', (_, build) => {
    expect(build).toThrow(expect.objectContaining({ code: 'registration-option' }))
  })

  it('a policy that is another one for each device, where AWS would have nothing to fill in', () => {
    const policy = { ...ownTopics({ publish: ['device/<%= certificate.attributes.subject.serialNumber %>'] }) }
    expect(() => provisioning.jitpByCommonName({ account, policy })).toThrow(
      expect.objectContaining({ name: 'TemplateError' }),
    )
  })

  it('a group that AWS does not take', () => {
    const options = { account, thingTypeName: 'lamp', thingGroupName: 'two words' }
    expect(() => provisioning.jitpByCountry(options)).toThrow(expect.objectContaining({ name: 'ProvisioningError' }))
  })

  it('a country that a certificate lacks, unless there is a default', () => {
    const options = { account, thingTypeName: 'lamp', thingGroupName: 'lamps' }
    const errors = (template: ProvisioningTemplate) =>
      lintProvisioningTemplate(template, ['CN']).filter(({ severity }) => severity === 'error')
    expect(errors(provisioning.jitpByCountry(options))).toHaveLength(1)
    expect(errors(provisioning.jitpByCountry({ ...options, defaultCountry: 'AT' }))).toEqual([])
  })
})
