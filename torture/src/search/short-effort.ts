import type { Effort } from './torture-flow.js'

/** How much a test has time for. */
export interface ShortEffort {
  /** Whether every request of the first scene is failed in every way, and some in twos; by chance alone where another flow is so alike. */
  readonly isExhaustive: boolean
  readonly pairs: number
  readonly random: number
}

/** What a test has time for: always the same. */
export const shortEffort = ({ isExhaustive, pairs, random }: ShortEffort): Effort => ({
  scenes: isExhaustive ? 1 : 0,
  single: () => true,
  pairs: (done) => done < pairs,
  random: (done) => done < random,
  firstSeed: 1,
})
