import { describe, expect, it } from 'vitest'
import { certificateStatus } from '../../registration/rules/certificate-status.js'
import { issuedBy } from '../../registration/rules/issued-by.js'
import { requireSubject } from '../../registration/rules/require-subject.js'
import { problemsOf } from '../fixtures/problems-of.js'
import { type Change, connect, registrationOf, subject, thing } from '../fixtures/registration-of.js'
import type { ToProvisioningTemplateOptions } from './expression-context.js'
import { toJitpTemplate } from './to-jitp-template.js'
import { toProvisioningTemplate } from './to-provisioning-template.js'

const account = { id: '123456789012', region: 'eu-central-1' }
const ownClient = 'client/${iot:Connection.Thing.ThingName}'

describe('a registration that JITP can express', () => {
  it('becomes a template with the stamp as an attribute, and says what has to exist and what is otherwise', () => {
    const template = toJitpTemplate(
      registrationOf({
        rules: [
          requireSubject({ O: true, CN: true }),
          issuedBy({ caCertificateIds: ['ca'.repeat(32)] }),
          certificateStatus(),
        ],
        profile: {
          when: { C: true },
          thing: {
            name: subject('CN'),
            typeName: 'pump',
            attributes: { made: subject('O'), where: '<%= account.region %>' },
            searchableAttributes: ['made'],
          },
          groups: ['all', subject('OU')],
          billingGroup: 'plant',
          policies: [
            {
              name: 'own',
              document: connect(
                `arn:<%= account.partition %>:iot:<%= account.region %>:<%= account.id %>:${ownClient}`,
              ),
            },
          ],
        },
      }),
      { account },
    )
    expect(
      Object.keys(template.body.Parameters ?? {}).map((name) => name.replace('AWS::IoT::Certificate::', '')),
    ).toEqual(['Id', 'Organization', 'CommonName', 'Country', 'OrganizationalUnit'])
    expect(template.body.Resources).toEqual({
      thing: {
        Type: 'AWS::IoT::Thing',
        Properties: {
          ThingName: { Ref: 'AWS::IoT::Certificate::CommonName' },
          AttributePayload: {
            made: { Ref: 'AWS::IoT::Certificate::Organization' },
            where: 'eu-central-1',
            certificateId: { Ref: 'AWS::IoT::Certificate::Id' },
          },
          ThingTypeName: 'pump',
          ThingGroups: ['all', { Ref: 'AWS::IoT::Certificate::OrganizationalUnit' }],
          BillingGroup: 'plant',
        },
        OverrideSettings: { AttributePayload: 'FAIL', ThingTypeName: 'FAIL', ThingGroups: 'FAIL' },
      },
      certificate: {
        Type: 'AWS::IoT::Certificate',
        Properties: { CertificateId: { Ref: 'AWS::IoT::Certificate::Id' }, Status: 'ACTIVE' },
        OverrideSettings: { Status: 'REPLACE' },
      },
      policy: {
        Type: 'AWS::IoT::Policy',
        Properties: { PolicyDocument: connect(`arn:aws:iot:eu-central-1:123456789012:${ownClient}`) },
      },
    })
    expect(template.warnings.map(({ code, path }) => [code, path])).toEqual([
      ['provisioning-prerequisite-missing', 'Resources.thing.Properties.ThingTypeName'],
      ['provisioning-prerequisite-missing', 'Resources.thing.Properties.ThingGroups'],
      ['provisioning-prerequisite-missing', 'Resources.thing.Properties.ThingGroups'],
      ['provisioning-prerequisite-missing', 'Resources.thing.Properties.BillingGroup'],
      ['provisioning-not-expressible', 'profiles[0].thing'],
      ['provisioning-not-expressible', 'profiles[0].thing.searchableAttributes'],
      ['provisioning-not-expressible', 'profiles[0].policies[0]'],
      ['provisioning-not-expressible', 'rules.issued-by'],
    ])
    expect(template.warnings.every(({ severity }) => severity === 'warning')).toBe(true)
  })

  it.each<[string, Change, ToProvisioningTemplateOptions, unknown]>([
    ['the id of the certificate', thing({ name: '<%= certificate.id %>' }), {}, { Ref: 'AWS::IoT::Certificate::Id' }],
    [
      'a type by its OID',
      thing({ name: "<%= certificate.attributes.subject['2.5.4.46'] %>" }),
      {},
      { Ref: 'AWS::IoT::Certificate::DistinguishedNameQualifier' },
    ],
    [
      'the serial number, for who knows which one',
      thing({ name: subject('serialNumber') }),
      { serialNumber: 'subject' },
      { Ref: 'AWS::IoT::Certificate::SerialNumber' },
    ],
    [
      'words and values, for who knows that AWS joins them',
      thing({ name: `pump-${subject('CN')}` }),
      { functions: 'any' },
      { 'Fn::Join': ['', ['pump-', { Ref: 'AWS::IoT::Certificate::CommonName' }]] },
    ],
    ['words alone', { ...thing({ name: 'gateway' }), ownership: 'off' }, {}, 'gateway'],
  ])('names a thing by %s', (_, change, options, name) => {
    const { body } = toJitpTemplate(registrationOf(change), options)
    expect(body.Resources['thing']).toMatchObject({ Properties: { ThingName: name } })
  })

  it('`policies: name` refers to policies that exist', () => {
    const policies = [{ name: 'own', document: connect('*') }]
    const { body, warnings } = toJitpTemplate(registrationOf({ profile: { policies } }), { policies: 'name' })
    expect(body.Resources['policy']).toMatchObject({ Properties: { PolicyName: 'own' } })
    expect(warnings.map(({ value }) => value)).toContain('own')
  })

  it('things without owners are merged, as by the driver', () => {
    const { body } = toJitpTemplate(registrationOf({ ownership: 'off' }))
    expect(body.Resources['thing']).toMatchObject({
      OverrideSettings: { AttributePayload: 'MERGE', ThingTypeName: 'REPLACE', ThingGroups: 'MERGE' },
    })
  })

  it('the billing group of things without owners is kept, and said so', () => {
    const { body, warnings } = toJitpTemplate(registrationOf({ ownership: 'off', profile: { billingGroup: 'pumps' } }))
    expect(body.Resources['thing']).toMatchObject({ Properties: { BillingGroup: 'pumps' } })
    expect(warnings).toContainEqual(
      expect.objectContaining({ path: 'profiles[0].billingGroup', message: expect.stringMatching(/refused/) }),
    )
  })
})

