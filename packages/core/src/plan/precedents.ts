import type { Step } from './step/step.js'

/** Ids of all the steps that come before a step, directly or through others. The order must have been checked. */
export const precedentsOf = (step: Step, steps: readonly Step[]): ReadonlySet<string> => {
  const precedents = new Set(step.after)
  const last = steps.indexOf(step)
  // Steps wait for earlier ones only, so that one walk from the back finds them all.
  for (let index = last - 1; index >= 0; index -= 1) {
    const earlier = steps[index]
    if (earlier === undefined || !precedents.has(earlier.id)) continue
    for (const id of earlier.after) precedents.add(id)
  }
  return precedents
}
