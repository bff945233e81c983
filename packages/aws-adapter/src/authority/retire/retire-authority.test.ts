import { DescribeCACertificateCommand } from '@aws-sdk/client-iot'
import { type CertificateAuthority, createCertificateAuthority, type SigningAuthority } from '@thingplan/pki'
import { beforeAll, describe, expect, it } from 'vitest'
import { type AuthorityAccount, authorityAccount } from '../../fixtures/authority-account.js'
import { registerDevice, setDeviceStatus } from '../../fixtures/authority-devices.js'
import { awsError } from '../../fixtures/aws-error.js'
import { registerAuthority } from '../register/register-authority.js'
import { countDeviceCertificates } from './count-device-certificates.js'
import { retireAuthority } from './retire-authority.js'

let authority: CertificateAuthority & SigningAuthority
let caCertificateId: string

beforeAll(async () => {
  authority = await createCertificateAuthority({ subject: 'CN=Factory CA' })
  caCertificateId = authority.certificate.id
})

const registered = async (): Promise<AuthorityAccount> => {
  const account = authorityAccount()
  const { certificate, signer } = authority
  await registerAuthority({ client: account.client, certificate, signer })
  return account
}

const described = async ({ emulator }: AuthorityAccount) => {
  const command = new DescribeCACertificateCommand({ certificateId: caCertificateId })
  const { certificateDescription } = await emulator.client.send(command)
  return [certificateDescription?.status, certificateDescription?.autoRegistrationStatus]
}

describe('retireAuthority', () => {
  it('takes the CA out of service in one call, and leaves devices as they are', async () => {
    const account = await registered()
    await registerDevice(account, authority)
    const { client } = account
    expect(await retireAuthority({ client, caCertificateId })).toEqual({ outcome: 'retired', caCertificateId })
    expect(await described(account)).toEqual(['INACTIVE', 'DISABLE'])
    expect(await countDeviceCertificates(client, caCertificateId)).toEqual({ total: 1, inUse: 1 })
    expect(await retireAuthority({ client, caCertificateId })).toEqual({ outcome: 'unchanged', caCertificateId })
  })

  it('deletes when asked, where no device uses it', async () => {
    const account = await registered()
    await setDeviceStatus(account, await registerDevice(account, authority), 'REVOKED')
    const options = { client: account.client, caCertificateId, delete: true }
    expect(await retireAuthority(options)).toEqual({ outcome: 'deleted', caCertificateId })
    expect(await retireAuthority(options)).toEqual({ outcome: 'absent', caCertificateId })
  })

  it('changes nothing where a device uses it, and says how many', async () => {
    const account = await registered()
    const device = await registerDevice(account, authority)
    await registerDevice(account, authority, 'INACTIVE')
    const options = { client: account.client, caCertificateId, delete: true }
    await expect(retireAuthority(options)).rejects.toMatchObject({
      code: 'authority-in-use',
      message: '1 device certificates of the CA are in use; nothing was changed',
    })
    expect(await described(account)).toEqual(['ACTIVE', 'ENABLE'])
    await setDeviceStatus(account, device, 'INACTIVE')
    expect(await retireAuthority(options)).toMatchObject({ outcome: 'deleted' })
  })

  it('looks again when nobody can come any more: a device that came in between keeps the CA', async () => {
    const account = await registered()
    const send: typeof account.client.send = async (command) => {
      if (command.constructor.name === 'UpdateCACertificateCommand') await registerDevice(account, authority)
      return account.client.send(command)
    }
    await expect(retireAuthority({ client: { send }, caCertificateId, delete: true })).rejects.toMatchObject({
      code: 'authority-in-use',
      message: '1 device certificates of the CA are in use; the CA is INACTIVE now, and was not deleted',
    })
    expect(await described(account)).toEqual(['INACTIVE', 'DISABLE'])
  })

  it('is content where somebody else has deleted it meanwhile', async () => {
    const account = await registered()
    account.failNext('DeleteCACertificate', awsError('ResourceNotFoundException'))
    const options = { client: account.client, caCertificateId, delete: true }
    expect(await retireAuthority(options)).toMatchObject({ outcome: 'deleted' })
  })

  it.each<[string, object, string]>([
    ['an id that is none', { caCertificateId: 'ca' }, 'caCertificateId'],
    ['a text in place of a flag', { delete: 'yes' }, 'delete'],
    ['a misspelt option', { remove: true }, 'remove'],
  ])('refuses %s', async (_what, options, field) => {
    const account = authorityAccount()
    const all = { client: account.client, caCertificateId, ...options }
    await expect(Reflect.apply(retireAuthority, undefined, [all])).rejects.toMatchObject({ field })
    expect(account.sent()).toEqual([])
  })
})

describe('countDeviceCertificates', () => {
  it('counts all pages, and takes a status that it does not know for use', async () => {
    const statuses = ['ACTIVE', 'INACTIVE', 'REVOKED', 'PENDING_TRANSFER', 'PENDING_ACTIVATION', 'SOMETHING_NEW']
    const markers: unknown[] = []
    const send = async ({ input }: { readonly input: { readonly marker?: string | undefined } }) => {
      markers.push(input.marker)
      const page = Number(input.marker ?? 0)
      const certificates = statuses.map((status) => ({ status: status as 'ACTIVE' }))
      return { certificates, ...(page < 2 ? { nextMarker: String(page + 1) } : {}) }
    }
    expect(await countDeviceCertificates({ send }, caCertificateId)).toEqual({ total: 18, inUse: 12 })
    expect(markers).toEqual([undefined, '1', '2'])
  })
})
