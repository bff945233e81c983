import { certificateFixture } from '@thingplan/core/testing'
import {
  type CertificateAuthority,
  createCertificateAuthority,
  issueVerificationCertificate,
  type Signer,
  type SigningAuthority,
} from '@thingplan/pki'
import { beforeAll, describe, expect, it } from 'vitest'
import { authorityAccount } from '../../fixtures/authority-account.js'
import { awsError } from '../../fixtures/aws-error.js'
import { factoryCa, factoryTemplate, registerFactoryCa, roleArn } from '../../fixtures/factory-ca.js'
import { fleetTemplate } from '../../fixtures/provisioning-templates.js'
import { registerAuthority } from './register-authority.js'

let authority: CertificateAuthority & SigningAuthority
let other: CertificateAuthority & SigningAuthority

beforeAll(async () => {
  authority = await factoryCa
  other = await createCertificateAuthority({ subject: 'CN=Factory CA' })
})

const ca = { basicConstraints: { ca: true } } as const
const sniOnly = { mode: 'SNI_ONLY', signer: undefined } as const
const subject = { CN: 'Factory CA' }

describe('before anything is sent, registerAuthority refuses', () => {
  it.each<[string, () => object, string]>([
    ['what is not a CA', () => ({ ...sniOnly, certificate: certificateFixture({ subject }) }), 'authority-not-ca'],
    [
      'a CA that may not sign certificates',
      () => ({ ...sniOnly, certificate: certificateFixture({ subject, ...ca, keyUsage: ['cRLSign'] }) }),
      'authority-not-ca',
    ],
    [
      'a CA that has expired',
      () => ({ clock: () => new Date(authority.certificate.notAfter.getTime() + 1) }),
      'authority-expired',
    ],
    [
      'a CA that is not valid yet',
      () => ({ clock: () => new Date(authority.certificate.notBefore.getTime() - 1) }),
      'authority-not-yet-valid',
    ],
    [
      'a signature with SHA-1',
      () => ({
        ...sniOnly,
        certificate: certificateFixture({ subject, ...ca, signatureAlgorithm: 'sha1WithRSAEncryption' }),
      }),
      'authority-algorithm',
    ],
    [
      'an RSA key of 1024 bits',
      () => ({ ...sniOnly, certificate: certificateFixture({ subject, ...ca, publicKey: 'RSA-1024' }) }),
      'authority-algorithm',
    ],
    [
      'a key of Ed25519',
      () => ({ ...sniOnly, certificate: certificateFixture({ subject, ...ca, publicKey: 'Ed25519' }) }),
      'authority-algorithm',
    ],
    ['a key that is not that of the certificate', () => ({ signer: other.signer }), 'authority-key-mismatch'],
    ['the same in mode SNI_ONLY', () => ({ mode: 'SNI_ONLY', signer: other.signer }), 'authority-key-mismatch'],
    [
      'a signer that fails',
      () => ({
        signer: { ...plainSigner(), sign: () => Promise.reject(new Error('secret of the vault')) },
      }),
      'authority-possession',
    ],
    ['a certificate that is none', () => ({ certificate: 'no PEM' }), 'certificate-pem-missing'],
    ['no certificate', () => ({ certificate: undefined }), 'certificate-source-type'],
    ['null in its place', () => ({ certificate: null }), 'certificate-source-type'],
    [
      'a verifier that may not be chosen',
      () => ({ verifier: { name: 'mine', allowed: ['inventory'] } }),
      'authority-verifier',
    ],
    ['a verifier by the back door', () => ({ tags: { verifier: 'mine' } }), 'adapter-option'],
    ['a list of verifiers that is none', () => ({ verifier: { name: 'i', allowed: 'inventory' } }), 'adapter-option'],
    ["a tag of AWS's own", () => ({ tags: { 'aws:x': 'y' } }), 'adapter-option'],
    ['a tag with a value that AWS does not take', () => ({ tags: { plant: 'a;b' } }), 'adapter-option'],
    [
      'more tags than AWS takes',
      () => ({ tags: Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`tag-${index}`, ''])) }),
      'adapter-option',
    ],
    ['mode DEFAULT without a proof', () => ({ signer: undefined }), 'adapter-option'],
    ['two proofs', () => ({ verificationCertificate: async () => '' }), 'adapter-option'],
    ['a mode that does not exist', () => ({ mode: 'BOTH' }), 'adapter-option'],
    [
      'a template for fleet provisioning',
      () => ({ provisioning: { template: fleetTemplate, roleArn } }),
      'adapter-option',
    ],
    [
      'a template that does nothing',
      () => ({ provisioning: factoryTemplate, autoRegistration: false }),
      'adapter-option',
    ],
    ['a text in place of a template', () => ({ provisioning: 'sensors' }), 'adapter-option'],
    ['a text in place of a flag', () => ({ active: 'true' }), 'adapter-option'],
    ['an option that does not exist', () => ({ autoRegister: true }), 'adapter-option'],
    ['a client that is none', () => ({ client: {} }), 'adapter-option'],
  ])('%s', async (_what, options, code) => {
    const account = authorityAccount()
    const { certificate, signer } = authority
    const all = { client: account.client, certificate, signer, ...options() }
    const error: Error = await Reflect.apply(registerAuthority, undefined, [all]).then(
      () => expect.unreachable(),
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ code })
    expect(error.message).not.toContain('secret')
    expect(account.sent()).toEqual([])
  })

  const plainSigner = (): Signer => ({
    publicKey: authority.signer.publicKey,
    algorithm: authority.signer.algorithm,
    sign: (bytes) => authority.signer.sign(bytes),
  })
})

