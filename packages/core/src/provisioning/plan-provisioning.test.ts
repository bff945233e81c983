import { describe, expect, it } from 'vitest'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { account, certificate, fleetOf, type Given, id, idsOf, planOf, stepsOf } from './fixtures/plans-of-templates.js'
import { problemsOf } from './fixtures/problems-of.js'
import {
  bareFixture,
  certificateIdRef,
  commonName,
  document,
  idFixture,
  jitpFixture,
  text,
  withCertificate,
  withPolicy,
  withThing,
} from './fixtures/template-fixture.js'
import { parseProvisioningTemplate } from './parse-provisioning-template.js'
import { planProvisioning } from './plan-provisioning.js'

describe('Just-in-time provisioning', () => {
  it('facts 2.1: fills all eight parameters, and 1.2: gives every property', () => {
    const plan = planOf(jitpFixture, { serialNumber: 'subject' })
    expect(plan).toMatchObject({
      registration: 'provisioning-jitp',
      purpose: 'register',
      certificateId: certificate.id,
    })
    expect(stepsOf(plan)).toEqual([
      { kind: 'ensure-policy', policyName: expect.stringMatching(/^[0-9A-F]{40}$/), document, scope: 'shared' },
      { kind: 'attach-policy', policyName: expect.stringMatching(/^[0-9A-F]{40}$/), certificateId: certificate.id },
      {
        kind: 'ensure-thing',
        thingName: 'pump-7',
        thingTypeName: 'pump',
        billingGroupName: 'plant',
        attributes: { country: 'DE', maker: 'Acme', state: 'Hesse', qualifier: 'q1', serial: 'SN-1' },
        certificateId: certificate.id,
        ownership: 'off',
        adopt: true,
      },
      { kind: 'attach-thing', thingName: 'pump-7', certificateId: certificate.id, principal: 'shared' },
      { kind: 'add-to-thing-group', thingName: 'pump-7', thingGroupName: 'all' },
      { kind: 'add-to-thing-group', thingName: 'pump-7', thingGroupName: 'field' },
      {
        kind: 'set-certificate-status',
        certificateId: certificate.id,
        status: 'ACTIVE',
        expects: ['PENDING_ACTIVATION'],
      },
    ])
  })

  it('the certificate becomes active after everything else', () => {
    const { steps } = planOf(jitpFixture, { serialNumber: 'subject' })
    const others = steps.slice(0, -1).map((step) => step.id)
    expect([...(steps.at(-1)?.after ?? [])].sort()).toEqual(others.sort())
  })

  it.each<[string, Given, string]>([
    ['of the subject', { serialNumber: 'subject' }, 'SN-1'],
    ['of the certificate, in decimal', { serialNumber: 'certificate' }, '256'],
    [
      'of a certificate with a negative one',
      { serialNumber: 'certificate', certificate: certificateFixture({ subject: { CN: 'a' }, serialNumber: '-0a' }) },
      '-10',
    ],
  ])('facts 2.1, sources disagree: `serialNumber` takes the serial number %s', (_, given, serial) => {
    const source = JSON.stringify(
      withThing({ AttributePayload: { serial: { Ref: 'AWS::IoT::Certificate::SerialNumber' } } }),
    ).replace('"Parameters":{', '"Parameters":{"AWS::IoT::Certificate::SerialNumber":{"Type":"String"},')
    expect(stepsOf(planOf(source, given))).toContainEqual(expect.objectContaining({ attributes: { serial } }))
  })

  const two = certificateFixture({
    subject: [
      [
        ['CN', 'a'],
        ['CN', 'b'],
      ],
    ],
  })
  const reading = (parameter: string, declaration: object = text): object => ({
    ...bareFixture,
    Parameters: { 'AWS::IoT::Certificate::Id': text, [parameter]: declaration },
  })

  it.each<[string, unknown, Given, string, string]>([
    [
      '2.1 a serial number, without the option',
      jitpFixture,
      {},
      'provisioning-parameter-missing',
      'Parameters.AWS::IoT::Certificate::SerialNumber',
    ],
    [
      '2.2 a field that is missing',
      reading('AWS::IoT::Certificate::OrganizationalUnit'),
      {},
      'provisioning-parameter-missing',
      'Parameters.AWS::IoT::Certificate::OrganizationalUnit',
    ],
    [
      '2.1 a field with several values',
      withThing({}),
      { certificate: two },
      'provisioning-ambiguous',
      `Parameters.${commonName}`,
    ],
    [
      'an empty field',
      withThing({}),
      { certificate: certificateFixture({ subject: { CN: '' } }) },
      'provisioning-parameter-missing',
      `Parameters.${commonName}`,
    ],
    [
      '2.2 a name with a space',
      withThing({}),
      { certificate: certificateFixture({ subject: { CN: 'pump 7' } }) },
      'provisioning-value-refused',
      'Resources.thing.Properties.ThingName',
    ],
    [
      '2.2 a name with a dot',
      withThing({}),
      { certificate: certificateFixture({ subject: { CN: 'pump.7' } }) },
      'provisioning-value-refused',
      'Resources.thing.Properties.ThingName',
    ],
    [
      '5 a name over 128 characters',
      withThing({}),
      { certificate: certificateFixture({ subject: { CN: 'x'.repeat(129) } }) },
      'provisioning-value-refused',
      'Resources.thing.Properties.ThingName',
    ],
    [
      '2.2 an attribute with a space',
      withThing({ ThingName: 'a', AttributePayload: { a: { Ref: commonName } } }),
      { certificate: certificateFixture({ subject: { CN: 'two words' } }) },
      'provisioning-value-refused',
      'Resources.thing.Properties.AttributePayload.a',
    ],
    [
      '1.2 a group whose name does not fit',
      withThing({ ThingName: 'a', ThingGroups: [{ Ref: commonName }] }),
      { certificate: certificateFixture({ subject: { CN: 'a/b' } }) },
      'provisioning-value-refused',
      'Resources.thing.Properties.ThingGroups',
    ],
    [
      'a value over 4096 characters',
      withThing({}),
      { certificate: certificateFixture({ subject: { CN: 'x'.repeat(4097) } }) },
      'provisioning-value-refused',
      `Parameters.${commonName}`,
    ],
    [
      '1.2 a status that is none',
      withCertificate({ CertificateId: certificateIdRef, Status: certificateIdRef }),
      {},
      'provisioning-value-refused',
      'Resources.certificate.Properties.Status',
    ],
    [
      'the certificate id of another',
      { ...withCertificate({ CertificateId: { Ref: commonName } }), Parameters: { [commonName]: text } },
      { certificate: certificateFixture({ subject: { CN: id } }) },
      'provisioning-value-refused',
      'Resources.certificate.Properties.CertificateId',
    ],
    [
      'a certificate id that is none',
      { ...withCertificate({ CertificateId: { Ref: commonName } }), Parameters: { [commonName]: text } },
      {},
      'provisioning-value-refused',
      'Resources.certificate.Properties.CertificateId',
    ],
  ])('leaves a device pending for %s', (_, source, given, code, path) => {
    expect(problemsOf(() => planOf(source, given))).toMatchObject([{ code, path, remedy: expect.stringMatching(/./) }])
  })

  it('facts 2.2: a default takes the place of a field that is missing', () => {
    const source = {
      ...withThing({}),
      Parameters: { 'AWS::IoT::Certificate::Id': text, [commonName]: { ...text, Default: 'nobody' } },
    }
    expect(idsOf(planOf(source, { certificate: certificateFixture({ subject: { O: 'x' } }) }))).toContain(
      'ensure-thing:nobody',
    )
  })

  it('facts 2.1: `severalValues: first` takes the first, as policy variables do', () => {
    expect(idsOf(planOf(withThing({}), { certificate: two, severalValues: 'first' }))).toContain('ensure-thing:a')
  })
})

