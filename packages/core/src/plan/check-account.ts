import { quote } from '../error/quote.js'
import type { Driver } from './driver.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'
import { resolveAccount } from './resolve-account.js'

/**
 * Checks that the driver works in the account and region that the plan was made for. A driver without an account works for any.
 *
 * @throws {PlanError} `plan-account`
 */
export const checkAccount = (plan: Plan, driver: Driver): void => {
  if (driver.account === undefined) return
  const theirs = resolveAccount(driver.account)
  for (const field of ['id', 'region', 'partition'] as const) {
    if (plan.account[field] === theirs[field]) continue
    const message = `the plan is for ${quote(plan.account[field])}, the driver works in ${quote(theirs[field])}`
    throw new PlanError('plan-account', message, {
      field: `account.${field}`,
      value: plan.account[field],
      remedy: 'execute the plan with a driver for its account and region, or decide anew with facts of this one',
    })
  }
}
