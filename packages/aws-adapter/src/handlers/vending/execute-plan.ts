import { type AbortSignalLike, type CertificateObservation, type Driver, execute } from '@thingplan/core'
import type { EffectOutcome, VendingEffect } from '@thingplan/core/lifecycle'

/** Told what failed, for whoever runs the service. */
export type EffectListener = (effect: VendingEffect, error: unknown) => void

type ExecuteEffect = Extract<VendingEffect, { readonly effect: 'execute' }>

/** How a plan is carried out. */
interface Execution {
  readonly signal?: AbortSignalLike | undefined
  /** Statuses that were seen in this invocation. */
  readonly observations?: readonly CertificateObservation[] | undefined
}

/** Carries out a plan of vending. A step that fails is told, as the record of its failure, and decided on as a fact. */
export const executePlan = async (
  effect: ExecuteEffect,
  driver: Driver,
  onFailure: EffectListener,
  options: Execution = {},
): Promise<EffectOutcome> => {
  const execution = await execute(effect.plan, driver, options)
  if (execution.status === 'completed') return {}
  const failure = execution.steps.find((step) => step.failure !== undefined)?.failure
  if (failure !== undefined) onFailure(effect, failure)
  return { failed: { id: effect.id, code: failure?.code ?? 'step-retryable' } }
}
