import { type DeviceStore, enrolDevice } from '@thingplan/core/lifecycle'
import type { Flow, Scene } from '../../flow.js'
import { keepCryptographyOnTheLoop } from '../../world/keep-cryptography-on-the-loop.js'
import { fleetAuthority } from '../../world/material.js'
import { openWorld } from '../../world/world.js'
import { createErrands, type Errand } from '../errand.js'
import { createDevice, type VendedDevice } from './device.js'
import { lookOn } from './look-on.js'
import { type Certifier, leaseMilliseconds, type Machine, overlapMilliseconds, startMachine } from './machine.js'
import { ownKeys, sealedKeys, vendingMaterial } from './material.js'
import { poisonFor } from './poison.js'
import { createWatchedStore } from './watched-store.js'

const tokens = ['AAECAwQFBgcICQoLDA0ODw', 'EBESExQVFhcYGRobHB0eHw', 'ICEiIyQlJicoKSorLC0uLw'] as const

/** Who comes, by the seed: each alone first, which takes less time than all of them. */
const casts = [
  { visits: 2, isSealed: false },
  { visits: 0, isSealed: true },
  { visits: 2, isSealed: true },
  { visits: 1, isSealed: false },
] as const

const castOf = (seed: number): (typeof casts)[number] => casts[seed % casts.length] ?? casts[0]

/**
 * What goes on beside everything else: devices connect, and schedules run, the sweep while others issue, too. Done once it has come to its end after all
 * others, and after what they have left has had its time.
 */
const scheduled = (devices: readonly VendedDevice[], isQuiet: () => boolean): readonly Errand<Machine>[] => {
  const errand = (id: string, run: (machine: Machine) => Promise<boolean>): Errand<Machine> => ({
    id,
    isPoison: false,
    run: async (machine) => {
      const isLast = isQuiet()
      // A schedule that has failed runs again.
      const isClean = await run(machine).catch(() => false)
      return isLast && isClean ? 'settled' : 'again'
    },
  })
  return [
    ...devices.map(({ serialNumber, connect }) =>
      errand(`${serialNumber} goes on connecting`, async (machine) => (await connect(machine)) === 'settled'),
    ),
    errand('what is due', async (machine) => (await machine.runDue()).failed === 0),
    errand('the sweep', async (machine) => {
      const { failures, left } = await machine.sweep()
      return failures.length === 0 && left['lease-not-over'] === undefined
    }),
  ]
}

/** The parts of a machine, for mutants to stand in front of. */
export interface VendingParts {
  store(store: DeviceStore): DeviceStore
}

const asItShips: VendingParts = { store: (store) => store }

const setScene = async (certifier: Certifier, seed: number, parts: VendingParts): Promise<Scene> => {
  keepCryptographyOnTheLoop()
  const [authority, material] = await Promise.all([fleetAuthority(), vendingMaterial()])
  const world = await openWorld({ provisioning: { requestSubject: 'keep' } })
  const { store, records } = createWatchedStore()
  const { requests, sealingKey, sealingKeyHash } = material
  const ownVisits = [
    { token: tokens[0], wish: { csr: requests.first } },
    { token: tokens[1], wish: { csr: requests.second } },
  ]
  await store.write(enrolDevice(ownKeys))
  await store.write(enrolDevice(sealedKeys, { sealingKeyHashes: [sealingKeyHash] }))
  const cast = castOf(seed)
  const devices = [
    ...(cast.visits === 0 ? [] : [createDevice(ownKeys, ownVisits.slice(0, cast.visits), world.emulator)]),
    ...(cast.isSealed ? [createDevice(sealedKeys, [{ token: tokens[2], wish: { sealingKey } }], world.emulator)] : []),
  ]
  const served = new Set<string>()
  const poison = poisonFor(tokens[0], material, (name) => served.add(name))
  const chosen = [poison[seed % poison.length], poison[(seed + 3) % poison.length]].flatMap((each) => each ?? [])
  const ofDevices = devices.flatMap((device) => device.errands)
  let quietSince: number | undefined
  const isQuiet = (): boolean =>
    quietSince !== undefined && world.clock.now().getTime() > quietSince + overlapMilliseconds + leaseMilliseconds
  const errands = createErrands([...ofDevices, ...chosen, ...scheduled(devices, isQuiet)])
  const onlooker = lookOn(world.emulator, records, devices)
  const room = { world, store: parts.store(store), authority, certifier }
  return {
    clock: world.clock,
    deliveries: errands.deliveries,
    startWorker: (faults) => {
      const machine = startMachine(room, faults)
      return { deliver: (deliveries) => errands.carryOut(deliveries, machine) }
    },
    passTime: async () => {
      await world.clock.advance(2 * leaseMilliseconds)
      if (quietSince === undefined && errands.areDone(ofDevices)) quietSince = world.clock.now().getTime()
    },
    ...onlooker,
    remains: () => [...onlooker.remains(), ...[...served].map((name) => `${name} was answered with a certificate`)],
  }
}

/** Devices that ask a vending machine for certificates. */
export const createVendingFlow = (certifier: Certifier, parts: VendingParts = asItShips): Flow => ({
  name: `vending-${certifier}`,
  setScene: (seed) => setScene(certifier, seed, parts),
})

/** By AWS IoT, and by a CA of one's own. */
export const vendingFlows: readonly Flow[] = [createVendingFlow('aws-iot'), createVendingFlow('own-ca')]
