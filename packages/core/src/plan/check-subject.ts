import { quote } from '../error/quote.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'
import type { Step } from './step/step.js'

/**
 * The certificate of a step that has to be the plan's, with the field that names it. Who registers a device may retire
 * another certificate for it; who refuses one may not.
 */
const bound = (step: Step, purpose: Plan['purpose']): readonly [field: string, certificateId: string] | undefined => {
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
    case 'update-thing': {
      // The stamp of an owner is an attribute too; taking it away gives the thing to nobody.
      const { certificateId: stamp } = step.attributes
      return stamp ? ['attributes.certificateId', stamp] : undefined
    }
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
    const [field, found] = bound(step, purpose) ?? []
    if (field === undefined || found === certificateId) continue
    const at = `steps[${index}].${field}`
    throw new PlanError('plan-malformed', `${quote(at)} is another certificate than the plan's`, {
      field: at,
      value: found,
      remedy: 'make a plan for each certificate',
    })
  }
}
