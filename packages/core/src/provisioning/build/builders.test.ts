import { describe, expect, it } from 'vitest'
import { problemsOf } from '../fixtures/problems-of.js'
import { certificateIdRef, commonName, document } from '../fixtures/template-fixture.js'
import { provisioningTemplateBody } from '../write-body.js'
import { bulkTemplate } from './bulk-template.js'
import { fleetTemplate } from './fleet-template.js'
import { jitpTemplate } from './jitp-template.js'

const text = { Type: 'String' }

describe('jitpTemplate', () => {
  it('facts 1.3: writes every override setting out, and declares what is used', () => {
    const template = jitpTemplate({
      thing: {
        name: { Ref: 'AWS::IoT::Certificate::CommonName' },
        typeName: 'pump',
        attributes: { country: { Ref: 'AWS::IoT::Certificate::Country' } },
        groups: ['all', { Ref: 'AWS::IoT::Certificate::OrganizationalUnit' }],
        billingGroup: 'plant',
      },
      policies: [{ document }, { name: 'pumps' }],
      defaults: { 'AWS::IoT::Certificate::OrganizationalUnit': 'field' },
    })
    expect(template.warnings).toEqual([])
    expect(template.body).toEqual({
      Parameters: {
        [commonName]: text,
        'AWS::IoT::Certificate::Country': text,
        'AWS::IoT::Certificate::OrganizationalUnit': { ...text, Default: 'field' },
        'AWS::IoT::Certificate::Id': text,
      },
      Resources: {
        thing: {
          Type: 'AWS::IoT::Thing',
          Properties: {
            ThingName: { Ref: commonName },
            AttributePayload: { country: { Ref: 'AWS::IoT::Certificate::Country' } },
            ThingTypeName: 'pump',
            ThingGroups: ['all', { Ref: 'AWS::IoT::Certificate::OrganizationalUnit' }],
            BillingGroup: 'plant',
          },
          OverrideSettings: { AttributePayload: 'FAIL', ThingTypeName: 'FAIL', ThingGroups: 'FAIL' },
        },
        certificate: {
          Type: 'AWS::IoT::Certificate',
          Properties: { CertificateId: certificateIdRef, Status: 'ACTIVE' },
          OverrideSettings: { Status: 'REPLACE' },
        },
        policy: { Type: 'AWS::IoT::Policy', Properties: { PolicyDocument: document } },
        policy2: { Type: 'AWS::IoT::Policy', Properties: { PolicyName: 'pumps' } },
      },
    })
    expect(provisioningTemplateBody(template)).toContain('"PolicyDocument":"{')
  })

  it('what is required is declared without being used, and that is no fault', () => {
    const template = jitpTemplate({ required: ['AWS::IoT::Certificate::Country'] })
    expect(Object.keys(template.body.Parameters ?? {})).toEqual([
      'AWS::IoT::Certificate::Country',
      'AWS::IoT::Certificate::Id',
    ])
    expect(template.warnings).toEqual([])
  })

  it('a default that nothing refers to is', () => {
    const template = jitpTemplate({ defaults: { 'AWS::IoT::Certificate::Country': 'DE' } })
    expect(template.warnings).toMatchObject([{ code: 'provisioning-parameter-unused' }])
  })

  it("overrides and status are the author's", () => {
    const { body } = jitpTemplate({
      thing: { name: 'gateway', overrides: { ThingGroups: 'MERGE' } },
      status: 'INACTIVE',
      statusOverride: 'DO_NOTHING',
    })
    expect(body.Resources['thing']).toMatchObject({
      OverrideSettings: { AttributePayload: 'FAIL', ThingTypeName: 'FAIL', ThingGroups: 'MERGE' },
    })
    expect(body.Resources['certificate']).toMatchObject({
      Properties: { Status: 'INACTIVE' },
      OverrideSettings: { Status: 'DO_NOTHING' },
    })
  })

  it.each<[string, object, string]>([
    ['a key that does not exist', { thingName: 'a' }, 'thingName'],
    ['a key of the thing that does not exist', { thing: { name: 'a', type: 'b' } }, 'type'],
    ['a key of a policy that does not exist', { policies: [{ policyName: 'a' }] }, 'policyName'],
  ])('%s is refused', (_, spec, path) => {
    expect(problemsOf(() => jitpTemplate(spec))).toMatchObject([{ code: 'provisioning-option', path }])
  })

  it('what AWS refuses is refused, by its place in the template', () => {
    expect(problemsOf(() => jitpTemplate({ thing: { name: 'two words' } }))).toMatchObject([
      { code: 'provisioning-value-refused', path: 'Resources.thing.Properties.ThingName' },
    ])
  })
})

describe('bulkTemplate', () => {
  it.each([
    [{ id: { Ref: 'Id' } }, { CertificateId: { Ref: 'Id' } }],
    [{ request: { Ref: 'CSR' } }, { CertificateSigningRequest: { Ref: 'CSR' } }],
    [{ pem: { Ref: 'Pem' } }, { CertificatePem: { Ref: 'Pem' } }],
    [
      { pem: { Ref: 'Pem' }, caPem: { Ref: 'Ca' } },
      { CertificatePem: { Ref: 'Pem' }, CACertificatePem: { Ref: 'Ca' } },
    ],
  ])('facts 1.2: a certificate by %o', (certificate, properties) => {
    const { body } = bulkTemplate({ certificate })
    expect(body.Resources['certificate']).toMatchObject({ Properties: { ...properties, Status: 'ACTIVE' } })
    expect(Object.keys(body.Parameters ?? {})).toEqual(Object.values(properties).map(({ Ref }) => Ref))
  })

  it('refuses a certificate that is said twice', () => {
    const certificate = { id: 'a', pem: 'b' }
    expect(problemsOf(() => bulkTemplate({ certificate }))).toMatchObject([{ code: 'provisioning-ambiguous' }])
  })
})

describe('fleetTemplate', () => {
  it('declares what stands in any function, and less the variables of Fn::Sub', () => {
    const { body } = fleetTemplate({
      thing: { name: { 'Fn::Sub': ['${A}-${B}', { A: { 'Fn::Join': ['', [{ Ref: 'C' }]] } }] } },
      mappings: { M: { a: { b: 'c' } } },
      deviceConfiguration: { host: { 'Fn::FindInMap': ['M', { Ref: 'D' }, 'b'] } },
    })
    expect(Object.keys(body.Parameters ?? {})).toEqual(['B', 'C', 'AWS::IoT::Certificate::Id', 'D'])
    expect(Object.keys(body)).toEqual(['Parameters', 'Mappings', 'Resources', 'DeviceConfiguration'])
  })
})
