import type { IoTClient } from '@aws-sdk/client-iot'
import { createIotDriver } from '@thingplan/aws-adapter'
import { createAuthorityIssuer, createIotIssuer, type Issuer } from '@thingplan/aws-adapter/authority'
import {
  createSightingHandler,
  createVendingHandler,
  type DueReport,
  runDue,
  type SweepReport,
  sweepOrphans,
  type VendingHandler,
} from '@thingplan/aws-adapter/vending'
import { defineRegistration } from '@thingplan/core'
import { type DeviceStore, defineVending, type Vending } from '@thingplan/core/lifecycle'
import type { EmulatedProcess, Faults } from '@thingplan/emulator'
import type { CertificateAuthority } from '@thingplan/pki'
import { ownTopics } from '@thingplan/templates'
import type { Answer } from '../../flow.js'
import { disturb } from '../../world/disturb.js'
import { account, type World } from '../../world/world.js'
import { disturbStore } from '../disturb-store.js'

export const leaseMilliseconds = 60_000
export const overlapMilliseconds = 300_000

/** Whose certificates the machine hands out. */
export type Certifier = 'aws-iot' | 'own-ca'

/** What all machines of a scene have in common. */
export interface MachineRoom {
  readonly world: World
  readonly store: DeviceStore
  readonly authority: CertificateAuthority
  readonly certifier: Certifier
}

/** One process: what devices ask, what AWS IoT reports of them, and what a schedule starts. */
export interface Machine {
  readonly fetch: VendingHandler['fetch']
  /** Takes note of the connection of a device. */
  see(event: object): Promise<Answer>
  runDue(): Promise<DueReport>
  sweep(): Promise<SweepReport>
  readonly store: DeviceStore
}

const pumps = defineRegistration({
  name: 'pumps',
  rules: [],
  profiles: [
    { thing: { name: 'pump-<%= certificate.attributes.subject.CN %>' }, policies: [ownTopics({ prefix: 'pump' })] },
  ],
})

const rulesFor = (issuer: Certifier): Vending =>
  defineVending({
    account,
    registration: pumps,
    issuer,
    leaseMilliseconds,
    overlapMilliseconds,
    // A device whose answers are lost again and again asks on; that it is stopped some day is not what is examined here.
    mostSupersessions: 30,
    attempts: { most: 1000 },
  })

const issuerOf = (
  { certifier, authority, world }: MachineRoom,
  client: IoTClient,
  process: EmulatedProcess,
): Issuer => {
  if (certifier === 'aws-iot') return createIotIssuer({ client })
  // A copy: what is frozen shows nothing but itself.
  return disturb({ ...createAuthorityIssuer({ authority, clock: world.clock.now }) }, 'Issuer', process)
}

export const startMachine = (room: MachineRoom, faults: Faults | undefined): Machine => {
  const { clock, emulator } = room.world
  const process = emulator.createProcess(faults === undefined ? {} : { faults })
  const client = emulator.createClient({ process })
  const store = disturbStore(room.store, 'DeviceStore', process)
  const vending = rulesFor(room.certifier)
  const driver = createIotDriver({ client, account, clock: clock.now, sleep: clock.sleep })
  const { fetch } = createVendingHandler({
    vending,
    store,
    driver,
    issuer: issuerOf(room, client, process),
    subject: (serialNumber) => ({ CN: serialNumber }),
    ownsDevice: 'nobody',
    refusalMs: 0,
    clock: clock.now,
  })
  let isHopeless = false
  const sighting = createSightingHandler({
    vending,
    onOutcome: (outcome) => {
      isHopeless = outcome.kind === 'failed' && !outcome.retryable
    },
    store,
    driver,
    serialNumber: ({ clientId }) => clientId?.replace(/^pump-/, ''),
    clock: clock.now,
  })
  return {
    fetch,
    see: async (event) => {
      const response = await sighting({
        Records: [{ eventSource: 'aws:sqs', messageId: 'sighting', body: JSON.stringify(event) }],
      })
      const isSettled = 'batchItemFailures' in response && response.batchItemFailures.length === 0
      if (isSettled) return 'settled'
      return isHopeless ? 'set-aside' : 'again'
    },
    runDue: () => runDue({ vending, store, driver, concurrency: 1, clock: clock.now }),
    sweep: () => sweepOrphans({ client, store, leaseMilliseconds, concurrency: 1, clock: clock.now }),
    store,
  }
}
