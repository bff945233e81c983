/** Choices that look random, and are the same for the same seed. */
export interface Chance {
  /** An integer from 0 up to, and without, the bound. */
  below(bound: number): number
  /** True so many times of a hundred. */
  percent(of100: number): boolean
  oneOf<Value>(values: readonly [Value, ...Value[]]): Value
  shuffled<Value>(values: readonly Value[]): readonly Value[]
}

/** Mixes integers to one of 32 bits; the last step is the finalizer of MurmurHash3, by which every bit depends on every other. */
export const mix = (...numbers: readonly number[]): number => {
  let hash = 0x9e3779b9
  for (const number of numbers) {
    hash = Math.imul(hash ^ number, 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    hash ^= hash >>> 16
  }
  return hash >>> 0
}

/**
 * @param seed - any integers; those of `seed` and `stream` together decide, so that what draws from one stream does not move another
 */
export const createChance = (seed: number, stream: number): Chance => {
  let drawn = 0
  const below = (bound: number): number => {
    drawn += 1
    return mix(seed, stream, drawn) % bound
  }
  return {
    below,
    percent: (of100) => below(100) < of100,
    oneOf: (values) => values[below(values.length)] ?? values[0],
    shuffled: (values) =>
      values
        .map((value) => ({ value, place: below(0x1_0000_0000) }))
        .sort((left, right) => left.place - right.place)
        .map(({ value }) => value),
  }
}
