import { quote } from '../error/quote.js'
import type { Driver } from './driver.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'
import { resolveAccount } from './resolve-account.js'

const notDriver = (field: string, wanted: string): PlanError =>
  new PlanError('plan-option', `execute: ${quote(field)} must be ${wanted}`, { field, remedy: `give ${wanted}` })

/**
 * Checks that the driver works in the account and region that the plan was made for. A driver without an account works for any.
 *
 * @throws {PlanError} `plan-account`, `plan-option` for what is no driver
 */
export const checkAccount = (plan: Plan, driver: Driver): void => {
  if (typeof driver?.perform !== 'function') throw notDriver('driver', 'a driver')
  if (driver.account === undefined) return
  const { id, region } = Object(driver.account)
  if (typeof id !== 'string' || typeof region !== 'string')
    throw notDriver('driver.account', 'an account, or undefined')
  const theirs = resolveAccount(driver.account)
  for (const key of ['id', 'region', 'partition'] as const) {
    const value = plan.account[key]
    if (value === theirs[key]) continue
    const message = `the plan is for ${quote(value)}, the driver works in ${quote(String(theirs[key]))}`
    throw new PlanError('plan-account', message, { field: `account.${key}`, value })
  }
}
