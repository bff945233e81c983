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
  for (const key of ['id', 'region', 'partition'] as const) {
    const value = plan.account[key]
    if (value === theirs[key]) continue
    const message = `the plan is for ${quote(value)}, the driver works in ${quote(theirs[key])}`
    throw new PlanError('plan-account', message, { field: `account.${key}`, value })
  }
}
