import { X509Certificate } from 'node:crypto'
import { CreateThingTypeCommand, RegisterThingCommand } from '@aws-sdk/client-iot'
import { createCertificateRequest, createKeyPair } from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import type { ProvisioningEvent } from '../event/provisioning-event.js'
import { arnPrefix, emptyAccount } from '../fixtures/account.js'
import { createAuthority, registerAuthority, registeredCertificate } from '../fixtures/certificates.js'
import { bulkBody } from '../fixtures/provisioning-templates.js'

const parameter = (name: string) => ({ [name]: { Type: 'String' } })
const byRequest = bulkBody({ CertificateSigningRequest: { Ref: 'CSR' } }, parameter('CSR'))
const byId = bulkBody({ CertificateId: { Ref: 'Id' } }, parameter('Id'))
const byPem = bulkBody({ CertificatePem: { Ref: 'Pem' } }, parameter('Pem'))

describe('RegisterThing', () => {
  it('REGISTER-01 certifies a request, and answers with the certificate and the ARNs by the names in the template', async () => {
    const emulator = emptyAccount({ transport: 'full' })
    const { pem: CSR } = await createCertificateRequest({ keys: await createKeyPair(), subject: { CN: 'any' } })
    const command = new RegisterThingCommand({ templateBody: byRequest, parameters: { SerialNumber: 'S-1', CSR } })
    const { certificatePem = '', resourceArns } = await emulator.client.send(command)
    const id = new X509Certificate(certificatePem).fingerprint256.replaceAll(':', '').toLowerCase()
    const { things, certificates, policies } = emulator.snapshot()
    const [policyName = ''] = Object.keys(policies)
    expect(resourceArns).toEqual({
      thing: `${arnPrefix}thing/S-1`,
      certificate: `${arnPrefix}cert/${id}`,
      policy: `${arnPrefix}policy/${policyName}`,
    })
    expect(things).toMatchObject({ 'S-1': { principals: [id] } })
    expect(certificates).toMatchObject({ [id]: { status: 'ACTIVE', policies: [policyName] } })
  })

  it('REGISTER-02 takes a certificate that is registered, by its id', async () => {
    const emulator = emptyAccount()
    const { certificateId: Id, certificatePem } = await registeredCertificate(emulator.client)
    const answer = await emulator.client.send(
      new RegisterThingCommand({ templateBody: byId, parameters: { SerialNumber: 'S-1', Id } }),
    )
    expect(answer.certificatePem).toBe(certificatePem)
    const other = new RegisterThingCommand({
      templateBody: byId,
      parameters: { SerialNumber: 'S-2', Id: 'f'.repeat(64) },
    })
    await expect(emulator.client.send(other)).rejects.toMatchObject({ name: 'ResourceRegistrationFailureException' })
  })

  it('REGISTER-03 registers a certificate of a registered CA', async () => {
    const emulator = emptyAccount()
    const authority = await createAuthority()
    await registerAuthority(emulator.client, authority)
    const { certificatePem: Pem } = await authority.issue('device-1')
    await emulator.client.send(
      new RegisterThingCommand({ templateBody: byPem, parameters: { SerialNumber: 'S-1', Pem } }),
    )
    expect(Object.values(emulator.snapshot().certificates)).toMatchObject([{ status: 'ACTIVE' }])
    const stranger = await (await createAuthority('Stranger')).issue('device-2')
    const parameters = { SerialNumber: 'S-2', Pem: stranger.certificatePem }
    await expect(
      emulator.client.send(new RegisterThingCommand({ templateBody: byPem, parameters })),
    ).rejects.toMatchObject({ name: 'ResourceRegistrationFailureException' })
  })

  it.each([
    ['a parameter without a value', byId, { SerialNumber: 'S-1' }, 'InvalidRequestException'],
    ['a value that is no name', byId, { SerialNumber: 'S 1', Id: 'f'.repeat(64) }, 'InvalidRequestException'],
    ['a parameter over 4096 characters', byId, { SerialNumber: 'S'.repeat(4097) }, 'InvalidRequestException'],
    ['a request that is none', byRequest, { SerialNumber: 'S-1', CSR: 'none' }, 'InvalidRequestException'],
    ['a PEM that is none', byPem, { SerialNumber: 'S-1', Pem: 'none' }, 'InvalidRequestException'],
    ['a template that is none', '{}', {}, 'InvalidRequestException'],
    [
      'a thing type that does not exist',
      bulkBody({ CertificateId: 'f'.repeat(64) }, {}, { thing: { ThingTypeName: 'sensor' } }),
      { SerialNumber: 'S-1' },
      'ResourceRegistrationFailureException',
    ],
  ])('REGISTER-04 refuses %s', async (_, templateBody, parameters, name) => {
    const emulator = emptyAccount()
    const command = new RegisterThingCommand({ templateBody, parameters })
    await expect(emulator.client.send(command)).rejects.toMatchObject({ name })
    expect(emulator.snapshot()).toMatchObject({ things: {}, certificates: {} })
  })

  it('REGISTER-05 fails for a thing that exists where the template says FAIL, and says so to who watches', async () => {
    const emulator = emptyAccount()
    const events: ProvisioningEvent[] = []
    emulator.on('provisioning', (event) => events.push(event))
    await emulator.client.send(new CreateThingTypeCommand({ thingTypeName: 'sensor' }))
    const { certificateId } = await registeredCertificate(emulator.client)
    const overrides = { ThingTypeName: 'FAIL' }
    const thing = { ThingTypeName: 'sensor' }
    const templateBody = bulkBody({ CertificateId: certificateId }, {}, { thing, overrides })
    const command = new RegisterThingCommand({ templateBody, parameters: { SerialNumber: 'S-1' } })
    await emulator.client.send(command)
    await expect(emulator.client.send(command)).rejects.toMatchObject({
      name: 'ResourceRegistrationFailureException',
      message: expect.stringContaining('ResourceConflictsException'),
    })
    expect(events).toMatchObject([
      { trigger: 'register-thing', outcome: 'provisioned' },
      { trigger: 'register-thing', outcome: 'failed', code: 'provisioning-conflict' },
    ])
  })
})
