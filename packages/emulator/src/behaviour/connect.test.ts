import { X509Certificate } from 'node:crypto'
import {
  AddThingToThingGroupCommand,
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  CreateThingGroupCommand,
  DeleteCertificateCommand,
  DescribeCertificateCommand,
  RegisterCACertificateCommand,
  UpdateCACertificateCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot'
import { createCertificateAuthority, createKeyPair, issueDeviceCertificate } from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import type { Emulator } from '../emulator.js'
import type { RegisteredEvent } from '../event/registered-event.js'
import { accountId, arnPrefix, emptyAccount } from '../fixtures/account.js'
import { activeCertificate } from '../fixtures/active-certificate.js'
import { createAuthority, registerAuthority } from '../fixtures/certificates.js'
import { anything, policyText } from '../fixtures/policies.js'

const registeredEvents = (emulator: Emulator): readonly RegisteredEvent[] => {
  const events: RegisteredEvent[] = []
  emulator.on('registered', (event) => events.push(event))
  return events
}

describe('a CONNECT', () => {
  it('CONNECT-01 registers the unknown certificate of an auto-registering CA as PENDING_ACTIVATION, and is refused', async () => {
    const emulator = emptyAccount()
    const authority = await createAuthority()
    const caCertificateId = await registerAuthority(emulator.client, authority)
    const { certificatePem } = await authority.issue('device-1')
    const result = emulator.connectDevice(certificatePem, 'device-1')
    expect(result).toMatchObject({ accepted: false, reason: 'certificate-registered' })
    const { certificateId } = result
    const { certificateDescription } = await emulator.client.send(new DescribeCertificateCommand({ certificateId }))
    expect(certificateDescription).toMatchObject({ status: 'PENDING_ACTIVATION', caCertificateId })
  })

  it('CONNECT-02 sends an event at the registration, and again while the certificate is PENDING_ACTIVATION', async () => {
    let now = new Date()
    const emulator = emptyAccount({ clock: () => now })
    const events = registeredEvents(emulator)
    const authority = await createAuthority()
    const caCertificateId = await registerAuthority(emulator.client, authority)
    const { certificatePem } = await authority.issue('device-1')

    const registeredAt = now.getTime()
    const { certificateId } = emulator.connectDevice(certificatePem, 'device-1')
    now = new Date(registeredAt + 60_000)
    expect(emulator.connectDevice(certificatePem, 'device-1')).toMatchObject({
      reason: 'certificate-pending-activation',
    })

    const fields = { certificateId, caCertificateId, certificateStatus: 'PENDING_ACTIVATION', awsAccountId: accountId }
    expect(events).toEqual([
      { ...fields, timestamp: registeredAt, certificateRegistrationTimestamp: null },
      { ...fields, timestamp: registeredAt + 60_000, certificateRegistrationTimestamp: String(registeredAt) },
    ])
  })

  const silent = [
    ['an unregistered CA', undefined, 'certificate-unknown'],
    ['an INACTIVE CA', { active: false }, 'ca-inactive'],
    ['a CA without auto-registration', { autoRegistration: false }, 'auto-registration-disabled'],
  ] as const

  it.each(silent)('CONNECT-03 registers nothing for %s', async (_, registration, reason) => {
    const emulator = emptyAccount()
    const events = registeredEvents(emulator)
    const authority = await createAuthority()
    if (registration !== undefined) await registerAuthority(emulator.client, authority, registration)
    const { certificatePem } = await authority.issue('device-1')
    expect(emulator.connectDevice(certificatePem, 'device-1')).toMatchObject({ accepted: false, reason })
    expect(events).toEqual([])
    expect(emulator.snapshot().certificates).toEqual({})
  })

  it('CONNECT-03 registers nothing that only bears the name of a registered CA', async () => {
    const emulator = emptyAccount()
    await registerAuthority(emulator.client, await createAuthority())
    const { certificatePem } = await (await createAuthority()).issue('device-1')
    expect(emulator.connectDevice(certificatePem, 'device-1')).toMatchObject({ reason: 'certificate-unknown' })
  })

  it('CONNECT-03 registers nothing whose signature does not verify, however well the names fit', async () => {
    const emulator = emptyAccount()
    const authority = await createAuthority()
    await registerAuthority(emulator.client, authority)
    const forged = new Uint8Array(new X509Certificate((await authority.issue('device-1')).certificatePem).raw)
    forged[forged.length - 1] = (forged.at(-1) ?? 0) ^ 1
    expect(emulator.connectDevice(forged, 'device-1')).toMatchObject({ reason: 'certificate-unknown' })
  })

  it.each([{ newAutoRegistrationStatus: 'DISABLE' }, { newStatus: 'INACTIVE' }] as const)(
    'CONNECT-04 announces a waiting certificate no longer when its CA stops registering: %j',
    async (change) => {
      const emulator = emptyAccount()
      const events = registeredEvents(emulator)
      const authority = await createAuthority()
      const certificateId = await registerAuthority(emulator.client, authority)
      const { certificatePem } = await authority.issue('device-1')
      emulator.connectDevice(certificatePem, 'device-1')
      await emulator.client.send(new UpdateCACertificateCommand({ certificateId, ...change }))
      emulator.connectDevice(certificatePem, 'device-1')
      expect(events).toHaveLength(1)
    },
  )

  it('CONNECT-05 registers a deleted certificate again', async () => {
    const emulator = emptyAccount()
    const events = registeredEvents(emulator)
    const authority = await createAuthority()
    await registerAuthority(emulator.client, authority)
    const { certificatePem } = await authority.issue('device-1')
    const { certificateId } = emulator.connectDevice(certificatePem, 'device-1')
    await emulator.client.send(new DeleteCertificateCommand({ certificateId }))
    const again = emulator.connectDevice(certificatePem, 'device-1')
    expect(again).toMatchObject({ accepted: false, reason: 'certificate-registered' })
    expect(events.map((event) => event.certificateRegistrationTimestamp)).toEqual([null, null])
  })

  it.each([
    ['INACTIVE', 'certificate-inactive'],
    ['REVOKED', 'certificate-revoked'],
  ] as const)('CONNECT-06 is refused with a certificate that is %s', async (newStatus, reason) => {
    const emulator = emptyAccount()
    const { certificatePem, certificateId } = await activeCertificate(emulator.client, [anything])
    expect(emulator.connectDevice(certificatePem, 'device-1')).toEqual({ accepted: true, certificateId })
    await emulator.client.send(new UpdateCertificateCommand({ certificateId, newStatus }))
    expect(emulator.connectDevice(certificatePem, 'device-1')).toMatchObject({ accepted: false, reason })
  })

  it('CONNECT-07 is refused outside the validity of the certificate, before anything is registered', async () => {
    let now = new Date()
    const emulator = emptyAccount({ clock: () => now })
    const authority = await createAuthority()
    await registerAuthority(emulator.client, authority)
    const notBefore = new Date('2030-01-01T00:00:00Z')
    const notAfter = new Date('2031-01-01T00:00:00Z')
    const { certificatePem } = await authority.issue('device-1', { notBefore, notAfter })
    const moments = [
      [notBefore.getTime() - 1000, 'certificate-not-yet-valid'],
      [notAfter.getTime() + 1000, 'certificate-expired'],
      [notBefore.getTime(), 'certificate-registered'],
    ] as const
    for (const [moment, reason] of moments) {
      now = new Date(moment)
      expect(emulator.connectDevice(certificatePem, 'device-1')).toMatchObject({ reason })
    }
  })

  it('CONNECT-14 is refused with a certificate that AWS IoT would not register, and leaves no trace', async () => {
    const emulator = emptyAccount()
    const authority = await createCertificateAuthority({ subject: { CN: 'Fleet CA' } })
    const registration = { certificateMode: 'SNI_ONLY', setAsActive: true, allowAutoRegistration: true } as const
    const caCertificate = authority.certificate.pem
    await emulator.client.send(new RegisterCACertificateCommand({ caCertificate, ...registration }))
    const { publicKey } = await createKeyPair('Ed25519')
    const device = { authority, publicKey, subject: { CN: 'device-1' }, target: 'x509' } as const
    const { pem } = await issueDeviceCertificate(device)
    expect(emulator.connectDevice(pem, 'device-1')).toMatchObject({ reason: 'certificate-unsupported' })
    expect(emulator.snapshot().certificates).toEqual({})
  })

  const connectPolicies = [
    ['no policy', [], false],
    ['a policy for another client', [policyText({ action: 'iot:Connect', on: 'client/other' })], false],
    ['a policy for this client', [policyText({ action: 'iot:Connect', on: 'client/device-1' })], true],
    [
      'an Allow and a Deny',
      [anything, policyText({ effect: 'Deny', action: 'iot:Connect', on: 'client/device-1' })],
      false,
    ],
  ] as const

  it.each(connectPolicies)(
    'CONNECT-08 wants iot:Connect from a policy of the certificate: %s',
    async (_, policies, accepted) => {
      const emulator = emptyAccount()
      const { certificatePem } = await activeCertificate(emulator.client, policies)
      const result = emulator.connectDevice(certificatePem, 'device-1')
      expect(result).toMatchObject(accepted ? { accepted } : { accepted, reason: 'connect-denied' })
    },
  )

  it('CONNECT-09 takes the policies of the groups of its thing, and of their ancestors; of its own thing only', async () => {
    const emulator = emptyAccount()
    const { client } = emulator
    const { certificatePem, certificateArn } = await activeCertificate(client, [])
    await client.send(new CreateThingCommand({ thingName: 'device-1' }))
    await client.send(new CreateThingGroupCommand({ thingGroupName: 'root' }))
    await client.send(new CreateThingGroupCommand({ thingGroupName: 'leaf', parentGroupName: 'root' }))
    await client.send(new AddThingToThingGroupCommand({ thingGroupName: 'leaf', thingName: 'device-1' }))
    await client.send(new CreatePolicyCommand({ policyName: 'p', policyDocument: anything }))
    await client.send(new AttachPolicyCommand({ policyName: 'p', target: `${arnPrefix}thinggroup/root` }))
    expect(emulator.connectDevice(certificatePem, 'device-1').accepted).toBe(false)
    await client.send(new AttachThingPrincipalCommand({ thingName: 'device-1', principal: certificateArn }))
    expect(emulator.connectDevice(certificatePem, 'device-1').accepted).toBe(true)
    expect(emulator.connectDevice(certificatePem, 'another-id').accepted).toBe(false)
  })

  it.each([
    ['NON_EXCLUSIVE_THING', 'device-1', true],
    ['NON_EXCLUSIVE_THING', 'another-id', false],
    ['EXCLUSIVE_THING', 'another-id', true],
  ] as const)(
    'CONNECT-10 finds the thing by its name as client id, or by its exclusive attachment: %s as %s',
    async (thingPrincipalType, clientId, accepted) => {
      const emulator = emptyAccount()
      const { client } = emulator
      const { certificatePem, certificateArn } = await activeCertificate(client, [
        policyText({
          action: 'iot:Connect',
          on: '*',
          condition: { Bool: { 'iot:Connection.Thing.IsAttached': 'true' } },
        }),
      ])
      await client.send(new CreateThingCommand({ thingName: 'device-1' }))
      const attachment = { thingName: 'device-1', principal: certificateArn, thingPrincipalType }
      await client.send(new AttachThingPrincipalCommand(attachment))
      expect(emulator.connectDevice(certificatePem, clientId).accepted).toBe(accepted)
    },
  )

  it.each([
    ['an empty one', '', false],
    ['a reserved one', '$device', false],
    ['128 bytes', 'ä'.repeat(64), true],
    ['129 bytes', `${'ä'.repeat(64)}a`, false],
  ])('CONNECT-11 wants a client id of 1 to 128 bytes without a leading $: %s', async (_, clientId, accepted) => {
    const emulator = emptyAccount()
    const { certificatePem } = await activeCertificate(emulator.client, [anything])
    expect(emulator.connectDevice(certificatePem, clientId).accepted).toBe(accepted)
  })

  it('CONNECT-12 lets policies deny sessions that outlive the connection', async () => {
    const emulator = emptyAccount()
    const { certificatePem } = await activeCertificate(emulator.client, [
      anything,
      policyText({
        effect: 'Deny',
        action: 'iot:Connect',
        on: '*',
        condition: { 'ForAnyValue:StringEquals': { 'iot:ConnectAttributes': 'PersistentConnect' } },
      }),
    ])
    expect(emulator.connectDevice(certificatePem, 'device-1').accepted).toBe(true)
    expect(emulator.connectDevice(certificatePem, 'device-1', { cleanSession: false }).accepted).toBe(false)
  })

  it('CONNECT-13 with something that is no certificate is refused', () => {
    const emulator = emptyAccount()
    const result = emulator.connectDevice('no certificate', 'device-1')
    expect(result).toEqual({ accepted: false, reason: 'certificate-malformed' })
  })
})
