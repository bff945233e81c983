import { describe, expect, it } from 'vitest'
import { CertificateError } from '../certificate/certificate-error.js'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { evaluateDeviceConfiguration } from './evaluate-device-configuration.js'
import { account, bulkOf, certificate, fleetOf, type Given, id, stepsOf } from './fixtures/plans-of-templates.js'
import { problemsOf } from './fixtures/problems-of.js'
import {
  bareFixture,
  fleetFixture,
  greengrassFixture,
  idFixture,
  pemFixture,
  requestFixture,
  text,
} from './fixtures/template-fixture.js'
import { parseProvisioningTemplate } from './parse-provisioning-template.js'

describe('RegisterThing and bulk registration', () => {
  it('facts 1.2: a request is certified first, and then has an id', () => {
    const parameters = { ThingName: 'pump-7', SerialNumber: '7', CSR: '-----BEGIN CERTIFICATE REQUEST-----' }
    expect(problemsOf(() => bulkOf(requestFixture, { parameters }))).toMatchObject([
      { code: 'provisioning-certificate-missing', path: 'Resources.certificate.Properties.CertificateSigningRequest' },
    ])
    expect(stepsOf(bulkOf(requestFixture, { parameters, certificateId: id }))[2]).toMatchObject({
      attributes: { version: 'v1', serialNumber: '7', location: 'HQ' },
      certificateId: id,
    })
  })

  it('facts 1.2: a certificate of a CA is registered, then attached, then activated', () => {
    const ca = certificateFixture({ subject: { CN: 'CA' } })
    const parameters = { ThingName: 'pump-7', DevicePem: certificate.pem, CaPem: ca.pem }
    const plan = bulkOf(pemFixture, { parameters })
    expect(stepsOf(plan)).toEqual([
      {
        kind: 'register-certificate',
        certificateId: certificate.id,
        certificatePem: certificate.pem,
        caCertificatePem: ca.pem,
      },
      expect.objectContaining({ kind: 'ensure-thing', thingName: 'pump-7' }),
      { kind: 'attach-thing', thingName: 'pump-7', certificateId: certificate.id, principal: 'shared' },
      { kind: 'set-certificate-status', certificateId: certificate.id, status: 'ACTIVE', expects: ['INACTIVE'] },
    ])
    expect(() => bulkOf(pemFixture, { parameters: { ...parameters, CaPem: 'no PEM' } })).toThrow(CertificateError)
    const loose = bulkOf(pemFixture, { parameters: { ...parameters, DevicePem: `a remark\n${certificate.pem}` } })
    expect(loose).toEqual(plan)
  })

  it('facts 1.2: a certificate that exists, deactivated', () => {
    const parameters = { ThingName: 'pump-7', CertificateId: id.toUpperCase() }
    const plan = bulkOf(idFixture, { parameters, certificateId: id.toUpperCase() })
    expect(plan.certificateId).toBe(id)
    expect(stepsOf(plan)).toEqual([
      { kind: 'attach-policy', policyName: 'pumps', certificateId: id },
      expect.objectContaining({ kind: 'ensure-thing' }),
      expect.objectContaining({ kind: 'attach-thing' }),
      { kind: 'set-certificate-status', certificateId: id, status: 'INACTIVE', expects: ['PENDING_ACTIVATION'] },
    ])
  })

  it.each<[string, object, Given, string, string]>([
    [
      '1.1 a parameter without a value',
      idFixture,
      { parameters: { CertificateId: id } },
      'provisioning-parameter-missing',
      'Resources.thing.Properties.ThingName',
    ],
    [
      '1.1 a parameter that is no text',
      idFixture,
      { parameters: { CertificateId: id, ThingName: 7 as unknown as string } },
      'provisioning-value-refused',
      'Resources.thing.Properties.ThingName',
    ],
    [
      'a parameter that objects inherit',
      JSON.parse(
        JSON.stringify(idFixture)
          .replaceAll('ThingName":{"Type', 'toString":{"Type')
          .replaceAll('"Ref":"ThingName"', '"Ref":"toString"'),
      ),
      { parameters: { CertificateId: id } },
      'provisioning-parameter-missing',
      'Resources.thing.Properties.ThingName',
    ],
    [
      '1.2 a request that is empty',
      requestFixture,
      { parameters: { ThingName: 'a', SerialNumber: '1', CSR: '' } },
      'provisioning-value-refused',
      'Resources.certificate.Properties.CertificateSigningRequest',
    ],
    [
      '5 a request over 4096 characters',
      requestFixture,
      { parameters: { ThingName: 'a', SerialNumber: '1', CSR: 'x'.repeat(4097) } },
      'provisioning-value-refused',
      'Resources.certificate.Properties.CertificateSigningRequest',
    ],
    [
      'a certificate that the caller does not mean',
      idFixture,
      { parameters: { ThingName: 'a', CertificateId: id }, certificateId: 'cd'.repeat(32) },
      'provisioning-value-refused',
      'Resources.certificate.Properties.CertificateId',
    ],
    [
      'a PEM that the caller does not mean',
      pemFixture,
      { parameters: { ThingName: 'a', DevicePem: certificate.pem, CaPem: certificate.pem }, certificateId: id },
      'provisioning-value-refused',
      'Resources.certificate.Properties.CertificatePem',
    ],
  ])('refuses %s', (_, source, given, code, path) => {
    expect(problemsOf(() => bulkOf(source, given))).toMatchObject([{ code, path }])
  })
})

