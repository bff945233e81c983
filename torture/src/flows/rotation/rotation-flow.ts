import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  RegisterCertificateCommand,
} from '@aws-sdk/client-iot'
import type { RotationRecord } from '@thingplan/core/lifecycle'
import { allowRotation } from '@thingplan/core/lifecycle'
import type { Flow, Scene } from '../../flow.js'
import { keepCryptographyOnTheLoop } from '../../world/keep-cryptography-on-the-loop.js'
import { deviceCertificate, fleetAuthority } from '../../world/material.js'
import { account, openWorld, type World } from '../../world/world.js'
import { createErrands, type Errand } from '../errand.js'
import { type Certifier, type RotationDesk, startDesk } from './desk.js'
import { createDevice, type RotatedDevice } from './device.js'
import { type Expected, lookOn } from './look-on.js'
import { rotationRequests, silent, talkative } from './material.js'
import { poisonFor } from './poison.js'
import { createWatchedStore } from './watched-store.js'

const policyName = 'sensor'
const policyDocument = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iot:*', Resource: '*' }],
})

/** Nobody is to rest for longer than this before the schedule takes up what they left. */
const quietMs = 60_000
const yearMs = 365 * 86_400_000
/** How long the device that never acknowledges has time to. */
const provingMs = 600_000

/** The device as its vendor has delivered it: with the vendor's certificate, ACTIVE and attached. */
const deliver = async ({ emulator: { client } }: World, { thingName, vendor }: RotatedDevice): Promise<void> => {
  const principal = `arn:aws:iot:${account.region}:${account.id}:cert/${vendor.id}`
  await client.send(new RegisterCertificateCommand({ certificatePem: vendor.pem, status: 'ACTIVE' }))
  const attributePayload = { attributes: { certificateId: vendor.id } }
  await client.send(new CreateThingCommand({ thingName, attributePayload }))
  await client.send(new AttachThingPrincipalCommand({ thingName, principal }))
  await client.send(new AttachPolicyCommand({ policyName, target: principal }))
}

/** Nothing is open, and what was taken out has been looked at once again. */
const isOver = ({ state, retired = [] }: RotationRecord): boolean =>
  (state === 'completed' || state === 'rolled-back') && retired.length === 0

/**
 * What runs beside everything else, also while others are still at what it takes up; done once it has come to its end after all others,
 * and after what they have left has had its time.
 */
const scheduled = (
  records: ReadonlyMap<string, RotationRecord>,
  isQuiet: () => boolean,
): readonly Errand<RotationDesk>[] => {
  const errand = (id: string, run: (desk: RotationDesk) => Promise<boolean>): Errand<RotationDesk> => ({
    id,
    isPoison: false,
    run: async (desk) => {
      const isLast = isQuiet()
      // A schedule that has failed runs again.
      const isClean = await run(desk).catch(() => false)
      return isLast && isClean ? 'settled' : 'again'
    },
  })
  return [
    errand('the schedule', async (desk) => {
      await desk.resume()
      return [...records.values()].every(isOver)
    }),
    errand('the sweep', async (desk) => {
      const { failures, left } = await desk.sweep()
      return failures.length === 0 && left['lease-not-over'] === undefined
    }),
  ]
}

/** Who is there, by the seed: each alone first, which takes less time than all of them. */
const casts = [
  { jobs: 1, isSilentThere: false },
  { jobs: 0, isSilentThere: true },
  { jobs: 2, isSilentThere: true },
  { jobs: 2, isSilentThere: false },
] as const

const castOf = (seed: number): (typeof casts)[number] => casts[seed % casts.length] ?? casts[0]

const setScene = async (certifier: Certifier, seed: number): Promise<Scene> => {
  keepCryptographyOnTheLoop()
  const [authority, requests, ...vendors] = await Promise.all([
    fleetAuthority(),
    rotationRequests(),
    deviceCertificate(`vendor-${talkative}`),
    deviceCertificate(`vendor-${silent}`),
  ])
  const world = await openWorld({ provisioning: { requestSubject: 'keep' } })
  const { emulator } = world
  await emulator.client.send(new CreatePolicyCommand({ policyName, policyDocument }))
  const { store, records } = createWatchedStore(world.clock.now)
  const [ofTalkative, ofSilent] = vendors
  const { jobs, isSilentThere } = castOf(seed)
  const proven = createDevice({
    name: talkative,
    vendor: ofTalkative,
    world,
    jobs: [
      { id: 'job-1', withinMs: yearMs, request: requests.first, isAcknowledged: true } as const,
      { id: 'job-2', withinMs: yearMs, request: requests.second, isAcknowledged: true } as const,
    ].slice(0, jobs),
  })
  const unproven = createDevice({
    name: silent,
    vendor: ofSilent,
    world,
    jobs: [{ id: 'job-3', withinMs: provingMs, request: requests.unproven, isAcknowledged: false }],
  })
  const expected: readonly Expected[] = [
    ...(jobs === 0 ? [] : [{ device: proven, end: 'completed' } as const]),
    ...(isSilentThere ? [{ device: unproven, end: 'rolled-back' } as const] : []),
  ]
  const devices = expected.map(({ device }) => device)
  for (const device of devices) {
    await deliver(world, device)
    const { name, thingName } = device
    await store.write({ record: allowRotation({ device: name, thingName }), expects: { version: 0 } })
  }
  // The devices were delivered long ago: something else has changed since, so that nobody reads of a time before their delivery.
  await emulator.client.send(new CreatePolicyCommand({ policyName: 'of-others', policyDocument }))
  const poison = poisonFor(requests, { [talkative]: ofTalkative.id, [silent]: ofSilent.id })
  const chosen = [poison[seed % poison.length], poison[(seed + 3) % poison.length]].flatMap((each) => each ?? [])
  const ofDevices = devices.flatMap(({ errands }) => errands)
  let isQuiet = false
  const errands = createErrands([...ofDevices, ...chosen, ...scheduled(records, () => isQuiet)])
  const reply = (topic: string, payload: string): void => {
    for (const device of devices) if (topic.includes(`/${device.name}/`)) device.hear(topic, payload)
  }
  const room = { world, store, authority, certifier, reply }
  return {
    clock: world.clock,
    deliveries: errands.deliveries,
    startWorker: (faults) => {
      const desk = startDesk(room, faults)
      return { deliver: (deliveries) => errands.carryOut(deliveries, desk) }
    },
    passTime: async () => {
      await world.clock.advance(2 * quietMs)
      isQuiet = errands.areDone(ofDevices)
    },
    ...lookOn(emulator, records, expected),
  }
}

/** Devices that change their certificates: one that proves two, and one that never proves what it was given. */
export const rotationFlows: readonly Flow[] = (['own-ca', 'aws-iot'] as const).map((certifier) => ({
  name: `rotation-${certifier}`,
  setScene: (seed) => setScene(certifier, seed),
}))
