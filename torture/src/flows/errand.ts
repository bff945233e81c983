import type { Answer, Delivery } from '../flow.js'

/** What a delivery stands for: something that somebody wants done, at the desk of whichever worker takes it. */
export interface Errand<Desk> extends Delivery {
  run(desk: Desk): Promise<Answer>
}

/** All errands of a scene, and which of them were done. */
export interface Errands<Desk> {
  readonly deliveries: readonly Delivery[]
  /** Carries out a batch, one after the other, so that the same faults meet the same requests in every run. */
  carryOut(deliveries: readonly Delivery[], desk: Desk): Promise<ReadonlyMap<string, Answer>>
  areDone(errands: readonly Delivery[]): boolean
}

export const createErrands = <Desk>(errands: readonly Errand<Desk>[]): Errands<Desk> => {
  const byId = new Map(errands.map((errand) => [errand.id, errand]))
  const done = new Set<string>()
  const carryOutOne = async ({ id }: Delivery, desk: Desk): Promise<Answer> => {
    const errand = byId.get(id)
    if (errand === undefined) throw new RangeError(`no errand is called \`${id}\``)
    const answer = await errand.run(desk)
    if (answer !== 'again') done.add(id)
    return answer
  }
  return {
    deliveries: errands.map(({ id, isPoison }) => ({ id, isPoison })),
    carryOut: async (deliveries, desk) => {
      const answers = new Map<string, Answer>()
      for (const delivery of deliveries) answers.set(delivery.id, await carryOutOne(delivery, desk))
      return answers
    },
    areDone: (wanted) => wanted.every(({ id }) => done.has(id)),
  }
}
