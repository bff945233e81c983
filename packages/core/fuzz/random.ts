/** A source of numbers that is the same for the same seed, on every machine. */
export interface Random {
  /** A whole number from 0 to `limit - 1`. */
  below(limit: number): number
  /** One of these. */
  pick<Item>(items: readonly Item[]): Item
}

/** Thirty-two bits of state, stepped by a Weyl sequence and mixed by multiplication and shifts. */
export const createRandom = (seed: number): Random => {
  let state = seed | 0
  const below = (limit: number): number => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x85ebca6b)
    mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
    return Math.floor((((mixed ^ (mixed >>> 16)) >>> 0) / 2 ** 32) * limit)
  }
  return {
    below,
    pick: (items) => {
      const item = items[below(items.length)]
      if (item === undefined) throw new RangeError('nothing to pick from')
      return item
    },
  }
}
