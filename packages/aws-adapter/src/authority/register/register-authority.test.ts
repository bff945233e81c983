import { provisioningTemplateBody } from '@thingplan/core/provisioning'
import { issueVerificationCertificate } from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import { authorityAccount } from '../../fixtures/authority-account.js'
import { describeFactoryCa, factoryCa, factoryTemplate, registerFactoryCa, roleArn } from '../../fixtures/factory-ca.js'
import { jitpTemplate } from '../../fixtures/provisioning-templates.js'
import type { RegisterAuthorityOptions } from './register-options.js'

const authority = await factoryCa

describe('registerAuthority, for a CA that is new', () => {
  it('proves that the key is at hand, and lets devices in', async () => {
    const account = authorityAccount()
    const { certificate } = authority
    expect(await registerFactoryCa(account)).toEqual({
      outcome: 'registered',
      caCertificateId: certificate.id,
      caCertificateArn: `arn:aws:iot:eu-central-1:123456789012:cacert/${certificate.id}`,
      mode: 'DEFAULT',
      active: true,
      autoRegistration: true,
      changes: [],
    })
    expect(await describeFactoryCa(account)).toEqual({
      status: 'ACTIVE',
      autoRegistrationStatus: 'ENABLE',
      certificateMode: 'DEFAULT',
      registrationConfig: undefined,
    })
    expect(account.sent()).toEqual(['DescribeCACertificate', 'GetRegistrationCode', 'RegisterCACertificate'])
  })

  it('asks for no registration code in mode SNI_ONLY, where no key is needed', async () => {
    const account = authorityAccount()
    await registerFactoryCa(account, { mode: 'SNI_ONLY', signer: undefined })
    expect(await describeFactoryCa(account)).toMatchObject({ certificateMode: 'SNI_ONLY' })
    expect(account.sent()).toEqual(['DescribeCACertificate', 'RegisterCACertificate'])
  })

  it('takes the verification certificate of a CA service in place of a signer', async () => {
    const account = authorityAccount()
    const verificationCertificate = async (registrationCode: string) =>
      (await issueVerificationCertificate({ authority, registrationCode })).pem
    await registerFactoryCa(account, { signer: undefined, verificationCertificate })
    expect(await describeFactoryCa(account)).toMatchObject({ certificateMode: 'DEFAULT', status: 'ACTIVE' })
  })

  it.each<[string, Partial<RegisterAuthorityOptions>, object]>([
    ['not active', { active: false }, { status: 'INACTIVE' }],
    ['for devices that are registered by calls', { autoRegistration: false }, { autoRegistrationStatus: 'DISABLE' }],
    [
      'with a template of its own (JITP)',
      { provisioning: factoryTemplate },
      { registrationConfig: { templateBody: provisioningTemplateBody(jitpTemplate), roleArn } },
    ],
    ['without one, said so', { provisioning: 'none' }, { registrationConfig: undefined }],
  ])('registers it %s', async (_what, options, state) => {
    const account = authorityAccount()
    await registerFactoryCa(account, options)
    expect(await describeFactoryCa(account)).toMatchObject(state)
  })

  it.each(['pem', 'der'] as const)('takes the certificate as %s', async (form) => {
    const registered = await registerFactoryCa(authorityAccount(), { certificate: authority.certificate[form] })
    expect(registered.caCertificateId).toBe(authority.certificate.id)
  })

  it('keeps tags and the verifier that was chosen', async () => {
    const account = authorityAccount()
    const verifier = { name: 'inventory', allowed: ['inventory', 'ledger'] }
    const { caCertificateArn } = await registerFactoryCa(account, { tags: { plant: 'north' }, verifier })
    expect(account.tagsOf(caCertificateArn)).toEqual({ plant: 'north', verifier: 'inventory' })
  })

  it('tells what happens, whatever the listener does', async () => {
    const stages: string[] = []
    const onProgress = ({ stage }: { readonly stage: string }): void => {
      stages.push(stage)
      throw new Error('the listener fails')
    }
    await registerFactoryCa(authorityAccount(), { onProgress })
    expect(stages).toEqual(['checked', 'verified', 'registered'])
  })
})
