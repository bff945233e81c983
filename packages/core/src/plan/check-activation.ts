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

const refusal = (index: number, activation: SetCertificateStatusStep, message: string, remedy: string): PlanError =>
  new PlanError('plan-active-early', message, { field: `steps[${index}]`, value: activation.id, remedy })

/**
 * Checks that nothing is active early: the one activation is of the plan's own certificate, comes after everything that
 * the device needs, and before everything that takes an older certificate out of service. The order must have been checked.
 *
 * @throws {PlanError} `plan-active-early`
 */
export const checkActivation = ({ steps, purpose, certificateId }: Plan): void => {
  for (const [index, activation] of steps.entries()) {
    if (!isActivation(activation)) continue
    if (purpose === 'refuse') {
      throw refusal(index, activation, 'a plan that refuses a device activates a certificate', 'leave the step out')
    }
    if (activation.certificateId !== certificateId) {
      const other = quote(activation.certificateId)
      throw refusal(
        index,
        activation,
        `the plan activates ${other}, which it is not about`,
        'plan for that certificate',
      )
    }
    const precedents = precedentsOf(activation, steps)
    for (const [position, step] of steps.entries()) {
      if (step === activation) continue
      if (retiresAnother(step, certificateId)) {
        if (precedentsOf(step, steps).has(activation.id)) continue
        const message = `step ${quote(step.id)} retires a certificate before ${quote(certificateId)} is active`
        throw refusal(position, activation, message, 'let it come after the activation')
      }
      if (precedents.has(step.id)) continue
      const message = `the certificate would be active before step ${quote(step.id)} is done`
      throw refusal(index, activation, message, 'let the activation come after every step that the device needs')
    }
  }
}
