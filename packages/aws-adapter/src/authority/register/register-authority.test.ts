import { DescribeCACertificateCommand } from '@aws-sdk/client-iot'
import { provisioningTemplateBody } from '@thingplan/core/provisioning'
import {
  type CertificateAuthority,
  createCertificateAuthority,
  issueVerificationCertificate,
  type SigningAuthority,
} from '@thingplan/pki'
import { beforeAll, describe, expect, it } from 'vitest'
import { type AuthorityAccount, authorityAccount } from '../../fixtures/authority-account.js'
import { jitpTemplate } from '../../fixtures/provisioning-templates.js'
import { registerAuthority } from './register-authority.js'
import type { RegisterAuthorityOptions } from './register-options.js'

const roleArn = 'arn:aws:iam::123456789012:role/provisioning'
const inline = { template: jitpTemplate, roleArn }

let authority: CertificateAuthority & SigningAuthority

beforeAll(async () => {
  authority = await createCertificateAuthority({ subject: 'CN=Factory CA' })
})

const register = (account: AuthorityAccount, options: Partial<RegisterAuthorityOptions> = {}) => {
  const { certificate, signer } = authority
  return registerAuthority({ client: account.client, certificate, signer, ...options })
}

const described = async ({ emulator }: AuthorityAccount) => {
  const command = new DescribeCACertificateCommand({ certificateId: authority.certificate.id })
  const { certificateDescription, registrationConfig } = await emulator.client.send(command)
  const { status, autoRegistrationStatus, certificateMode } = certificateDescription ?? {}
  return { status, autoRegistrationStatus, certificateMode, registrationConfig }
}

describe('registerAuthority, for a CA that is new', () => {
  it('proves that the key is at hand, and lets devices in', async () => {
    const account = authorityAccount()
    const { certificate } = authority
    expect(await register(account)).toEqual({
      outcome: 'registered',
      caCertificateId: certificate.id,
      caCertificateArn: `arn:aws:iot:eu-central-1:123456789012:cacert/${certificate.id}`,
      mode: 'DEFAULT',
      active: true,
      autoRegistration: true,
      changes: [],
    })
    expect(await described(account)).toEqual({
      status: 'ACTIVE',
      autoRegistrationStatus: 'ENABLE',
      certificateMode: 'DEFAULT',
      registrationConfig: undefined,
    })
    expect(account.sent()).toEqual(['DescribeCACertificate', 'GetRegistrationCode', 'RegisterCACertificate'])
  })

  it('asks for no registration code in mode SNI_ONLY, where no key is needed', async () => {
    const account = authorityAccount()
    await register(account, { mode: 'SNI_ONLY', signer: undefined })
    expect(await described(account)).toMatchObject({ certificateMode: 'SNI_ONLY' })
    expect(account.sent()).toEqual(['DescribeCACertificate', 'RegisterCACertificate'])
  })

  it('takes the verification certificate of a CA service in place of a signer', async () => {
    const account = authorityAccount()
    const verificationCertificate = async (registrationCode: string) =>
      (await issueVerificationCertificate({ authority, registrationCode })).pem
    await register(account, { signer: undefined, verificationCertificate })
    expect(await described(account)).toMatchObject({ certificateMode: 'DEFAULT', status: 'ACTIVE' })
  })

  it.each<[string, Partial<RegisterAuthorityOptions>, object]>([
    ['not active', { active: false }, { status: 'INACTIVE' }],
    ['for devices that are registered by calls', { autoRegistration: false }, { autoRegistrationStatus: 'DISABLE' }],
    [
      'with a template of its own (JITP)',
      { provisioning: inline },
      { registrationConfig: { templateBody: provisioningTemplateBody(jitpTemplate), roleArn } },
    ],
    ['without one, said so', { provisioning: 'none' }, { registrationConfig: undefined }],
  ])('registers it %s', async (_what, options, state) => {
    const account = authorityAccount()
    await register(account, options)
    expect(await described(account)).toMatchObject(state)
  })

  it.each(['pem', 'der'] as const)('takes the certificate as %s', async (form) => {
    const registered = await register(authorityAccount(), { certificate: authority.certificate[form] })
    expect(registered.caCertificateId).toBe(authority.certificate.id)
  })

  it('keeps tags and the verifier that was chosen', async () => {
    const account = authorityAccount()
    const verifier = { name: 'inventory', allowed: ['inventory', 'ledger'] }
    const { caCertificateArn } = await register(account, { tags: { plant: 'north' }, verifier })
    expect(account.tagsOf(caCertificateArn)).toEqual({ plant: 'north', verifier: 'inventory' })
  })

  it('tells what happens, whatever the listener does', async () => {
    const stages: string[] = []
    const onProgress = ({ stage }: { readonly stage: string }): void => {
      stages.push(stage)
      throw new Error('the listener fails')
    }
    await register(authorityAccount(), { onProgress })
    expect(stages).toEqual(['checked', 'verified', 'registered'])
  })
})
