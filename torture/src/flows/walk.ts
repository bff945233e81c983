import type { Answer } from '../flow.js'
import type { Errand } from './errand.js'

/** One thing that a device does, or that is done for it, on its way. */
export interface Stage<Desk> {
  readonly name: string
  run(desk: Desk): Promise<Answer>
  /** What arrives when the stage is over, and a message of it is delivered once more. Default: the same. */
  readonly repeat?: (desk: Desk) => Promise<unknown>
}

/**
 * The way of a device as errands. Whoever takes one up goes every stage that comes before it and is not over; one that is over is
 * repeated, however late: messages arrive twice, and out of order.
 */
export const walk = <Desk>(who: string, stages: readonly Stage<Desk>[]): readonly Errand<Desk>[] => {
  const over = new Set<Stage<Desk>>()
  const reach = async (last: Stage<Desk>, desk: Desk): Promise<Answer> => {
    for (const stage of stages) {
      if (!over.has(stage)) {
        const answer = await stage.run(desk)
        if (answer !== 'settled') return answer
        over.add(stage)
      }
      if (stage === last) break
    }
    return 'settled'
  }
  const repeat = async (stage: Stage<Desk>, desk: Desk): Promise<Answer> => {
    await (stage.repeat ?? stage.run)(desk)
    return 'settled'
  }
  return stages.map((stage) => ({
    id: `${who} ${stage.name}`,
    isPoison: false,
    run: (desk) => (over.has(stage) ? repeat(stage, desk) : reach(stage, desk)),
  }))
}
