import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  DeleteCertificateCommand,
  DeletePolicyCommand,
  DeleteThingCommand,
  DetachPolicyCommand,
  DetachThingPrincipalCommand,
  type IoTClient,
  ListAttachedPoliciesCommand,
  ListThingPrincipalsCommand,
  UpdateCertificateCommand,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import type { Emulator } from '../emulator.js'
import { emptyAccount } from '../fixtures/account.js'
import { type RegisteredCertificate, registeredCertificate } from '../fixtures/certificates.js'
import { anything } from '../fixtures/policies.js'

interface SlowAccount extends RegisteredCertificate {
  readonly emulator: Emulator
  readonly client: IoTClient
  pass(milliseconds: number): void
}

const thingName = 'sensor-1'
const policyName = 'sensors'

/** A thing with a certificate that has a policy, in an account where detaching takes five seconds, and a policy's a minute. */
const slowAccount = async (): Promise<SlowAccount> => {
  let now = Date.now()
  const emulator = emptyAccount({ clock: () => new Date(now), detachDelays: { principal: 5_000, policy: 60_000 } })
  const { client } = emulator
  const certificate = await registeredCertificate(client)
  await client.send(new CreateThingCommand({ thingName }))
  await client.send(new AttachThingPrincipalCommand({ thingName, principal: certificate.certificateArn }))
  await client.send(new CreatePolicyCommand({ policyName, policyDocument: anything }))
  await client.send(new AttachPolicyCommand({ policyName, target: certificate.certificateArn }))
  const pass = (milliseconds: number): void => {
    now += milliseconds
  }
  return { emulator, client, ...certificate, pass }
}

const principalsOf = async (client: IoTClient): Promise<readonly string[]> =>
  (await client.send(new ListThingPrincipalsCommand({ thingName }))).principals ?? []

const policiesOf = async (client: IoTClient, target: string): Promise<readonly unknown[]> =>
  (await client.send(new ListAttachedPoliciesCommand({ target }))).policies ?? []

describe('detachments that take time', () => {
  it('DETACH-01 lists a principal until its time has come, and then no more', async () => {
    const { client, certificateArn: principal, pass } = await slowAccount()
    await client.send(new DetachThingPrincipalCommand({ thingName, principal }))
    pass(4_999)
    expect(await principalsOf(client)).toEqual([principal])
    pass(1)
    expect(await principalsOf(client)).toEqual([])
  })

  it('DETACH-02 keeps the thing until its principal is gone', async () => {
    const { client, certificateArn: principal, pass } = await slowAccount()
    await client.send(new DetachThingPrincipalCommand({ thingName, principal }))
    const deletion = new DeleteThingCommand({ thingName })
    await expect(client.send(deletion)).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining('still attached to one or more principals'),
    })
    pass(5_000)
    await client.send(deletion)
  })

  it('DETACH-03 keeps the certificate while thing or policy still hang on it', async () => {
    const { client, certificateId, certificateArn, pass } = await slowAccount()
    const deletion = new DeleteCertificateCommand({ certificateId })
    await expect(client.send(deletion)).rejects.toMatchObject({ name: 'CertificateStateException' })
    await client.send(new UpdateCertificateCommand({ certificateId, newStatus: 'INACTIVE' }))
    await client.send(new DetachPolicyCommand({ policyName, target: certificateArn }))
    await client.send(new DetachThingPrincipalCommand({ thingName, principal: certificateArn }))
    await expect(client.send(deletion)).rejects.toMatchObject({ name: 'DeleteConflictException' })
    pass(5_000)
    await expect(client.send(deletion)).rejects.toMatchObject({ name: 'DeleteConflictException' })
    pass(55_000)
    await client.send(deletion)
  })

  it('DETACH-04 keeps a policy, in force too, until it is detached', async () => {
    const { emulator, client, certificatePem, certificateArn: target, pass } = await slowAccount()
    await client.send(new DetachPolicyCommand({ policyName, target }))
    pass(59_999)
    const deletion = new DeletePolicyCommand({ policyName })
    await expect(client.send(deletion)).rejects.toMatchObject({ name: 'DeleteConflictException' })
    expect(await policiesOf(client, target)).toHaveLength(1)
    expect(emulator.connectDevice(certificatePem, 'any')).toMatchObject({ accepted: true })
    pass(1)
    expect(emulator.connectDevice(certificatePem, 'any')).toMatchObject({ accepted: false, reason: 'connect-denied' })
    await client.send(deletion)
  })

  it('DETACH-05 takes a second detachment for the first, and lets the first one count', async () => {
    const { client, certificateArn: principal, pass } = await slowAccount()
    const detachment = new DetachThingPrincipalCommand({ thingName, principal })
    await client.send(detachment)
    pass(3_000)
    await client.send(detachment)
    pass(2_000)
    expect(await principalsOf(client)).toEqual([])
    await expect(client.send(detachment)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it('DETACH-06 lets what was attached again be attached', async () => {
    const { client, certificateArn, pass } = await slowAccount()
    await client.send(new DetachThingPrincipalCommand({ thingName, principal: certificateArn }))
    await client.send(new DetachPolicyCommand({ policyName, target: certificateArn }))
    await client.send(new AttachThingPrincipalCommand({ thingName, principal: certificateArn }))
    await client.send(new AttachPolicyCommand({ policyName, target: certificateArn }))
    pass(60_000)
    expect(await principalsOf(client)).toEqual([certificateArn])
    expect(await policiesOf(client, certificateArn)).toHaveLength(1)
  })

  it.each([
    [{ principal: -1 }, 'detachDelays.principal'],
    [{ policy: Number.NaN }, 'detachDelays.policy'],
    [{ policies: 1 }, 'policies'],
  ])('DETACH-07 refuses delays that are none: %j', (detachDelays, field) => {
    expect(() => Reflect.apply(emptyAccount, undefined, [{ detachDelays }])).toThrow(
      expect.objectContaining({ code: 'emulator-option', field }),
    )
  })
})