describe('facts 1.2: what templates do not make has to exist', () => {
  const source = withThing({ ThingTypeName: 'pump', ThingGroups: ['g'], BillingGroup: 'b' })
  const all = { thingTypeNames: ['pump'], thingGroupNames: ['g'], billingGroupNames: ['b'], policyNames: ['p'] }

  it.each([
    ['thingTypeNames', 'pump', source],
    ['thingGroupNames', 'g', source],
    ['billingGroupNames', 'b', source],
    ['policyNames', 'p', withPolicy({ PolicyName: 'p' })],
  ])('%s without %s', (list, missing, template) => {
    expect(() => planOf(template, { existing: all })).not.toThrow()
    expect(problemsOf(() => planOf(template, { existing: { ...all, [list]: ['other'] } }))).toMatchObject([
      { code: 'provisioning-prerequisite-missing', value: missing },
    ])
  })
})

describe('inputs', () => {
  it.each<[string, 'jitp' | 'bulk' | 'fleet', object, string]>([
    ['one that does not exist', 'jitp', { certificat: certificate }, 'certificat'],
    ['parameters for JITP', 'jitp', { parameters: {} }, 'parameters'],
    ['a claim for JITP', 'jitp', { claim: { certificateId: id } }, 'claim'],
    ['a certificate for bulk', 'bulk', { certificate }, 'certificate'],
    ['a certificate for fleet', 'fleet', { certificate }, 'certificate'],
    ['a serial number of nothing', 'jitp', { serialNumber: 'issuer' }, 'serialNumber'],
    ['a default that merges', 'jitp', { overrideDefault: 'MERGE' }, 'overrideDefault'],
    ['another word for several values', 'jitp', { severalValues: 'last' }, 'severalValues'],
    ['a misspelt list of what exists', 'jitp', { existing: { thingTypes: [] } }, 'thingTypes'],
    [
      'a misspelt part of a thing that exists',
      'jitp',
      { existing: { thing: { attributes: {}, groups: [] } } },
      'groups',
    ],
    ['no account', 'jitp', { account: undefined }, 'account'],
    ['a region that is none', 'jitp', { account: { id: '123456789012', region: 'eu central' } }, 'account'],
    ['a name with a space', 'jitp', { name: 'a b' }, 'name'],
    ['parameters that are a list', 'bulk', { parameters: [] }, 'parameters'],
  ])('%s is refused', (_, kind, given, path) => {
    const source = kind === 'bulk' ? idFixture : bareFixture
    const template = parseProvisioningTemplate(source, kind)
    expect(problemsOf(() => planProvisioning(template, { account, ...given }))).toMatchObject([
      { code: 'provisioning-option', path },
    ])
  })

  it.each(['certificateId', 'claim'])('a %s that is no id is refused', (input) => {
    const given = input === 'claim' ? { certificateId: id, claim: { certificateId: 'x' } } : { certificateId: 'x' }
    expect(problemsOf(() => fleetOf(bareFixture, given))).toMatchObject([
      { code: 'provisioning-value-refused', path: input },
    ])
  })

  it('`name` stands in the plan', () => {
    expect(planOf(bareFixture, { name: 'pumps' }).registration).toBe('pumps')
  })
})
