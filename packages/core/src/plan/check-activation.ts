import { quote } from '../error/quote.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'
import { precedentsOf } from './precedents.js'
import type { SetCertificateStatusStep } from './step/set-certificate-status.js'
import type { Step } from './step/step.js'

/** Whether a step makes a certificate ACTIVE. */
export const isActivation = (step: Step): step is SetCertificateStatusStep =>
  step.kind === 'set-certificate-status' && step.status === 'ACTIVE'

/** Whether a step takes another certificate than this out of service. */
const retiresAnother = (step: Step, certificateId: string): boolean => {
  if (step.kind !== 'detach-thing' && step.kind !== 'set-certificate-status') return false
  return step.certificateId !== certificateId && !isActivation(step)
}

/**
 * Checks that nothing is active early: the one activation is of the plan's own certificate, comes after everything that
 * the device needs, and before everything that takes an older certificate out of service. The order must have been checked.
 *
 * @throws {PlanError} `plan-active-early`
 */
export const checkActivation = ({ steps, purpose, certificateId }: Plan): void => {
  for (const [index, activation] of steps.entries()) {
    if (!isActivation(activation)) continue
    const refusal = (at: number, message: string): PlanError =>
      new PlanError('plan-active-early', message, { field: `steps[${at}]`, value: activation.id })
    if (purpose === 'refuse' || activation.certificateId !== certificateId) {
      throw refusal(index, `the plan activates ${quote(activation.certificateId)}, for which it is not made`)
    }
    const precedents = precedentsOf(activation, steps)
    for (const [position, step] of steps.entries()) {
      const isLater = retiresAnother(step, certificateId)
      const isOrdered = isLater ? precedentsOf(step, steps).has(activation.id) : precedents.has(step.id)
      if (isOrdered || step === activation) continue
      const [first, second] = isLater ? [activation, step] : [step, activation]
      throw refusal(isLater ? position : index, `step ${quote(second.id)} does not wait for ${quote(first.id)}`)
    }
  }
}
