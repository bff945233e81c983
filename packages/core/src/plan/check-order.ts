import { quote } from '../error/quote.js'
import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'

/**
 * Checks that the steps can be done one by one as listed: ids are unique and a step waits only for earlier ones.
 *
 * That rules out cycles too, since every cycle has a step that waits for a later one.
 *
 * @throws {PlanError} `plan-order`
 */
export const checkOrder = ({ steps }: Plan): void => {
  const earlier = new Set<string>()
  const refusal = (field: string, value: string, message: string): PlanError =>
    new PlanError('plan-order', message, { field, value })
  for (const [index, { id, after }] of steps.entries()) {
    if (earlier.has(id)) throw refusal(`steps[${index}].id`, id, `step ${quote(id)} is listed twice`)
    for (const [position, wanted] of after.entries()) {
      if (earlier.has(wanted)) continue
      const message = `step ${quote(id)} waits for ${quote(wanted)}, which is not listed before it`
      throw refusal(`steps[${index}].after[${position}]`, wanted, message)
    }
    earlier.add(id)
  }
}
