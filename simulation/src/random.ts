/**
 * A number from 0 up to 1 that depends on nothing but what it is asked with, so that no order of events can change it.
 *
 * @param stream - what it is for: numbers of different streams have nothing to do with each other
 */
export const chance = (seed: number, stream: number, index: number): number => {
  let mixed =
    Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(stream + 1, 0xc2b2ae35) ^ Math.imul(index, 0x27d4eb2f)
  for (const [shift, factor] of rounds) mixed = Math.imul(mixed ^ (mixed >>> shift), factor)
  return ((mixed ^ (mixed >>> 16)) >>> 0) / 0x1_0000_0000
}

const rounds: readonly (readonly [number, number])[] = [
  [16, 0x85ebca6b],
  [13, 0xc2b2ae35],
  [15, 0x2c1b3c6d],
]

/** What numbers are for. */
export const streams = {
  arrival: 1,
  backoff: 2,
  latency: 3,
  retry: 4,
  order: 5,
  repetition: 6,
  storeLatency: 7,
  powerUp: 8,
} as const
