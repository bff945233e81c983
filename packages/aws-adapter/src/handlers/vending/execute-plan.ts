import { type AbortSignalLike, type CertificateObservation, type Driver, execute } from '@thingplan/core'
import type { EffectOutcome, VendingEffect } from '@thingplan/core/lifecycle'
import type { CarriedPlan } from '../../audit/carried-plan.js'

/** Told what failed, for whoever runs the service. */
export type EffectListener = (effect: VendingEffect, error: unknown) => void

type ExecuteEffect = Extract<VendingEffect, { readonly effect: 'execute' }>

/** How a plan is carried out. */
interface Carrying {
  readonly signal?: AbortSignalLike | undefined
  /** Statuses that were seen in this invocation. */
  readonly observations?: readonly CertificateObservation[] | undefined
  /** Gets the plan, with what came of it. */
  readonly carried: CarriedPlan[]
}

/** Carries out a plan of vending. A step that fails is told, as the record of its failure, and decided on as a fact. */
export const executePlan = async (
  effect: ExecuteEffect,
  driver: Driver,
  onFailure: EffectListener,
  { carried, ...options }: Carrying,
): Promise<EffectOutcome> => {
  const execution = await execute(effect.plan, driver, options)
  carried.push({ plan: effect.plan, execution })
  if (execution.status === 'completed') return {}
  const failure = execution.steps.find((step) => step.failure !== undefined)?.failure
  if (failure !== undefined) onFailure(effect, failure)
  return { failed: { id: effect.id, code: failure?.code ?? 'step-retryable' } }
}
