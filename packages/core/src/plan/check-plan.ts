import { quote } from '../error/quote.js'
import { checkActivation } from './check-activation.js'
import { checkOrder } from './check-order.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'

/** As much of a plan's shape as the checks rely on: a caller without types may hand in anything. */
const isShaped = ({ steps, account }: Plan): boolean =>
  Object(account) === account &&
  Array.isArray(steps) &&
  steps.every((step) => typeof step?.id === 'string' && Array.isArray(step.after))

/**
 * Checks what holds of every plan, whoever made it: its version, an order in which it can be done, and nothing active early.
 *
 * @throws {PlanError} `plan-version`, `plan-malformed`, `plan-order`, `plan-active-early`
 */
export const checkPlan = (plan: Plan): void => {
  if (plan?.version !== 1) {
    const value = String(plan?.version)
    throw new PlanError('plan-version', `the plan has version ${quote(value)}, not 1`, { field: 'version', value })
  }
  if (!isShaped(plan)) throw new PlanError('plan-malformed', 'the plan has no account or no list of steps')
  checkOrder(plan)
  checkActivation(plan)
}
