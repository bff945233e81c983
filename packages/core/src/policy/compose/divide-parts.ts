import { largestPolicy } from '../policy-size.js'
import { composeParts } from './compose-parts.js'
import type { Part } from './read-composition.js'
import { sizeInRegion } from './size-in-region.js'

/** Parts that make one policy, and its size. */
export interface PartGroup {
  readonly parts: readonly Part[]
  readonly size: number
}

/** Policies that the parts fit into, each part into the first that has room, in the order they are given. */
export const divideParts = (parts: readonly Part[], region: string): readonly PartGroup[] => {
  const groups: PartGroup[] = []
  for (const part of parts) {
    const candidates = [...groups, { parts: [], size: 0 }].map((group): PartGroup => {
      const together = [...group.parts, part]
      return { parts: together, size: sizeInRegion(composeParts(together), region) }
    })
    const index = candidates.findIndex(({ size, parts: { length } }) => size <= largestPolicy || length === 1)
    const chosen = candidates[index]
    if (chosen !== undefined) groups[index] = chosen
  }
  return groups
}