describe('other kinds', () => {
  const registration = registrationOf(
    thing({ name: `pump-${subject('CN')}`, attributes: { line: "<%= certificate.attributes.subject['1.2.3'] %>" } }),
  )

  it('fleet: fields become parameters that the device fills, and text is joined', () => {
    const { body, warnings } = toProvisioningTemplate(registration, 'fleet')
    expect(Object.keys(body.Parameters ?? {})).toEqual(['AWS::IoT::Certificate::Id', 'CommonName', '1.2.3'])
    expect(body.Resources['thing']).toMatchObject({
      Properties: { ThingName: { 'Fn::Join': ['', ['pump-', { Ref: 'CommonName' }]] } },
    })
    expect(warnings.map(({ path, message }) => `${path} ${message}`)).toContain(
      'Parameters are what the device says, and not what a certificate holds',
    )
  })

  it('bulk: the certificate is a parameter, and the stamp too', () => {
    const { body } = toProvisioningTemplate(registrationOf(), 'bulk')
    expect(Object.keys(body.Parameters ?? {})).toEqual(['CertificateId', 'CommonName'])
    expect(body.Resources['thing']).toMatchObject({
      Properties: { AttributePayload: { certificateId: { Ref: 'CertificateId' } } },
    })
    expect(problemsOf(() => toProvisioningTemplate(registration, 'bulk')).map(({ path }) => path)).toEqual([
      'profiles[0].thing.name',
    ])
  })

  it.each(['bulk', 'fleet'] as const)(
    '%s: nothing is judged in a certificate that the template does not read',
    (kind) => {
      const rules = [
        requireSubject({ CN: true }),
        certificateStatus(),
        issuedBy({ caCertificateIds: ['ca'.repeat(32)] }),
      ]
      expect(problemsOf(() => toProvisioningTemplate(registrationOf({ rules }), kind)).map(({ path }) => path)).toEqual(
        ['rules.require-subject.CN', 'rules.certificate-status', 'rules.issued-by'],
      )
    },
  )
})

describe('options', () => {
  it.each<[string, () => unknown, string]>([
    ['one that does not exist', () => toJitpTemplate(registrationOf(), { policy: 'name' } as object), 'policy'],
    [
      'a word that it does not have',
      () => toJitpTemplate(registrationOf(), { policies: 'both' } as object),
      'policies',
    ],
    ['a kind that does not exist', () => toProvisioningTemplate(registrationOf(), 'jitr' as 'jitp'), 'kind'],
    ['no registration', () => toJitpTemplate(undefined as never), 'registration'],
  ])('%s is refused', (_, run, path) => {
    expect(problemsOf(run)).toMatchObject([{ code: 'provisioning-option', path }])
  })
})
