import { askVerifier, rule } from '@thingplan/core'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ask, certificate, denied, registrationWith, request, templateArn } from '../../fixtures/ask-hook.js'
import { createPreProvisioningHook } from './create-pre-provisioning-hook.js'
import type { PreProvisioningHookOptions } from './hook-options.js'

describe('createPreProvisioningHook', () => {
  it('allows what the registration accepts', async () => {
    const { response, outcome } = await ask(request)
    expect(response).toEqual({ allowProvisioning: true })
    expect(outcome).toMatchObject({
      kind: 'allowed',
      request: { templateName: 'sensors', account: { id: '123456789012', region: 'eu-central-1', partition: 'aws' } },
      decision: { verdict: 'accept', certificateId: certificate.id },
    })
  })

  it.each<[string, object, string]>([
    ['a parameter that a rule refuses', { parameters: { SerialNumber: 'x' } }, 'rejected'],
    ['a parameter that is missing', { parameters: {} }, 'rejected'],
    ['no parameters at all', { parameters: undefined }, 'rejected'],
    ['a parameter that no thing name takes', { parameters: { SerialNumber: '1234/../5' } }, 'rejected'],
    ['another template', { templateArn: `${templateArn}-2` }, 'template-not-served'],
    [
      'the template of another account',
      { templateArn: templateArn.replace('123456789012', '210987654321') },
      'template-not-served',
    ],
    ['a certificate of another id', { certificateId: 'ab'.repeat(32) }, 'certificate-unreadable'],
    ['a certificate that is none', { certificatePem: 'none' }, 'certificate-unreadable'],
  ])('denies %s, and tells why', async (_, change, reason) => {
    const { response, outcome } = await ask({ ...request, ...change })
    expect(response).toEqual(denied)
    expect(outcome).toMatchObject({
      kind: 'denied',
      reason,
      message: expect.any(String),
      request: { clientId: request['clientId'] },
    })
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['text', JSON.stringify(request)],
    ['a list', [request]],
    ['a registration event', { certificateId: certificate.id, caCertificateId: 'ca'.repeat(32), timestamp: 1 }],
    ['a claim that is no certificate', { ...request, claimCertificateId: 'me' }],
    ['a template ARN with more behind it', { ...request, templateArn: `${templateArn}/x` }],
    ['a template ARN that is a list', { ...request, templateArn: [templateArn] }],
    ['a PEM of a megabyte', { ...request, certificatePem: 'x'.repeat(1_000_000) }],
    ['parameters that are a list', { ...request, parameters: ['1234'] }],
    ['a parameter that is no text', { ...request, parameters: { SerialNumber: 1234 } }],
    ['a parameter of 5000 characters', { ...request, parameters: { SerialNumber: '1'.repeat(5_000) } }],
    ['a client id that is none', { ...request, clientId: {} }],
  ])('denies what is no request: %s', async (_, event) => {
    const { response, outcome } = await ask(event)
    expect(response).toEqual(denied)
    expect(outcome).toMatchObject({
      kind: 'denied',
      reason: 'event-malformed',
      code: 'event-malformed',
      field: expect.any(String),
    })
    expect(outcome).not.toHaveProperty('request')
  })

  it('never throws, whatever it is invoked with', async () => {
    const fields = fc.record(
      Object.fromEntries(
        Object.entries(request).map(([key, value]) => [key, fc.oneof(fc.constant(value), fc.jsonValue())]),
      ),
      { requiredKeys: [] },
    )
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.anything(), fields), async (event) => {
        const { response } = await ask(event, { registration: registrationWith(rule('no', () => 'never')) })
        expect(response).toEqual(denied)
      }),
      { numRuns: 200 },
    )
  })

  it('repeats nothing of a certificate that it cannot read', async () => {
    const { outcome } = await ask({ ...request, certificatePem: 'secret' })
    const { request: _, ...told } = outcome ?? {}
    expect(JSON.stringify(told)).not.toContain('secret')
  })

  it.each<[string, PreProvisioningHookOptions['onOutcome'] & {}]>([
    ['throws', () => JSON.parse('')],
    ['rejects', () => Promise.reject(new Error('the log is full'))],
    ['never ends', () => new Promise(() => {})],
  ])('answers all the same when onOutcome %s', async (_, onOutcome) => {
    expect((await ask(request, { onOutcome })).response).toEqual({ allowProvisioning: true })
  })
})

describe('createPreProvisioningHook, options', () => {
  it.each<[string, object, string]>([
    ['no registration', { registration: {} }, 'registration'],
    ['no templates', { templateArns: [] }, 'templateArns'],
    ['a name in place of an ARN', { templateArns: ['sensors'] }, 'templateArns'],
    ['a wildcard', { templateArns: [templateArn.replace('sensors', '*')] }, 'templateArns'],
    ['a deadline that AWS IoT would not wait for', { deadlineMs: 5_000 }, 'deadlineMs'],
    [
      'an attribute type that does not exist',
      { subjectParameters: { serial: 'SerialNumber' } },
      'subjectParameters.serial',
    ],
    ['an override without a sink', { parameterOverrides: { A: 'x' } }, 'parameterOverrides.A'],
    ['a verifier without a source', { registration: registrationWith(askVerifier('inventory')) }, 'verifiers'],
    ['a client that is none', { client: {} }, 'client'],
    ['a misspelt option', { templateArn }, 'templateArn'],
  ])('refuses %s', (_, options, field) => {
    const all = { registration: registrationWith(), templateArns: [templateArn], ...options }
    expect(() => createPreProvisioningHook(all)).toThrow(expect.objectContaining({ code: 'adapter-option', field }))
  })

  it('refuses an override that does not compile', () => {
    const parameterOverrides = { A: { template: '<% 1 %>', sink: 'text' } } as const
    const options = { registration: registrationWith(), templateArns: [templateArn], parameterOverrides }
    expect(() => createPreProvisioningHook(options)).toThrow(expect.objectContaining({ code: 'template-syntax' }))
  })
})
