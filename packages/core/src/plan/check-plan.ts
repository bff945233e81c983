import { quote } from '../error/quote.js'
import { checkActivation } from './check-activation.js'
import { checkOrder } from './check-order.js'
import { checkPurpose } from './check-purpose.js'
import { checkShape } from './check-shape.js'
import { checkSubject } from './check-subject.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'

/**
 * Checks what holds of every plan, whoever made it: its version and shape, an order in which it can be done, nothing active
 * early, and no other certificate given anything.
 *
 * @throws {PlanError} `plan-version`, `plan-malformed`, `plan-order`, `plan-active-early`
 */
export const checkPlan = (plan: Plan): void => {
  if (plan?.version !== 1) {
    const value = String(plan?.version)
    throw new PlanError('plan-version', `the plan has version ${quote(value)}, not 1`, { field: 'version', value })
  }
  checkShape(plan)
  checkPurpose(plan)
  checkOrder(plan)
  checkActivation(plan)
  checkSubject(plan)
}