describe('fleet provisioning', () => {
  const parameters = { SerialNumber: 'A7-2', Site: 'north' }

  it('facts 8: provisions the certificate that was issued, with every function', () => {
    const plan = fleetOf(fleetFixture, { parameters, claim: { certificateId: 'cd'.repeat(32) } })
    expect(stepsOf(plan)).toEqual([
      expect.objectContaining({
        kind: 'ensure-policy',
        document: {
          Version: '2012-10-17',
          Statement: [
            {
              Effect: 'Allow',
              Action: ['iot:Publish'],
              Resource: ['arn:aws:iot:eu-central-1:123456789012:topic/north/${iot:ClientId}/up'],
            },
          ],
        },
      }),
      expect.objectContaining({ kind: 'attach-policy' }),
      expect.objectContaining({
        kind: 'ensure-thing',
        thingName: 'pump-A7-2',
        attributes: { prefix: 'A7', name: 'north_A7-2', level: 'two' },
      }),
      expect.objectContaining({ kind: 'attach-thing', certificateId: id }),
      expect.objectContaining({ kind: 'add-to-thing-group', thingGroupName: 'north-pumps' }),
      expect.objectContaining({ kind: 'set-certificate-status', status: 'ACTIVE' }),
    ])
  })

  it('facts 1.1: answers with the device configuration', () => {
    const template = parseProvisioningTemplate(fleetFixture, 'fleet')
    expect(evaluateDeviceConfiguration(template, { account, certificateId: id, parameters })).toEqual({
      host: 'north.example.com',
      topic: 'north/up',
      interval: '60',
    })
  })

  it.each<[string, object, Given, string]>([
    [
      '1.4 an element of a list that is not there',
      fleetFixture,
      { parameters: { ...parameters, Site: 'south' } },
      'provisioning-reference-unresolved',
    ],
    [
      '1.4 a key that no mapping has',
      fleetFixture,
      { parameters: { ...parameters, Site: 'east' } },
      'provisioning-reference-unresolved',
    ],
    [
      'a configuration that cannot be filled in',
      { ...bareFixture, Parameters: { X: text }, DeviceConfiguration: { x: { Ref: 'X' } } },
      {},
      'provisioning-parameter-missing',
    ],
    [
      'no certificate',
      greengrassFixture,
      { parameters: { ThingName: 'a', ThingGroupName: 'g' }, certificateId: undefined as unknown as string },
      'provisioning-certificate-missing',
    ],
    [
      'the claim itself',
      greengrassFixture,
      { parameters: { ThingName: 'a', ThingGroupName: 'g' }, claim: { certificateId: id.toUpperCase() } },
      'provisioning-ambiguous',
    ],
  ])('refuses %s', (_, source, given, code) => {
    expect(problemsOf(() => fleetOf(source, given))).toMatchObject([{ code }])
  })
})
