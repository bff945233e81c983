import {
  AddThingToThingGroupCommand,
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  CreateThingGroupCommand,
  RegisterCertificateCommand,
  UpdateCACertificateCommand,
} from '@aws-sdk/client-iot'
import { readDeviceState, removalFactsOf } from '@thingplan/aws-adapter'
import type { Certificate } from '@thingplan/core'
import { planRemoval, type Removal, type RemovalRequest } from '@thingplan/core/lifecycle'
import { deviceCertificate } from '../../world/material.js'
import { account, openWorld, type World } from '../../world/world.js'

export const leaving = 'sensor-1'
export const staying = 'sensor-2'
export const sharedPolicy = 'shared'
export const ownPolicy = 'of-sensor-1'

/** What is to become of the device. */
export interface RemovalKind {
  readonly name: string
  readonly variant: NonNullable<RemovalRequest['variant']>
  /** Whether the CA registers what it does not know. */
  readonly caAutoRegisters: boolean
}

/** An account with a device that is to go, and one that is to stay. */
export interface Furnished {
  readonly world: World
  /** Of the device that is to go: the one that it uses, and one that it has used before. */
  readonly certificates: readonly Certificate[]
  readonly neighbour: Certificate
  readonly removal: Removal
}

const policyDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iot:*', Resource: '*' }],
})

/** Detachments take effect after their answer: within seconds, and for policies within minutes. */
const detachDelays = { principal: 4_000, policy: 40_000 }

/** The plan is made before anything goes wrong, from what there is, and carried out as it was made. */
const planFor = async ({ emulator: { client } }: World, variant: RemovalKind['variant']): Promise<Removal> => {
  const facts = removalFactsOf(await readDeviceState({ client, account, thingName: leaving }))
  const quarantine = variant === 'quarantine' ? { quarantineGroup: 'quarantine' } : {}
  return planRemoval({ name: 'sensors', account, ...facts, variant, devicePolicies: [ownPolicy], ...quarantine })
}

export const furnish = async ({ variant, caAutoRegisters }: RemovalKind): Promise<Furnished> => {
  const world = await openWorld({ detachDelays })
  const { client } = world.emulator
  const [current, former, neighbour] = await Promise.all([
    deviceCertificate(leaving),
    deviceCertificate(leaving, 1),
    deviceCertificate(staying),
  ])
  for (const policyName of [sharedPolicy, ownPolicy]) {
    await client.send(new CreatePolicyCommand({ policyName, policyDocument }))
  }
  for (const thingGroupName of ['north', 'quarantine']) {
    await client.send(new CreateThingGroupCommand({ thingGroupName }))
  }
  const equip = async (
    thingName: string,
    { id, pem: certificatePem }: Certificate,
    status: 'ACTIVE' | 'INACTIVE',
    policies: readonly string[],
  ): Promise<void> => {
    const principal = `arn:aws:iot:${account.region}:${account.id}:cert/${id}`
    await client.send(new RegisterCertificateCommand({ certificatePem, status }))
    await client.send(new AttachThingPrincipalCommand({ thingName, principal }))
    for (const policyName of policies) await client.send(new AttachPolicyCommand({ policyName, target: principal }))
  }
  for (const [thingName, { id: certificateId }] of [
    [leaving, current],
    [staying, neighbour],
  ] as const) {
    const attributePayload = { attributes: { certificateId } }
    await client.send(new CreateThingCommand({ thingName, attributePayload }))
    await client.send(new AddThingToThingGroupCommand({ thingName, thingGroupName: 'north' }))
  }
  await equip(leaving, current, 'ACTIVE', [sharedPolicy, ownPolicy])
  await equip(leaving, former, 'INACTIVE', [sharedPolicy])
  await equip(staying, neighbour, 'ACTIVE', [sharedPolicy])
  if (!caAutoRegisters) {
    const newAutoRegistrationStatus = 'DISABLE'
    await client.send(
      new UpdateCACertificateCommand({ certificateId: world.caCertificateId, newAutoRegistrationStatus }),
    )
  }
  return { world, certificates: [current, former], neighbour, removal: await planFor(world, variant) }
}
