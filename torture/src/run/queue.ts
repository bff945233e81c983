import { createChance } from '../chance/chance.js'
import type { Delivery, Scene } from '../flow.js'
import type { Schedule } from '../schedule/schedule.js'

/** What SQS hands over at once, if nobody says otherwise. */
const batchSize = 10

/** What waits to be delivered: at least once, in any order, as SQS has it. */
export interface Queue {
  readonly isEmpty: boolean
  readonly waiting: readonly Delivery[]
  /** How many deliveries were copies of others. */
  readonly copies: number
  add(deliveries: readonly Delivery[]): void
  /** Takes a batch for each of so many workers, as even as may be. */
  takeBatches(workers: number): readonly (readonly Delivery[])[]
}

export const createQueue = (scene: Scene, { seed, copies, shuffle, poison, workers }: Schedule): Queue => {
  const chance = createChance(seed, 2)
  const deliveries = scene.deliveries.filter(({ isPoison }) => poison || !isPoison)
  const copied = copies ? deliveries.flatMap((delivery) => Array(chance.below(workers + 1)).fill(delivery)) : []
  let waiting: readonly Delivery[] = [...deliveries, ...copied]
  return {
    get isEmpty() {
      return waiting.length === 0
    },
    get waiting() {
      return waiting
    },
    copies: copied.length,
    add: (again) => {
      waiting = [...waiting, ...again]
    },
    takeBatches: (count) => {
      const batches: Delivery[][] = Array.from({ length: count }, () => [])
      const left: Delivery[] = []
      for (const [index, delivery] of (shuffle ? chance.shuffled(waiting) : waiting).entries()) {
        const batch = batches[index % count]
        // A batch names its failures by message, so that one message cannot be in it twice.
        if (batch === undefined || batch.length === batchSize || batch.includes(delivery)) left.push(delivery)
        else batch.push(delivery)
      }
      waiting = left
      return batches
    },
  }
}
