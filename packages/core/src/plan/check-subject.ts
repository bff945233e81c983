import { quote } from '../error/quote.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'
import type { Step } from './step/step.js'

/** A certificate that has to be the plan's, with the field that names it. */
type Bound = readonly [field: string, certificateId: string] | undefined

/** The stamp of an owner is an attribute too; taking it away gives the thing to nobody. */
const stamp = (step: Step): Bound => {
  const { certificateId } = ('attributes' in step && step.attributes) || {}
  return certificateId ? ['attributes.certificateId', certificateId] : undefined
}

/** Who registers a device may retire another certificate for it; who refuses one may not. */
const bound = (step: Step, purpose: Plan['purpose']): Bound => {
  switch (step.kind) {
    case 'set-certificate-status':
    case 'detach-policy':
    case 'detach-thing':
      return purpose === 'refuse' ? ['certificateId', step.certificateId] : undefined
    case 'ensure-thing':
    case 'attach-policy':
    case 'attach-thing':
    case 'register-certificate':
      return ['certificateId', step.certificateId]
    case 'set-thing-owner':
      return ['to', step.to]
    default:
      return undefined
  }
}

/**
 * Checks that a plan gives things and policies to no other certificate than the one that it says it is about, and
 * where it refuses touches no other: who approves a plan reads that one.
 *
 * @throws {PlanError} `plan-malformed`
 */
export const checkSubject = ({ certificateId, purpose, steps }: Plan): void => {
  for (const [index, step] of steps.entries()) {
    for (const [field, value] of [bound(step, purpose), stamp(step)].filter((named) => named !== undefined)) {
      if (value === certificateId) continue
      const at = `steps[${index}].${field}`
      throw new PlanError('plan-malformed', `${quote(at)} is another certificate than the plan's`, {
        field: at,
        value,
        remedy: 'make a plan for each certificate',
      })
    }
  }
}
