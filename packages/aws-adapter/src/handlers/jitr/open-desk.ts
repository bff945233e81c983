import type { RegistrationEvent } from '@thingplan/core'
import { tellOutcome } from '../../audit/tell-outcome.js'
import { createIotDriver } from '../../driver/create-iot-driver.js'
import { AdapterError } from '../../error/adapter-error.js'
import type { Deadline } from '../../invocation/deadline.js'
import { numberOption } from '../../options/number-option.js'
import { nodeSha256 } from '../node-sha256.js'
import { answerEvent, type Desk, outcomeOfError } from './answer-event.js'
import { auditJitrOutcome } from './audit-jitr-outcome.js'
import type { CheckedOptions } from './check-jitr-options.js'
import type { JitrDelivery, JitrHandlerOptions } from './jitr-options.js'
import type { JitrOutcome } from './jitr-outcome.js'
import type { JitrWorld } from './jitr-world.js'
import { createRecentOutcomes } from './recent-outcomes.js'
import { routeRegistrations } from './route-registration.js'

/** Where events are answered, whoever brings them: a rule, SQS, or a search for what got stuck. */
export interface OpenDesk {
  readonly world: JitrWorld
  /** One event, one outcome, of which the listeners of the options are told. Never throws. */
  answer(
    readEvent: () => RegistrationEvent,
    deadline: Deadline,
    delivery: Omit<JitrDelivery, 'event' | 'duplicate'>,
  ): Promise<JitrOutcome>
}

const setAside = 'it is handed back until `maxReceiveCount` of the queue moves it to the dead-letter queue'

/** @throws {AdapterError} `adapter-option` */
export const openDesk = (options: JitrHandlerOptions, { registrations, verifiers }: CheckedOptions): OpenDesk => {
  const {
    client,
    tombstones,
    revocations,
    claims,
    onOutcome,
    audit,
    clock = () => new Date(),
    sha256 = nodeSha256,
  } = options
  const timeouts = { fallback: 5_000, min: 100, max: 60_000 }
  const sourceTimeoutMs = numberOption('sourceTimeoutMs', options.sourceTimeoutMs, timeouts)
  const driver = options.driver ?? createIotDriver({ client, clock })
  const route = routeRegistrations(registrations)
  const world = { client, driver, route, verifiers, tombstones, revocations, clock, sha256, sourceTimeoutMs }
  const desk: Desk = { world, claims, recent: createRecentOutcomes(options.duplicates, clock) }

  const report = (outcome: JitrOutcome, delivery: JitrDelivery, deadline: Deadline): Promise<void> =>
    tellOutcome(
      {
        onOutcome: onOutcome && (() => onOutcome(outcome, delivery)),
        audit,
        events: () => auditJitrOutcome(outcome, delivery, clock()),
      },
      deadline.after(sourceTimeoutMs),
    )

  return {
    world,
    answer: async (readEvent, deadline, delivery) => {
      let event: RegistrationEvent
      try {
        event = readEvent()
      } catch (error) {
        // Unreadable is unreadable at every delivery: only a dead-letter queue can make use of it.
        const said = outcomeOfError(error, error instanceof AdapterError ? 'event-malformed' : 'unexpected')
        const outcome = delivery.source === 'sqs' ? { ...said, remedy: `${said.remedy}; ${setAside}` } : said
        await report(outcome, { ...delivery, duplicate: false }, deadline)
        return outcome
      }
      const { outcome, duplicate } = await answerEvent(event, deadline, desk)
      await report(outcome, { ...delivery, event, duplicate }, deadline)
      return outcome
    },
  }
}
