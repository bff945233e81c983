import { quote } from '../error/quote.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'
import { precedentsOf } from './precedents.js'
import type { SetCertificateStatusStep } from './step/set-certificate-status.js'
import type { Step } from './step/step.js'

/** Whether a step makes a certificate ACTIVE. */
export const isActivation = (step: Step): step is SetCertificateStatusStep =>
  step.kind === 'set-certificate-status' && step.status === 'ACTIVE'

/**
 * Checks that nothing is active early: the one activation is of the plan's own certificate, and comes after every other step.
 * The order must have been checked.
 *
 * @throws {PlanError} `plan-active-early`
 */
export const checkActivation = ({ steps, purpose, certificateId }: Plan): void => {
  for (const [index, activation] of steps.entries()) {
    if (!isActivation(activation)) continue
    const refusal = (message: string): PlanError =>
      new PlanError('plan-active-early', message, { field: `steps[${index}]`, value: activation.id })
    if (purpose === 'refuse' || activation.certificateId !== certificateId) {
      throw refusal(`the plan activates ${quote(activation.certificateId)}, for which it is not made`)
    }
    const precedents = precedentsOf(activation, steps)
    const early = steps.find((step) => step !== activation && !precedents.has(step.id))
    if (early !== undefined) throw refusal(`step ${quote(activation.id)} does not wait for ${quote(early.id)}`)
  }
}
