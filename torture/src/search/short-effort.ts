import type { Effort } from './torture-flow.js'

/** What a test has time for: every request of the first scene in every way, some in twos, and some by chance; always the same. */
export const shortEffort = (pairs: number, random: number): Effort => ({
  scenes: 1,
  single: () => true,
  pairs: (done) => done < pairs,
  random: (done) => done < random,
  firstSeed: 1,
})
