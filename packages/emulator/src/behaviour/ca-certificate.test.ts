import {
  CreateProvisioningTemplateCommand,
  DeleteCACertificateCommand,
  DeleteRegistrationCodeCommand,
  DescribeCACertificateCommand,
  DescribeEndpointCommand,
  GetRegistrationCodeCommand,
  ListCACertificatesCommand,
  type ListCACertificatesCommandInput,
  ListCertificatesByCACommand,
  RegisterCACertificateCommand,
  RegisterCertificateCommand,
  UpdateCACertificateCommand,
} from '@aws-sdk/client-iot'
import { certificateFixture } from '@thingplan/core/testing'
import { createCertificateAuthority, issueVerificationCertificate } from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import { arnPrefix, emptyAccount } from '../fixtures/account.js'
import { createAuthority, registerAuthority } from '../fixtures/certificates.js'
import { jitpBody, roleArn } from '../fixtures/provisioning-templates.js'

describe('CA certificates', () => {
  it('CA-01 has one registration code for an account and region', async () => {
    const { client } = emptyAccount()
    const { registrationCode } = await client.send(new GetRegistrationCodeCommand({}))
    expect(registrationCode).toMatch(/^[0-9a-f]{64}$/)
    expect(await client.send(new GetRegistrationCodeCommand({}))).toMatchObject({ registrationCode })
    const elsewhere = emptyAccount({ region: 'us-east-1' }).client
    expect((await elsewhere.send(new GetRegistrationCodeCommand({}))).registrationCode).not.toBe(registrationCode)
  })

  it('CA-02 takes a CA in mode DEFAULT only with a verification certificate: its signature, the code as common name', async () => {
    const { client } = emptyAccount()
    const [authority, stranger] = [await createAuthority(), await createAuthority()]
    const { registrationCode = '' } = await client.send(new GetRegistrationCodeCommand({}))
    const caCertificate = authority.certificatePem
    const attempts = [
      [undefined, 'InvalidRequestException'],
      ['', 'InvalidRequestException'],
      ['no certificate', 'CertificateValidationException'],
      [await stranger.issueVerification(registrationCode), 'CertificateValidationException'],
      [await authority.issueVerification('f'.repeat(64)), 'RegistrationCodeValidationException'],
    ] as const
    for (const [verificationCertificate, name] of attempts) {
      const refused = client.send(new RegisterCACertificateCommand({ caCertificate, verificationCertificate }))
      await expect(refused).rejects.toMatchObject({ name })
    }
    const id = await registerAuthority(client, authority)
    const { certificateDescription } = await client.send(new DescribeCACertificateCommand({ certificateId: id }))
    expect(certificateDescription).toMatchObject({
      certificateArn: `${arnPrefix}cacert/${id}`,
      status: 'ACTIVE',
      autoRegistrationStatus: 'ENABLE',
      certificateMode: 'DEFAULT',
    })
  })

  it('CA-03 takes a CA in mode SNI_ONLY only without a verification certificate', async () => {
    const { client } = emptyAccount()
    const authority = await createAuthority()
    const { certificatePem } = await authority.issue('anything')
    const refused = client.send(
      new RegisterCACertificateCommand({
        caCertificate: authority.certificatePem,
        verificationCertificate: certificatePem,
        certificateMode: 'SNI_ONLY',
      }),
    )
    await expect(refused).rejects.toMatchObject({ name: 'InvalidRequestException' })
    const certificateId = await registerAuthority(client, authority, { certificateMode: 'SNI_ONLY' })
    const { certificateDescription } = await client.send(new DescribeCACertificateCommand({ certificateId }))
    expect(certificateDescription?.certificateMode).toBe('SNI_ONLY')
  })

  it('CA-04 registers a CA inactive and without auto-registration unless asked, once, and only a CA', async () => {
    const { client } = emptyAccount()
    const authority = await createAuthority()
    const sniOnly = { certificateMode: 'SNI_ONLY' } as const
    const register = new RegisterCACertificateCommand({ caCertificate: authority.certificatePem, ...sniOnly })
    const { certificateId } = await client.send(register)
    const { certificateDescription } = await client.send(new DescribeCACertificateCommand({ certificateId }))
    expect(certificateDescription).toMatchObject({ status: 'INACTIVE', autoRegistrationStatus: 'DISABLE' })
    await expect(client.send(register)).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      resourceId: certificateId,
      resourceArn: `${arnPrefix}cacert/${certificateId}`,
    })
    const { certificatePem } = await authority.issue('leaf')
    const leaf = client.send(new RegisterCACertificateCommand({ caCertificate: certificatePem, ...sniOnly }))
    await expect(leaf).rejects.toMatchObject({ name: 'CertificateValidationException' })
  })

  it('CA-05 takes ten CAs of one subject', async () => {
    const { client } = emptyAccount()
    for (let count = 1; count <= 10; count += 1) {
      await registerAuthority(client, await createAuthority(), { certificateMode: 'SNI_ONLY' })
    }
    const eleventh = registerAuthority(client, await createAuthority(), { certificateMode: 'SNI_ONLY' })
    await expect(eleventh).rejects.toMatchObject({ name: 'LimitExceededException' })
  })

  it('CA-06 changes status and auto-registration, each by itself', async () => {
    const { client } = emptyAccount()
    const certificateId = await registerAuthority(client, await createAuthority())
    await client.send(new UpdateCACertificateCommand({ certificateId, newAutoRegistrationStatus: 'DISABLE' }))
    await client.send(new UpdateCACertificateCommand({ certificateId, newStatus: 'INACTIVE' }))
    const { certificateDescription } = await client.send(new DescribeCACertificateCommand({ certificateId }))
    expect(certificateDescription).toMatchObject({ status: 'INACTIVE', autoRegistrationStatus: 'DISABLE' })
  })

  it('CA-07 deletes a CA that is INACTIVE', async () => {
    const { client } = emptyAccount()
    const certificateId = await registerAuthority(client, await createAuthority())
    const remove = new DeleteCACertificateCommand({ certificateId })
    await expect(client.send(remove)).rejects.toMatchObject({ name: 'CertificateStateException' })
    await client.send(new UpdateCACertificateCommand({ certificateId, newStatus: 'INACTIVE' }))
    await client.send(remove)
    await expect(client.send(remove)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it('CA-08 lists CAs newest first, in pages, and by the template that provisions their devices', async () => {
    let now = Date.now()
    const { client } = emptyAccount({ clock: () => new Date(now++) })
    const template = {
      templateName: 'jitp',
      type: 'JITP',
      templateBody: jitpBody(),
      provisioningRoleArn: roleArn,
    } as const
    await client.send(new CreateProvisioningTemplateCommand(template))
    const registrationConfigs = [undefined, { templateName: 'jitp' }, { templateBody: jitpBody(), roleArn }]
    const ids: string[] = []
    for (const registrationConfig of registrationConfigs) {
      ids.push(
        await registerAuthority(client, await createAuthority(), registrationConfig ? { registrationConfig } : {}),
      )
    }
    const listed = async (input: ListCACertificatesCommandInput) => {
      const { certificates, nextMarker } = await client.send(new ListCACertificatesCommand(input))
      return { ids: certificates?.map(({ certificateId }) => certificateId), nextMarker, certificates }
    }
    const all = await listed({})
    expect(all.ids).toEqual([...ids].reverse())
    expect(all.certificates?.[0]).toMatchObject({ certificateArn: `${arnPrefix}cacert/${ids[2]}`, status: 'ACTIVE' })
    const first = await listed({ pageSize: 2, ascendingOrder: true })
    expect(first.ids).toEqual(ids.slice(0, 2))
    expect(await listed({ pageSize: 2, ascendingOrder: true, marker: first.nextMarker })).toMatchObject({
      ids: ids.slice(2),
      nextMarker: undefined,
    })
    expect((await listed({ templateName: 'jitp' })).ids).toEqual([ids[1]])
    expect((await listed({ templateName: 'other' })).ids).toEqual([])
    await expect(listed({ pageSize: 251 })).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })

  it('CA-09 deletes the registration code: the old one is worth nothing, the next one is another', async () => {
    const { client } = emptyAccount()
    const remove = new DeleteRegistrationCodeCommand({})
    await expect(client.send(remove)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    const { registrationCode: old = '' } = await client.send(new GetRegistrationCodeCommand({}))
    const authority = await createAuthority()
    const register = new RegisterCACertificateCommand({
      caCertificate: authority.certificatePem,
      verificationCertificate: await authority.issueVerification(old),
    })
    await client.send(remove)
    await expect(client.send(register)).rejects.toMatchObject({ name: 'RegistrationCodeValidationException' })
    const { registrationCode } = await client.send(new GetRegistrationCodeCommand({}))
    expect(registrationCode).not.toBe(old)
    await expect(client.send(register)).rejects.toMatchObject({ name: 'RegistrationCodeValidationException' })
    await expect(registerAuthority(client, authority)).resolves.toHaveLength(64)
  })

  it.each([
    ['is signed with SHA-1', { signatureAlgorithm: 'sha1WithRSAEncryption' }],
    ['is signed with Ed25519', { signatureAlgorithm: 'Ed25519' }],
    ['has a key of RSA 1024', { publicKey: 'RSA-1024' }],
    ['has a key on secp256k1', { publicKey: 'EC-secp256k1' }],
    ['has a key of Ed25519', { publicKey: 'Ed25519' }],
  ] as const)('CA-10 refuses a CA certificate that %s', async (_, algorithms) => {
    const { client } = emptyAccount()
    const { pem } = certificateFixture({
      subject: { CN: 'Fleet CA' },
      issuer: { CN: 'Root' },
      basicConstraints: { ca: true },
      ...algorithms,
    })
    const register = new RegisterCACertificateCommand({ caCertificate: pem, certificateMode: 'SNI_ONLY' })
    await expect(client.send(register)).rejects.toMatchObject({
      name: 'CertificateValidationException',
      message: expect.stringMatching(/signed with|key/),
      $metadata: { httpStatusCode: 400 },
    })
  })

  it('CA-10 looks at the verification certificate, too', async () => {
    const { client } = emptyAccount()
    const authority = await createAuthority()
    const { registrationCode = '' } = await client.send(new GetRegistrationCodeCommand({}))
    const { pem } = certificateFixture({
      subject: { CN: registrationCode },
      issuer: { CN: 'Fleet CA' },
      signatureAlgorithm: 'sha1WithRSAEncryption',
    })
    const input = { caCertificate: authority.certificatePem, verificationCertificate: pem }
    await expect(client.send(new RegisterCACertificateCommand(input))).rejects.toMatchObject({
      name: 'CertificateValidationException',
      message: expect.stringContaining('sha1'),
    })
  })

  it('CA-11 refuses a CA that has expired; of a verification certificate the code counts, not the dates', async () => {
    let now = new Date()
    const { client } = emptyAccount({ clock: () => now })
    const notAfter = new Date(now.getTime() + 60_000)
    const authority = await createCertificateAuthority({ subject: { CN: 'Fleet CA' } })
    const brief = await createCertificateAuthority({ subject: { CN: 'Brief CA' }, notAfter })
    const { registrationCode = '' } = await client.send(new GetRegistrationCodeCommand({}))
    const { pem } = await issueVerificationCertificate({ authority, registrationCode, notAfter })
    now = new Date(notAfter.getTime() + 1000)
    const late = { caCertificate: brief.certificate.pem, certificateMode: 'SNI_ONLY' } as const
    await expect(client.send(new RegisterCACertificateCommand(late))).rejects.toMatchObject({
      name: 'CertificateValidationException',
      message: expect.stringContaining('expired'),
    })
    const inTime = { caCertificate: authority.certificate.pem, verificationCertificate: pem }
    await expect(client.send(new RegisterCACertificateCommand(inTime))).resolves.toMatchObject({
      certificateId: authority.certificate.id,
    })
  })

  it('CA-12 belongs to one account of a region in mode DEFAULT, and to many in mode SNI_ONLY', async () => {
    const first = emptyAccount()
    const isCaCertificateElsewhere = (id: string) => Object.hasOwn(first.snapshot().caCertificates, id)
    const { client } = emptyAccount({ accountId: '210987654321', isCaCertificateElsewhere })
    const authority = await createAuthority()
    const resourceId = await registerAuthority(first.client, authority)
    const taken = { name: 'ResourceAlreadyExistsException', resourceId, resourceArn: undefined }
    await expect(registerAuthority(client, authority)).rejects.toMatchObject(taken)
    await expect(registerAuthority(client, authority, { certificateMode: 'SNI_ONLY' })).resolves.toBe(resourceId)
  })

  it('CA-13 refuses a CA that names itself as its issuer, and is not signed by its own key', async () => {
    const { client } = emptyAccount()
    const impostor = certificateFixture({
      subject: { CN: 'Fleet CA' },
      issuer: { CN: 'Fleet CA' },
      basicConstraints: { ca: true },
    })
    const register = new RegisterCACertificateCommand({ caCertificate: impostor.pem, certificateMode: 'SNI_ONLY' })
    await expect(client.send(register)).rejects.toMatchObject({ name: 'CertificateValidationException' })
  })

  it('CA-14 leaves the certificates of its devices behind when it is deleted, and can be registered again', async () => {
    const emulator = emptyAccount()
    const { client } = emulator
    const authority = await createAuthority()
    const caCertificateId = await registerAuthority(client, authority)
    const { certificatePem } = await authority.issue('device-1')
    const { certificateId } = await client.send(new RegisterCertificateCommand({ certificatePem, status: 'ACTIVE' }))
    await client.send(new UpdateCACertificateCommand({ certificateId: caCertificateId, newStatus: 'INACTIVE' }))
    await client.send(new DeleteCACertificateCommand({ certificateId: caCertificateId }))
    const { certificates } = await client.send(new ListCertificatesByCACommand({ caCertificateId }))
    expect(certificates).toMatchObject([{ certificateId, status: 'ACTIVE' }])
    const { certificatePem: another } = await authority.issue('device-2')
    expect(emulator.connectDevice(another, 'device-2')).toMatchObject({ reason: 'certificate-unknown' })
    await expect(registerAuthority(client, authority)).resolves.toBe(caCertificateId)
  })

  it.each([DescribeCACertificateCommand, UpdateCACertificateCommand, DeleteCACertificateCommand])(
    'CA-15 that is not registered is a ResourceNotFoundException (%o)',
    async (Command) => {
      const { client } = emptyAccount()
      const missing = client.send(Reflect.construct(Command, [{ certificateId: 'f'.repeat(64) }]))
      await expect(missing).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        $metadata: { httpStatusCode: 404 },
      })
    },
  )
})

describe('endpoints', () => {
  it.each([
    ['iot:Data-ATS', /^[a-z0-9]+-ats\.iot\.eu-central-1\.amazonaws\.com$/],
    ['iot:CredentialProvider', /^[a-z0-9]+\.credentials\.iot\.eu-central-1\.amazonaws\.com$/],
  ])('ENDPOINT-01 names the endpoint %s', async (endpointType, form) => {
    const { client } = emptyAccount()
    const { endpointAddress } = await client.send(new DescribeEndpointCommand({ endpointType }))
    expect(endpointAddress).toMatch(form)
  })

  it.each(['iot:Data', 'iot:Jobs', undefined])(
    'ENDPOINT-02 refuses what new accounts do not have: %s',
    async (endpointType) => {
      const { client } = emptyAccount()
      const refused = client.send(new DescribeEndpointCommand({ endpointType }))
      await expect(refused).rejects.toMatchObject({ name: 'InvalidRequestException' })
    },
  )
})
