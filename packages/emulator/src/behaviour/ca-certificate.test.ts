import {
  DeleteCACertificateCommand,
  DescribeCACertificateCommand,
  DescribeEndpointCommand,
  GetRegistrationCodeCommand,
  RegisterCACertificateCommand,
  UpdateCACertificateCommand,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { arnPrefix, emptyAccount } from '../fixtures/account.js'
import { createAuthority, registerAuthority } from '../fixtures/certificates.js'

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
