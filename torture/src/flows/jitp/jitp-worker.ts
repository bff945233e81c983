import type { IoTClient } from '@aws-sdk/client-iot'
import { createIotDriver } from '@thingplan/aws-adapter'
import { type Driver, type Execution, execute, type Plan, PlanError, parsePlan } from '@thingplan/core'
import type { Faults } from '@thingplan/emulator'
import type { Answer, Worker } from '../../flow.js'
import { account, type World } from '../../world/world.js'
import type { Order } from './orders.js'

/** The parts of a worker, for mutants to stand in front of. */
export interface JitpParts {
  client(client: IoTClient): IoTClient
  driver(driver: Driver, client: IoTClient): Driver
}

/** What all workers of a scene have in common. */
export interface JitpShop {
  readonly world: World
  readonly orders: ReadonlyMap<string, Order>
  /** Codes of refusals, by order. */
  readonly refusals: Map<string, string>
  /** Whether the execution of a plan may end because its certificate was deactivated meanwhile. */
  isWithdrawn(plan: Plan): boolean
  readonly parts: JitpParts
}

const answerOf = ({ status, retryable, steps }: Execution, isWithdrawn: boolean): Answer => {
  if (status === 'completed') return 'settled'
  if (retryable) return 'again'
  const isOvertaken = steps.some(({ failure }) => failure?.code === 'certificate-state-changed')
  return isOvertaken && isWithdrawn ? 'settled' : 'set-aside'
}

/** Reads stored plans, and carries them out one after the other. */
export const startJitpWorker = (shop: JitpShop, faults: Faults | undefined): Worker => {
  const { world, orders, refusals, parts } = shop
  const process = world.emulator.createProcess(faults === undefined ? {} : { faults })
  const client = parts.client(world.emulator.createClient({ process }))
  const driver = parts.driver(createIotDriver({ client, account, clock: world.clock.now }), client)
  const carryOut = async (id: string): Promise<Answer> => {
    try {
      const plan = parsePlan(orders.get(id)?.text)
      return answerOf(await execute(plan, driver), shop.isWithdrawn(plan))
    } catch (error) {
      if (!(error instanceof PlanError)) throw error
      refusals.set(id, error.code)
      return 'set-aside'
    }
  }
  return {
    deliver: async (deliveries) => {
      const answers = new Map<string, Answer>()
      for (const { id } of deliveries) answers.set(id, await carryOut(id))
      return answers
    },
  }
}
