import { quote } from '../error/quote.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'
import type { SetCertificateStatusStep } from './step/set-certificate-status.js'
import type { Step } from './step/step.js'

/** Whether a step makes a certificate ACTIVE. */
export const isActivation = (step: Step): step is SetCertificateStatusStep =>
  step.kind === 'set-certificate-status' && step.status === 'ACTIVE'

/**
 * Checks that nothing is active early: the one activation is of the plan's own certificate, that nobody has decided on
 * before, and comes after every other step. The order must have been checked.
 *
 * A certificate that was deactivated stays so: INACTIVE may become ACTIVE only where the plan itself registers it so, or
 * completes its issuing.
 *
 * Steps wait for earlier ones only. So whichever step one begins at, the steps that wait for it lead to one that nobody
 * waits for: where that can only be the activation, it comes after all of them.
 *
 * @throws {PlanError} `plan-active-early`
 */
export const checkActivation = ({ steps, purpose, certificateId }: Plan): void => {
  const awaited = new Set(steps.flatMap(({ after }) => after))
  for (const [index, step] of steps.entries()) {
    if (!isActivation(step)) continue
    const refusal = (message: string, field = ''): PlanError =>
      new PlanError('plan-active-early', message, { field: `steps[${index}]${field}`, value: step.id })
    if ((purpose !== 'register' && purpose !== 'issue') || step.certificateId !== certificateId) {
      throw refusal(`the plan activates ${quote(step.certificateId)}, for which it is not made`)
    }
    const isIssued = purpose === 'issue' || steps.some((other) => other.kind === 'register-certificate')
    const decided = step.expects.find(
      (status) => status !== 'PENDING_ACTIVATION' && !(isIssued && status === 'INACTIVE'),
    )
    if (decided !== undefined) throw refusal(`the plan activates a certificate that is ${quote(decided)}`, '.expects')
    const early = steps.find((other) => other !== step && !awaited.has(other.id))
    if (early !== undefined) throw refusal(`step ${quote(step.id)} does not wait for ${quote(early.id)}`)
  }
}
