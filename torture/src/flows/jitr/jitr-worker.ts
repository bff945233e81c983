import type { IoTClient } from '@aws-sdk/client-iot'
import {
  type ClaimStore,
  createIotDriver,
  createJitrHandler,
  type InvocationContext,
  type JitrHandler,
  type JitrOutcome,
} from '@thingplan/aws-adapter'
import type { Driver, Registration } from '@thingplan/core'
import type { Faults } from '@thingplan/emulator'
import type { Answer, Delivery, Worker } from '../../flow.js'
import { disturb } from '../../world/disturb.js'
import type { World } from '../../world/world.js'
import type { Message } from './messages.js'
import type { Variant } from './registration.js'

/** The parts of a worker, for mutants to stand in front of. */
export interface JitrParts {
  client(client: IoTClient): IoTClient
  driver(driver: Driver, client: IoTClient): Driver
  handler(handler: JitrHandler, outcomeOf: (messageId: string) => JitrOutcome | undefined): JitrHandler
}

/** What all workers of a scene have in common. */
export interface JitrShop {
  readonly world: World
  readonly variant: Variant
  readonly registration: Registration
  readonly claims: ClaimStore | undefined
  readonly messages: ReadonlyMap<string, Message>
  /** The outcome that ended a message. */
  readonly ended: Map<string, JitrOutcome>
  readonly parts: JitrParts
}

/** As long as the queue hides a message, less what its redelivery takes. */
const invocationMs = 28_000

const answerOf = (outcome: JitrOutcome | undefined, isFailed: boolean, { isPoison }: Delivery): Answer => {
  // A device that AWS IoT does not know yet knocks again, and that is the next event of the same certificate.
  const isUnknown = outcome?.kind === 'refused' && outcome.reason === 'certificate-unknown'
  if (!isFailed) return isUnknown && !isPoison ? 'again' : 'settled'
  return outcome?.kind === 'failed' && outcome.reason === 'event-malformed' ? 'set-aside' : 'again'
}

const lambdaContext = ({ clock }: World): InvocationContext => {
  const end = clock.now().getTime() + invocationMs
  return { getRemainingTimeInMillis: () => end - clock.now().getTime() }
}

/** A Lambda function behind SQS, warm for as long as it lives. */
export const startJitrWorker = (shop: JitrShop, faults: Faults | undefined): Worker => {
  const { world, variant, registration, claims, messages, ended, parts } = shop
  const { clock } = world
  const outcomes = new Map<string, JitrOutcome>()
  const process = world.emulator.createProcess(faults === undefined ? {} : { faults })
  const client = parts.client(world.emulator.createClient({ process }))
  const driver = parts.driver(createIotDriver({ client, clock: clock.now }), client)
  const inventory = disturb({ ask: async () => ({ outcome: 'accepted' }) as const }, 'inventory', process)
  const handler = parts.handler(
    createJitrHandler({
      registration,
      client,
      driver,
      clock: clock.now,
      ...(variant.verifier ? { verifiers: { inventory: () => inventory.ask() } } : {}),
      ...(claims === undefined ? {} : { claims: disturb(claims, 'claims', process) }),
      ...(variant.duplicates ? {} : { duplicates: false }),
      onOutcome: (outcome, { messageId = '' }) => {
        outcomes.set(messageId, outcome)
      },
    }),
    (messageId) => outcomes.get(messageId),
  )
  return {
    deliver: async (deliveries) => {
      const records = deliveries.map(({ id }) => ({
        messageId: id,
        body: messages.get(id)?.body,
        eventSource: 'aws:sqs',
      }))
      const response = await handler({ Records: records }, variant.deadline ? lambdaContext(world) : undefined)
      const failures = 'batchItemFailures' in response ? response.batchItemFailures : []
      const failed = new Set(failures.map(({ itemIdentifier }) => itemIdentifier))
      return new Map(
        deliveries.map((delivery) => {
          const { id } = delivery
          const outcome = outcomes.get(id)
          const answer = answerOf(outcome, failed.has(id), delivery)
          if (answer !== 'again' && outcome !== undefined) ended.set(id, outcome)
          return [id, answer]
        }),
      )
    },
  }
}
