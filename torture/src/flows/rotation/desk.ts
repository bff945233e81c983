import type { IoTClient } from '@aws-sdk/client-iot'
import { createIotDriver } from '@thingplan/aws-adapter'
import { createAuthorityIssuer, createIotIssuer, type Issuer } from '@thingplan/aws-adapter/authority'
import {
  createRotationHandler,
  type PublishCalls,
  type ResumedRotations,
  type RotationHandlerOutcome,
  type RotationStore,
  resumeRotations,
  type SweepReport,
  sweepRotationOrphans,
} from '@thingplan/aws-adapter/rotation'
import { defineRotation, type RotationInternalMessage } from '@thingplan/core/lifecycle'
import type { EmulatedProcess, Faults } from '@thingplan/emulator'
import type { CertificateAuthority } from '@thingplan/pki'
import type { Answer } from '../../flow.js'
import { disturb } from '../../world/disturb.js'
import { account, type World } from '../../world/world.js'
import { disturbStore } from '../disturb-store.js'

/** Who certifies the new keys. */
export type Certifier = 'aws-iot' | 'own-ca'

/** What all workers of a scene have in common. */
export interface RotationRoom {
  readonly world: World
  readonly store: RotationStore
  readonly authority: CertificateAuthority
  readonly certifier: Certifier
  /** A reply that has reached the broker. */
  reply(topic: string, payload: string): void
}

/** One process: what devices send, what the program itself has to say, and what a schedule starts. */
export interface RotationDesk {
  take(body: string): Promise<Answer>
  tell(device: string, message: RotationInternalMessage): Promise<RotationHandlerOutcome>
  resume(): Promise<ResumedRotations>
  sweep(): Promise<SweepReport>
}

const leaseMilliseconds = 30_000
/** As long as a worker of a schedule is asleep over one request, and longer. */
const lingerMilliseconds = 300_000

const issuerOf = (
  { certifier, authority, world }: RotationRoom,
  client: IoTClient,
  process: EmulatedProcess,
): Issuer =>
  certifier === 'aws-iot'
    ? createIotIssuer({ client })
    : disturb({ ...createAuthorityIssuer({ authority, clock: world.clock.now }) }, 'Issuer', process)

export const startDesk = (room: RotationRoom, faults: Faults | undefined): RotationDesk => {
  const { clock, emulator } = room.world
  const process = emulator.createProcess(faults === undefined ? {} : { faults })
  const client = emulator.createClient({ process })
  const store = disturbStore(room.store, 'RotationStore', process)
  const publish = {
    send: async ({ input: { topic = '', payload } }: Parameters<PublishCalls['send']>[0]): Promise<void> =>
      room.reply(topic, String(payload)),
  }
  const rotations = createRotationHandler({
    rotation: defineRotation({
      name: 'sensors',
      issuerCopiesSubject: room.certifier === 'aws-iot',
      leaseMilliseconds,
      lingerMilliseconds,
    }),
    account,
    client,
    data: disturb(publish, 'IotData', process),
    issuer: issuerOf(room, client, process),
    store,
    driver: createIotDriver({ client, account, clock: clock.now, sleep: clock.sleep }),
    concurrency: 1,
    clock: clock.now,
  })
  return {
    take: async (body) => {
      const Records = [{ eventSource: 'aws:sqs', messageId: 'message', body }]
      const response = await rotations.lambda({ Records })
      return 'batchItemFailures' in response && response.batchItemFailures.length === 0 ? 'settled' : 'again'
    },
    tell: rotations.tell,
    resume: () => resumeRotations({ rotations, store, concurrency: 1, clock: clock.now }),
    sweep: () => sweepRotationOrphans({ client, store, leaseMilliseconds, concurrency: 1, clock: clock.now }),
  }
}