describe('registerAuthority says what to do', () => {
  it('where another account has the CA in mode DEFAULT', async () => {
    const account = authorityAccount({ isCaCertificateElsewhere: () => true })
    await expect(registerFactoryCa(account)).rejects.toMatchObject({
      code: 'authority-registered-elsewhere',
      remedy: 'delete it there, or register it in mode SNI_ONLY in every account that needs it',
    })
    expect(await registerFactoryCa(account, { mode: 'SNI_ONLY' })).toMatchObject({ outcome: 'registered' })
  })

  it('for the eleventh CA with one subject', async () => {
    const account = authorityAccount()
    for (let count = 0; count < 10; count += 1) {
      const { certificate } = await createCertificateAuthority({ subject: 'CN=Factory CA' })
      await registerAuthority({ client: account.client, certificate, mode: 'SNI_ONLY' })
    }
    await expect(registerFactoryCa(account)).rejects.toMatchObject({
      code: 'authority-subject-limit',
      remedy: 'retire and delete one that no device uses, or give the new CA a subject of its own',
    })
  })

  it.each<[string, string, string, string]>([
    ['throttling', 'RegisterCACertificate', 'ThrottlingException', 'authority-throttled'],
    ['throttling of a question', 'DescribeCACertificate', 'ThrottlingException', 'authority-throttled'],
    [
      'a registration code that was made anew in between',
      'RegisterCACertificate',
      'RegistrationCodeValidationException',
      'authority-possession',
    ],
    ['what AWS refuses', 'RegisterCACertificate', 'CertificateValidationException', 'authority-refused'],
    ['a caller who may not', 'RegisterCACertificate', 'AccessDeniedException', 'call-denied'],
    ['what nobody knows', 'GetRegistrationCode', 'SomethingNewException', 'call-unexpected'],
  ])('for %s', async (_what, operation, name, code) => {
    const account = authorityAccount()
    account.failNext(operation, awsError(name, 'said by AWS'))
    await expect(registerFactoryCa(account)).rejects.toMatchObject({
      code,
      message: expect.stringContaining('said by AWS'),
      remedy: expect.any(String),
    })
    expect(await registerFactoryCa(account)).toMatchObject({ outcome: 'registered' })
  })

  it.each<[string, (code: string) => Promise<string>]>([
    [
      'another name',
      async () => (await issueVerificationCertificate({ authority, registrationCode: 'ab'.repeat(32) })).pem,
    ],
    [
      'another CA',
      async (registrationCode) => (await issueVerificationCertificate({ authority: other, registrationCode })).pem,
    ],
    ['no certificate', async () => 'no PEM'],
  ])('for a verification certificate of %s, which is not sent', async (_what, verificationCertificate) => {
    const account = authorityAccount()
    const options = { signer: undefined, verificationCertificate }
    await expect(registerFactoryCa(account, options)).rejects.toMatchObject({ code: 'authority-possession' })
    expect(account.sent()).toEqual(['DescribeCACertificate', 'GetRegistrationCode'])
  })
})
