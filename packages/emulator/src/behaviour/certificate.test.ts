import { X509Certificate } from 'node:crypto'
import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  type CertificateStatus,
  CreatePolicyCommand,
  CreateThingCommand,
  DeleteCertificateCommand,
  DescribeCertificateCommand,
  DetachThingPrincipalCommand,
  ListCertificatesByCACommand,
  ListCertificatesCommand,
  RegisterCACertificateCommand,
  RegisterCertificateCommand,
  RegisterCertificateWithoutCACommand,
  UpdateCACertificateCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot'
import { certificateFixture } from '@thingplan/core/testing'
import { createKeyPair, createSigningAuthority, createWebCryptoSigner, issueDeviceCertificate } from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import { arnPrefix, emptyAccount } from '../fixtures/account.js'
import { createAuthority, registerAuthority, registeredCertificate } from '../fixtures/certificates.js'
import { anything } from '../fixtures/policies.js'

const fingerprint = (pem: string): string => new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase()

describe('device certificates', () => {
  it('CERT-01 registers what an active, registered CA has signed', async () => {
    const { client } = emptyAccount()
    const authority = await createAuthority()
    const stranger = await createAuthority('Another CA')
    const caCertificateId = await registerAuthority(client, authority)
    const { certificatePem } = await authority.issue('device-1')
    const { certificateId, certificateArn } = await client.send(new RegisterCertificateCommand({ certificatePem }))
    expect(certificateArn).toBe(`${arnPrefix}cert/${certificateId}`)
    const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
    expect(certificateDescription).toMatchObject({ status: 'INACTIVE', certificateMode: 'DEFAULT', caCertificateId })

    const foreign = await stranger.issue('device-1')
    const impostor = await (await createAuthority()).issue('device-1')
    for (const pem of [foreign.certificatePem, impostor.certificatePem, 'no certificate']) {
      const refused = client.send(new RegisterCertificateCommand({ certificatePem: pem }))
      await expect(refused).rejects.toMatchObject({ name: 'CertificateValidationException' })
    }
  })

  it('CERT-02 registers nothing for a CA that is INACTIVE', async () => {
    const { client } = emptyAccount()
    const authority = await createAuthority()
    await registerAuthority(client, authority, { active: false })
    const { certificatePem } = await authority.issue('device-1')
    const refused = client.send(new RegisterCertificateCommand({ certificatePem }))
    await expect(refused).rejects.toMatchObject({ name: 'CertificateStateException' })
  })

  it('CERT-03 wants to be told the CA where several have the subject of the issuer', async () => {
    const { client } = emptyAccount()
    const [authority, namesake] = [await createAuthority(), await createAuthority()]
    const caCertificateId = await registerAuthority(client, authority)
    await registerAuthority(client, namesake)
    const { certificatePem } = await authority.issue('device-1')
    const invalid = { name: 'CertificateValidationException' }
    await expect(client.send(new RegisterCertificateCommand({ certificatePem }))).rejects.toMatchObject(invalid)
    const wrong = new RegisterCertificateCommand({ certificatePem, caCertificatePem: namesake.certificatePem })
    await expect(client.send(wrong)).rejects.toMatchObject(invalid)
    const named = new RegisterCertificateCommand({ certificatePem, caCertificatePem: authority.certificatePem })
    const { certificateId } = await client.send(named)
    const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
    expect(certificateDescription?.caCertificateId).toBe(caCertificateId)
  })

  it('CERT-04 has the SHA-256 of the DER as its id', async () => {
    const { client } = emptyAccount()
    const { certificatePem } = await (await createAuthority()).issue('device-1')
    const { certificateId } = await client.send(new RegisterCertificateWithoutCACommand({ certificatePem }))
    expect(certificateId).toBe(fingerprint(certificatePem))
    const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
    expect(fingerprint(certificateDescription?.certificatePem ?? '')).toBe(certificateId)
    const unknown = client.send(new DescribeCertificateCommand({ certificateId: '0'.repeat(64) }))
    await expect(unknown).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it('CERT-05 needs no CA in mode SNI_ONLY', async () => {
    const { client } = emptyAccount()
    const { certificateId } = await registeredCertificate(client)
    const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
    expect(certificateDescription).toMatchObject({ certificateMode: 'SNI_ONLY' })
    expect(certificateDescription).not.toHaveProperty('caCertificateId')
  })

  it('CERT-06 is registered once: again is a conflict that names it and changes nothing', async () => {
    const { client } = emptyAccount()
    const { certificatePem } = await (await createAuthority()).issue('device-1')
    const { certificateId, certificateArn } = await client.send(
      new RegisterCertificateWithoutCACommand({ certificatePem, status: 'INACTIVE' }),
    )
    const again = client.send(new RegisterCertificateWithoutCACommand({ certificatePem, status: 'ACTIVE' }))
    await expect(again).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      resourceId: certificateId,
      resourceArn: certificateArn,
    })
    const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
    expect(certificateDescription?.status).toBe('INACTIVE')
  })

  it.each([
    ['PENDING_ACTIVATION', 'CertificateStateException', 406],
    ['PENDING_TRANSFER', 'CertificateStateException', 406],
    ['REGISTER_INACTIVE', 'InvalidRequestException', 400],
  ] as const)('CERT-07 cannot be registered as %s', async (status, name, httpStatusCode) => {
    const { client } = emptyAccount()
    const { certificatePem } = await (await createAuthority()).issue('device-1')
    const refused = client.send(new RegisterCertificateWithoutCACommand({ certificatePem, status }))
    await expect(refused).rejects.toMatchObject({ name, $metadata: { httpStatusCode } })
  })

  it.each(['ACTIVE', 'INACTIVE'] as const)('CERT-08 sends no event when it is registered as %s', async (status) => {
    const emulator = emptyAccount()
    const events: unknown[] = []
    emulator.on('registered', (event) => events.push(event))
    const { certificatePem } = await (await createAuthority()).issue('device-1')
    await emulator.client.send(new RegisterCertificateWithoutCACommand({ certificatePem, status }))
    expect(events).toEqual([])
  })

  const transitions: readonly (readonly [from: CertificateStatus, to: CertificateStatus, outcome: string])[] = [
    ['ACTIVE', 'ACTIVE', 'success'],
    ['ACTIVE', 'INACTIVE', 'success'],
    ['INACTIVE', 'ACTIVE', 'success'],
    ['ACTIVE', 'REVOKED', 'success'],
    ['INACTIVE', 'REVOKED', 'success'],
    ['REVOKED', 'REVOKED', 'success'],
    ['REVOKED', 'ACTIVE', 'CertificateStateException'],
    ['REVOKED', 'INACTIVE', 'CertificateStateException'],
    ['ACTIVE', 'PENDING_ACTIVATION', 'CertificateStateException'],
    ['ACTIVE', 'PENDING_TRANSFER', 'CertificateStateException'],
    ['ACTIVE', 'REGISTER_INACTIVE', 'InvalidRequestException'],
  ]

  it.each(transitions)('CERT-09 goes from %s to %s: %s', async (from, to, outcome) => {
    const { client } = emptyAccount()
    const { certificatePem } = await (await createAuthority()).issue('device-1')
    const registered = await client.send(new RegisterCertificateWithoutCACommand({ certificatePem, status: from }))
    const { certificateId } = registered
    const update = client.send(new UpdateCertificateCommand({ certificateId, newStatus: to }))
    if (outcome !== 'success') await expect(update).rejects.toMatchObject({ name: outcome })
    await update.catch(() => undefined)
    const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
    expect(certificateDescription?.status).toBe(outcome === 'success' ? to : from)
  })

  it('CERT-10 is deleted only when it is not ACTIVE and nothing is attached; forceDelete spares the policies', async () => {
    const { client } = emptyAccount()
    const { certificateId, certificateArn } = await registeredCertificate(client)
    await client.send(new CreateThingCommand({ thingName: 'one' }))
    await client.send(new CreatePolicyCommand({ policyName: 'p', policyDocument: anything }))
    await client.send(new AttachThingPrincipalCommand({ thingName: 'one', principal: certificateArn }))
    await client.send(new AttachPolicyCommand({ policyName: 'p', target: certificateArn }))

    const remove = new DeleteCertificateCommand({ certificateId })
    const force = new DeleteCertificateCommand({ certificateId, forceDelete: true })
    const conflict = { name: 'DeleteConflictException' }
    await expect(client.send(force)).rejects.toMatchObject({ name: 'CertificateStateException' })
    await client.send(new UpdateCertificateCommand({ certificateId, newStatus: 'INACTIVE' }))
    await expect(client.send(force)).rejects.toMatchObject(conflict)
    await client.send(new DetachThingPrincipalCommand({ thingName: 'one', principal: certificateArn }))
    await expect(client.send(remove)).rejects.toMatchObject(conflict)
    await client.send(force)
    await expect(client.send(remove)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it('CERT-11 is listed newest first, in pages, and by CA', async () => {
    let now = Date.now()
    const { client } = emptyAccount({ clock: () => new Date(now++) })
    const authority = await createAuthority()
    const caCertificateId = await registerAuthority(client, authority)
    const ids: (string | undefined)[] = []
    for (const name of ['a', 'b', 'c']) {
      const { certificatePem } = await authority.issue(name)
      ids.push((await client.send(new RegisterCertificateCommand({ certificatePem }))).certificateId)
    }
    await registeredCertificate(client)
    const idsOf = (list: {
      readonly certificates?: readonly { readonly certificateId?: string | undefined }[] | undefined
    }) => list.certificates?.map(({ certificateId }) => certificateId)

    const byCa = { caCertificateId }
    expect(idsOf(await client.send(new ListCertificatesByCACommand(byCa)))).toEqual([...ids].reverse())
    const first = await client.send(new ListCertificatesByCACommand({ ...byCa, pageSize: 2, ascendingOrder: true }))
    expect(idsOf(first)).toEqual(ids.slice(0, 2))
    const rest = new ListCertificatesByCACommand({
      ...byCa,
      pageSize: 2,
      ascendingOrder: true,
      marker: first.nextMarker,
    })
    expect(idsOf(await client.send(rest))).toEqual(ids.slice(2))
    expect(idsOf(await client.send(new ListCertificatesCommand({})))).toHaveLength(4)
  })

  it('CERT-12 keeps working when its CA is deactivated', async () => {
    const { client } = emptyAccount()
    const authority = await createAuthority()
    const caCertificateId = await registerAuthority(client, authority)
    const { certificatePem } = await authority.issue('device-1')
    const { certificateId } = await client.send(new RegisterCertificateCommand({ certificatePem, status: 'ACTIVE' }))
    await client.send(new UpdateCACertificateCommand({ certificateId: caCertificateId, newStatus: 'INACTIVE' }))
    const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
    expect(certificateDescription?.status).toBe('ACTIVE')
  })

  it('CERT-13 has to be told the CA where two share subject and key', async () => {
    const { client } = emptyAccount()
    const subject = { CN: 'Fleet CA' }
    const signer = await createWebCryptoSigner(await createKeyPair())
    const old = await createSigningAuthority({ subject, signer })
    const renewed = await createSigningAuthority({ subject, signer })
    for (const { certificate } of [old, renewed]) {
      const authority = { caCertificate: certificate.pem, certificateMode: 'SNI_ONLY', setAsActive: true } as const
      await client.send(new RegisterCACertificateCommand(authority))
    }
    const { publicKey } = await createKeyPair()
    const { pem: certificatePem } = await issueDeviceCertificate({
      authority: old,
      publicKey,
      subject: { CN: 'device-1' },
    })
    await expect(client.send(new RegisterCertificateCommand({ certificatePem }))).rejects.toMatchObject({
      name: 'CertificateConflictException',
      $metadata: { httpStatusCode: 409 },
    })
    const caCertificatePem = renewed.certificate.pem
    const { certificateId } = await client.send(new RegisterCertificateCommand({ certificatePem, caCertificatePem }))
    const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
    expect(certificateDescription?.caCertificateId).toBe(renewed.certificate.id)
  })

  it.each(['DEFAULT', 'SNI_ONLY'] as const)('CERT-14 has the mode of its CA: %s', async (certificateMode) => {
    const emulator = emptyAccount()
    const authority = await createAuthority()
    await registerAuthority(emulator.client, authority, { certificateMode })
    const [called, connected] = [await authority.issue('device-1'), await authority.issue('device-2')]
    await emulator.client.send(new RegisterCertificateCommand({ certificatePem: called.certificatePem }))
    emulator.connectDevice(connected.certificatePem, 'device-2')
    const { certificates = [] } = await emulator.client.send(new ListCertificatesCommand({}))
    expect(certificates.map((certificate) => certificate.certificateMode)).toEqual([certificateMode, certificateMode])
  })

  it.each([
    ['is signed with SHA-1', { signatureAlgorithm: 'sha1WithRSAEncryption' }],
    ['has a key of RSA 1024', { publicKey: 'RSA-1024' }],
    ['has a key of RSASSA-PSS', { publicKey: 'RSASSA-PSS-2048' }],
    ['has a key on secp256k1', { publicKey: 'EC-secp256k1' }],
  ] as const)('CERT-15 cannot be registered, with a CA or without, when it %s', async (_, algorithms) => {
    const { client } = emptyAccount()
    const { pem } = certificateFixture({ subject: { CN: 'device-1' }, issuer: { CN: 'Fleet CA' }, ...algorithms })
    for (const Command of [RegisterCertificateCommand, RegisterCertificateWithoutCACommand]) {
      const refused = client.send(Reflect.construct(Command, [{ certificatePem: pem }]))
      await expect(refused).rejects.toMatchObject({
        name: 'CertificateValidationException',
        message: expect.stringContaining('cannot be registered'),
      })
    }
  })

  it('CERT-16 that names itself as its issuer must be signed by its own key', async () => {
    const { client } = emptyAccount()
    const name = { CN: 'device-1' }
    const impostor = certificateFixture({ subject: name, issuer: name })
    const refused = client.send(new RegisterCertificateWithoutCACommand({ certificatePem: impostor.pem }))
    await expect(refused).rejects.toMatchObject({ name: 'CertificateValidationException' })
    const { certificate } = await createSigningAuthority({
      subject: name,
      signer: await createWebCryptoSigner(await createKeyPair()),
    })
    const genuine = client.send(new RegisterCertificateWithoutCACommand({ certificatePem: certificate.pem }))
    await expect(genuine).resolves.toMatchObject({ certificateId: certificate.id })
  })

  it('CERT-17 can be registered as REVOKED, and as ACTIVE by the old flag', async () => {
    const { client } = emptyAccount()
    const authority = await createAuthority()
    await registerAuthority(client, authority)
    const registered = async (input: { readonly status?: 'REVOKED'; readonly setAsActive?: boolean }) => {
      const { certificatePem } = await authority.issue('device-1')
      const { certificateId } = await client.send(new RegisterCertificateCommand({ certificatePem, ...input }))
      const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
      return certificateDescription?.status
    }
    expect(await registered({ status: 'REVOKED' })).toBe('REVOKED')
    expect(await registered({ setAsActive: true })).toBe('ACTIVE')
  })

  it('CERT-18 is registered under no CA that has expired, neither by a call nor by a connection', async () => {
    let now = new Date()
    const emulator = emptyAccount({ clock: () => now })
    const notAfter = new Date(now.getTime() + 60_000)
    const identity = { subject: { CN: 'Fleet CA' }, signer: await createWebCryptoSigner(await createKeyPair()) }
    const { certificate } = await createSigningAuthority({ ...identity, notAfter })
    const caCertificate = certificate.pem
    const registration = { certificateMode: 'SNI_ONLY', setAsActive: true, allowAutoRegistration: true } as const
    await emulator.client.send(new RegisterCACertificateCommand({ caCertificate, ...registration }))
    // A device certificate cannot outlive its CA here, but others issue some that do.
    const authority = await createSigningAuthority(identity)
    const { publicKey } = await createKeyPair()
    const { pem: certificatePem } = await issueDeviceCertificate({ authority, publicKey, subject: { CN: 'late' } })
    now = new Date(notAfter.getTime() + 1000)
    const register = new RegisterCertificateCommand({ certificatePem })
    await expect(emulator.client.send(register)).rejects.toMatchObject({ name: 'CertificateValidationException' })
    expect(emulator.connectDevice(certificatePem, 'late')).toMatchObject({ reason: 'ca-expired' })
    expect(emulator.snapshot().certificates).toEqual({})
  })
})
