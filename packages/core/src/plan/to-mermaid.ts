import type { Plan } from './plan.js'
import { PlanError } from './plan-error.js'
import { subjectOf } from './step-subject.js'

/** Mermaid reads `#39;` and its like inside quotation marks as characters; everything that is not plainly text goes that way. */
const label = (text: string): string =>
  text.replace(/[^A-Za-z0-9 :._-]/gu, (character) => `#${character.codePointAt(0) ?? 0};`)

const draw = ({ steps, certificateId }: Plan): string => {
  const nodes = new Map(steps.map(({ id }, index) => [id, `s${index + 1}`]))
  const boxes = steps.map(
    ({ id, kind }) => `  ${nodes.get(id)}["${label(kind)}<br/>${label(subjectOf(id, kind, certificateId))}"]`,
  )
  const arrows = steps.flatMap(({ id, after }) =>
    after.map((earlier) => `  ${nodes.get(earlier)} --> ${nodes.get(id)}`),
  )
  return ['flowchart LR', ...boxes, ...arrows].join('\n')
}

/**
 * Draws a plan as a Mermaid flowchart: a box for each step, an arrow from each step to those that wait for it.
 *
 * @param plan - as `decide` made it or `parsePlan` read it
 * @returns the text of a `flowchart LR`, the same for the same plan; names in it cannot break out of their boxes
 * @throws {PlanError} `plan-malformed`
 * @example
 * ```ts
 * import { toMermaid } from '@thingplan/core'
 * import { planFixture } from '@thingplan/core/testing'
 *
 * toMermaid(planFixture({ thingName: 'pump-7' })).includes('s3["ensure-thing<br/>pump-7"]') // => true
 * ```
 */
export const toMermaid = (plan: Plan): string => {
  try {
    return draw(plan)
  } catch (cause) {
    throw new PlanError('plan-malformed', 'what is to be drawn is no plan', { cause })
  }
}
