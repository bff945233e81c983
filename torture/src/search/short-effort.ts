import type { Effort } from './torture-flow.js'

/** What a test has time for: every request of a scene in every way, some in twos, and some by chance; always the same. */
export const shortEffort: Effort = {
  scenes: 1,
  single: () => true,
  pairs: (done) => done < 60,
  random: (done) => done < 120,
  firstSeed: 1,
}
