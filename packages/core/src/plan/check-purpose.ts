import { quote } from '../error/quote.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'

/** What takes something away, or moves it to a quarantine group; and what deletes it for good. */
const isTaking = /^(detach|delete|remove|set-certificate-status|add-to)/
const isDeletion = /^delete/

/**
 * Checks that a plan deletes only where its purpose is to remove, and gives nothing then: who approves a plan reads its purpose first.
 *
 * @throws {PlanError} `plan-malformed`
 */
export const checkPurpose = ({ purpose, steps }: Plan): void => {
  for (const [index, { kind }] of steps.entries()) {
    if (purpose === 'remove' ? isTaking.test(kind) : !isDeletion.test(kind)) continue
    const message = `a plan to ${purpose} has no step ${quote(kind)}`
    throw new PlanError('plan-malformed', message, { field: `steps[${index}].kind`, value: kind })
  }
}
