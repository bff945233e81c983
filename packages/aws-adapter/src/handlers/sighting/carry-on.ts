import { randomUUID } from 'node:crypto'
import type { AbortSignalLike, Driver } from '@thingplan/core'
import {
  type DeviceStore,
  runVending,
  type Vending,
  type VendingMessage,
  type VendingTransitionName,
} from '@thingplan/core/lifecycle'
import type { CarriedPlan } from '../../audit/carried-plan.js'
import { executePlan } from '../vending/execute-plan.js'

/** What it takes to carry a device on, where nobody asks for a certificate. */
export interface CarryOnWorld {
  readonly vending: Vending
  readonly store: DeviceStore
  readonly driver: Driver
  readonly clock: () => Date
  readonly signal?: AbortSignalLike | undefined
  /** Gets every plan that was carried out, as far as it was, also where nobody waits for the rest. */
  readonly carried?: CarriedPlan[]
}

export interface CarriedOn {
  /** Whether nothing is left to do now. */
  readonly settled: boolean
  readonly transitions: readonly VendingTransitionName[]
  /** What was met on the way. */
  readonly errors: readonly unknown[]
}

/** Notes a sighting, or does what is due: of the effects of vending there are only plans then, which retire certificates. */
export const carryOn = async (
  message: Exclude<VendingMessage, { readonly kind: 'vend' }>,
  { vending, store, driver, clock: now, signal, carried = [] }: CarryOnWorld,
): Promise<CarriedOn> => {
  const transitions: VendingTransitionName[] = []
  const errors: unknown[] = []
  const world: Parameters<typeof runVending>[2] = {
    store,
    now,
    perform: async (effect) => {
      if (effect.effect !== 'execute') return { failed: { id: effect.id, code: 'nobody-asks' } }
      return executePlan(effect, driver, (_effect, error) => errors.push(error), { signal, carried })
    },
    observe: ({ verdict, transition }) => {
      if (verdict === 'proceed') transitions.push(transition)
    },
  }
  const { verdict } = await runVending(vending, message, world, { holder: randomUUID() })
  return { settled: verdict === 'settled', transitions, errors }
}
