import { DescribeCACertificateCommand, GetRegistrationCodeCommand } from '@aws-sdk/client-iot'
import {
  type CertificateAuthority,
  createCertificateAuthority,
  issueVerificationCertificate,
  type SigningAuthority,
} from '@thingplan/pki'
import { beforeAll, describe, expect, it } from 'vitest'
import { type AuthorityAccount, authorityAccount } from '../../fixtures/authority-account.js'
import { registerDevice } from '../../fixtures/authority-devices.js'
import { responseUrl, stackId, stackOn } from '../../fixtures/authority-stack.js'
import { registerAuthority } from '../register/register-authority.js'
import { type AuthorityResourceOptions, createAuthorityResource } from './create-authority-resource.js'

type Authority = CertificateAuthority & SigningAuthority

let authority: Authority
let other: Authority

beforeAll(async () => {
  authority = await createCertificateAuthority({ subject: 'CN=Factory CA' })
  other = await createCertificateAuthority({ subject: 'CN=Other CA' })
})

const stackWithKeys = (account: AuthorityAccount, options: Partial<AuthorityResourceOptions> = {}) =>
  stackOn(account, { authority: async ({ key }) => (key === 'factory' ? authority : other), ...options })

const described = async ({ emulator }: AuthorityAccount, { certificate }: Authority) => {
  const command = new DescribeCACertificateCommand({ certificateId: certificate.id })
  const { certificateDescription } = await emulator.client.send(command)
  const { status, autoRegistrationStatus } = certificateDescription ?? {}
  return [status, autoRegistrationStatus]
}

describe('createAuthorityResource', () => {
  it('registers a CA with a stack, and answers under the URL that it was given', async () => {
    const account = authorityAccount()
    const stack = stackWithKeys(account)
    const { id } = authority.certificate
    const arn = `arn:aws:iot:eu-central-1:123456789012:cacert/${id}`
    expect(await stack.ask()).toEqual({
      Status: 'SUCCESS',
      PhysicalResourceId: id,
      StackId: stackId,
      RequestId: 'request-1',
      LogicalResourceId: 'FactoryCa',
      Data: { CaCertificateId: id, CaCertificateArn: arn, Mode: 'DEFAULT' },
    })
    expect(stack.puts).toHaveLength(1)
    expect(stack.puts[0]).toMatchObject({ url: responseUrl, method: 'PUT', headers: { 'content-type': '' } })
    expect(await described(account, authority)).toEqual(['ACTIVE', 'ENABLE'])
    expect(account.tagsOf(arn)).toEqual({ 'thingplan:stack': stackId, 'thingplan:resource': 'FactoryCa' })
  })

  it('updates it with the stack: what the template does not say has its default again', async () => {
    const account = authorityAccount()
    const { ask } = stackWithKeys(account)
    const PhysicalResourceId = authority.certificate.id
    await ask({ ResourceProperties: { Key: 'factory', Active: 'false', AutoRegistration: 'false' } })
    expect(await described(account, authority)).toEqual(['INACTIVE', 'DISABLE'])
    const updated = await ask({ RequestType: 'Update', PhysicalResourceId, ResourceProperties: { Key: 'factory' } })
    expect(updated).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId })
    expect(await described(account, authority)).toEqual(['ACTIVE', 'ENABLE'])
  })

  it('replaces it where the certificate is another: the id changes, and the old one is removed afterwards', async () => {
    const account = authorityAccount()
    const { ask } = stackWithKeys(account)
    const PhysicalResourceId = authority.certificate.id
    await ask()
    const updated = await ask({ RequestType: 'Update', PhysicalResourceId, ResourceProperties: { Key: 'other' } })
    expect(updated).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: other.certificate.id })
    await ask({ RequestType: 'Delete', PhysicalResourceId })
    await expect(described(account, authority)).rejects.toThrow()
    expect(await described(account, other)).toEqual(['ACTIVE', 'ENABLE'])
  })

  it('takes a certificate by its PEM alone in mode SNI_ONLY', async () => {
    const account = authorityAccount()
    const { ask } = stackWithKeys(account, { authority: undefined })
    const ResourceProperties = { Certificate: authority.certificate.pem, Mode: 'SNI_ONLY', Verifier: 'inventory' }
    expect(await ask({ ResourceProperties })).toMatchObject({ Status: 'SUCCESS', Data: { Mode: 'SNI_ONLY' } })
  })

  it('takes the verification certificate of whoever keeps the key', async () => {
    const account = authorityAccount()
    const { registrationCode = '' } = await account.client.send(new GetRegistrationCodeCommand({}))
    const { pem: VerificationCertificate } = await issueVerificationCertificate({ authority, registrationCode })
    const Certificate = authority.certificate.pem
    const { ask } = stackOn(account)
    expect(await ask({ ResourceProperties: { Certificate, VerificationCertificate } })).toMatchObject({
      Status: 'SUCCESS',
      Data: { Mode: 'DEFAULT' },
    })
    expect(await ask({ ResourceProperties: { Certificate } })).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('nothing proves that the private key is at hand'),
    })
  })

  it('carries out the same request twice, as after a lost answer', async () => {
    const account = authorityAccount()
    const { ask } = stackWithKeys(account)
    const first = await ask()
    expect(await ask()).toEqual(first)
    const PhysicalResourceId = first.PhysicalResourceId
    for (let delivery = 0; delivery < 2; delivery += 1) {
      expect(await ask({ RequestType: 'Delete', PhysicalResourceId })).toMatchObject({ Status: 'SUCCESS' })
    }
  })
})

