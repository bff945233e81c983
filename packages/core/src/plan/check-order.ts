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
  const ids = new Set(steps.map((step) => step.id))
  const earlier = new Set<string>()
  for (const [index, step] of steps.entries()) {
    const { id, after } = step
    if (earlier.has(id)) {
      throw new PlanError('plan-order', `step ${quote(id)} is listed twice`, {
        field: `steps[${index}].id`,
        value: id,
        remedy: 'list each step once',
      })
    }
    for (const [position, wanted] of after.entries()) {
      if (earlier.has(wanted)) continue
      const fault =
        wanted === id
          ? 'waits for itself'
          : ids.has(wanted)
            ? `waits for ${quote(wanted)}, which is listed later`
            : `waits for ${quote(wanted)}, which is no step of the plan`
      throw new PlanError('plan-order', `step ${quote(id)} ${fault}`, {
        field: `steps[${index}].after[${position}]`,
        value: wanted,
        remedy: 'list every step behind the steps that it waits for',
      })
    }
    earlier.add(id)
  }
}
