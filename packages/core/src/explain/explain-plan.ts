import { inert } from '../error/inert.js'
import { quoteInFull } from '../error/quote.js'
import { isActivation } from '../plan/check-activation.js'
import type { Plan } from '../plan/plan.js'
import { precedentsOf } from '../plan/precedents.js'
import type { Step } from '../plan/step/step.js'
import { describeStep, detailsOf } from './describe-step.js'
import { count, enumerate, widthOf } from './layout.js'

/** What a step waits for, by the numbers of the steps. */
const describeWait = (step: Step, steps: readonly Step[], numberOf: ReadonlyMap<string, number>): string => {
  const before = steps.indexOf(step)
  if (isActivation(step) && before > 1 && precedentsOf(step, steps).size === before) return 'after all of these'
  const numbers = step.after.map((id) => numberOf.get(id) ?? 0)
  return numbers.length === 0 ? 'at once' : `after ${enumerate(numbers.sort((left, right) => left - right))}`
}

/** A plan, step by step, for the person who approves it: every name, attribute and permission is in it. */
export const explainPlan = (plan: Plan): readonly string[] => {
  const { steps, registration, purpose, account, certificateId } = plan
  const numberOf = new Map(steps.map(({ id }, index) => [id, index + 1]))
  const descriptions = steps.map((step) => describeStep(step, plan))
  const width = widthOf(descriptions, 72)
  const digits = `${steps.length}`.length
  const indent = ' '.repeat(digits + 6)
  const lines = steps.flatMap((step, index) => {
    const number = `${index + 1}`.padStart(digits)
    const description = (descriptions[index] ?? '').padEnd(width)
    return [
      `  ${number}  ${description}  ${describeWait(step, steps, numberOf)}`,
      ...detailsOf(step, plan).map((detail) => indent + detail),
    ]
  })
  return [
    `Plan to ${inert(purpose)} certificate ${quoteInFull(certificateId)}`,
    `by registration ${quoteInFull(registration)} in account ${inert(account.id)}, ${inert(account.region)}: ${count(steps.length, 'step')}`,
    ...(lines.length === 0 ? [] : ['', ...lines]),
  ]
}
