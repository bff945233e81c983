import type { PolicySpec } from '../policy-spec.js'
import { composeParts } from './compose-parts.js'
import { type ComposePolicyOptions, type Composition, readComposition } from './read-composition.js'
import { sizeInRegion } from './size-in-region.js'

/** What one policy takes of the room in a composed one. */
export interface PartSize {
  readonly name: string
  /** Characters as a policy of its own. */
  readonly size: number
  /** Characters that the composed policy would lose without it: statements that others have too are not among them. */
  readonly adds: number
}

export interface CompositionSize {
  /** Characters of the composed policy; AWS takes `largestPolicy`. */
  readonly size: number
  /** In the order given. */
  readonly parts: readonly PartSize[]
}

export const measureParts = ({ parts, region }: Composition): CompositionSize => {
  const sizeOf = (some: Composition['parts']): number => sizeInRegion(composeParts(some), region)
  const size = sizeOf(parts)
  const sizes = parts.map((part): PartSize => {
    const others = parts.filter((other) => other !== part)
    const without = others.length === 0 ? 0 : sizeOf(others)
    return Object.freeze({ name: part.name, size: sizeOf([part]), adds: size - without })
  })
  return Object.freeze({ size, parts: Object.freeze(sizes) })
}

/**
 * How many characters policies have, each alone and composed into one: what `composePolicy` judges by, for policies that
 * may well be too large.
 *
 * Account, region and partition count as what they become, and each value of a certificate as one character: what a device
 * really gets is counted again when it is decided on.
 *
 * @param policies the parts, and last, where wanted, the options of `composePolicy`.
 * @throws {PolicyError} as `composePolicy`, but for `policy-too-large`.
 * @example
 * ```ts
 * import { measureComposition, type PolicySpec, topic } from '@thingplan/core/policy'
 *
 * const publish = (name: string): PolicySpec => ({
 *   name,
 *   document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iot:Publish', Resource: topic(name) }] },
 * })
 * measureComposition(publish('a'), publish('b'), { region: 'eu-west-1' }).parts // => [{ name: 'a', size: 136, adds: 47 }, { name: 'b', size: 136, adds: 47 }]
 * ```
 */
export function measureComposition(...policies: readonly PolicySpec[]): CompositionSize
export function measureComposition(...policies: readonly [...PolicySpec[], ComposePolicyOptions]): CompositionSize
export function measureComposition(...policies: readonly (PolicySpec | ComposePolicyOptions)[]): CompositionSize {
  return measureParts(readComposition(policies))
}