describe('with a stack that is removed', () => {
  const remove = () => ({ RequestType: 'Delete', PhysicalResourceId: authority.certificate.id })

  it('a CA goes that no device uses', async () => {
    const account = authorityAccount()
    const { ask } = stackWithKeys(account)
    await ask()
    expect(await ask(remove())).toMatchObject({ Status: 'SUCCESS' })
    await expect(described(account, authority)).rejects.toThrow()
  })

  it('one that devices use stays, and the stack says why', async () => {
    const account = authorityAccount()
    const { ask } = stackWithKeys(account)
    await ask()
    await registerDevice(account, authority)
    expect(await ask(remove())).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringContaining('1 device certificates of the CA are in use'),
      PhysicalResourceId: authority.certificate.id,
    })
    expect(await described(account, authority)).toEqual(['ACTIVE', 'ENABLE'])
  })

  it('or it is only retired, where that is chosen', async () => {
    const account = authorityAccount()
    const { ask } = stackWithKeys(account, { onDelete: 'retire' })
    await ask()
    await registerDevice(account, authority)
    expect(await ask(remove())).toMatchObject({ Status: 'SUCCESS' })
    expect(await described(account, authority)).toEqual(['INACTIVE', 'DISABLE'])
  })

  it("nobody else's CA goes", async () => {
    const account = authorityAccount()
    const { ask } = stackWithKeys(account)
    await registerAuthority({ client: account.client, ...authority })
    expect(await ask()).toMatchObject({ Status: 'FAILED', Reason: expect.stringContaining('authority-not-owned') })
    // CloudFormation rolls the creation back.
    expect(await ask(remove())).toMatchObject({ Status: 'SUCCESS' })
    expect(await described(account, authority)).toEqual(['ACTIVE', 'ENABLE'])
  })

  it('one that was taken over does', async () => {
    const account = authorityAccount()
    const { ask } = stackWithKeys(account)
    await registerAuthority({ client: account.client, ...authority })
    const adopted = await ask({ ResourceProperties: { Key: 'factory', Adopt: 'true' } })
    expect(adopted).toMatchObject({ Status: 'SUCCESS' })
    expect(await ask(remove())).toMatchObject({ Status: 'SUCCESS' })
    await expect(described(account, authority)).rejects.toThrow()
  })

  it('nothing goes by a name that no CA has, such as that of a creation that failed early', async () => {
    const account = authorityAccount()
    const { ask } = stackWithKeys(account)
    const { PhysicalResourceId } = await ask({ ResourceProperties: { Key: 'factory', Mode: 'BOTH' } })
    expect(PhysicalResourceId).toBe('FactoryCa-not-registered')
    expect(await ask({ RequestType: 'Delete', PhysicalResourceId })).toMatchObject({ Status: 'SUCCESS' })
    expect(account.sent()).toEqual([])
  })
})

it.each<[string, object, string]>([
  ['fetch', { fetch: undefined }, 'fetch'],
  ['a client', { client: {} }, 'client'],
  ['a list of verifiers', { verifiers: 'inventory' }, 'verifiers'],
  ['a way to delete', { onDelete: 'keep' }, 'onDelete'],
  ['an option that exists', { stack: 'x' }, 'stack'],
])('createAuthorityResource needs %s', (_what, options, field) => {
  const all = { client: authorityAccount().client, fetch: async () => ({ ok: true, status: 200 }), ...options }
  expect(() => Reflect.apply(createAuthorityResource, undefined, [all])).toThrow(
    expect.objectContaining({ code: 'adapter-option', field }),
  )
})
