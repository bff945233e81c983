import { quote } from '../../error/quote.js'
import type { PolicyDocument } from '../policy-document.js'
import { PolicyError } from '../policy-error.js'
import { largestPolicy } from '../policy-size.js'
import type { PolicySpec } from '../policy-spec.js'
import { composeParts } from './compose-parts.js'
import { divideParts, type PartGroup } from './divide-parts.js'
import { measureParts } from './measure-composition.js'
import { type ComposePolicyOptions, type Composition, readComposition } from './read-composition.js'
import { sizeInRegion } from './size-in-region.js'

/** A policy that was put together: its document is an object, frozen. */
export interface ComposedPolicy extends PolicySpec {
  readonly document: PolicyDocument
}

const namesOf = ({ parts }: PartGroup): string => parts.map(({ name }) => quote(name)).join(' and ')

const remedyOf = (groups: readonly PartGroup[]): string => {
  const unfit = groups.filter(({ size }) => size > largestPolicy)
  if (unfit.length > 0) return `divide ${unfit.map(namesOf).join(' and ')}, too large alone`
  const [kept, ...moved] = groups
  const moves = moved.map((group, index) => {
    return `move ${namesOf(group)} to ${index === 0 ? 'a second' : 'another'} policy (${group.size} characters)`
  })
  return [...moves, `what stays has ${kept?.size} characters`].join('; ')
}

const tooLarge = (composition: Composition): PolicyError => {
  const { size, parts } = measureParts(composition)
  const sizes = parts.map((part) => `${quote(part.name)} has ${part.size} and adds ${part.adds}`)
  const message = `the composed policy has ${size} characters, AWS takes ${largestPolicy}: ${sizes.join('; ')}`
  const remedy = remedyOf(divideParts(composition.parts, composition.region))
  return new PolicyError('policy-too-large', message, { field: composition.name, value: String(size), remedy })
}

/**
 * Puts policies together into one document, which allows and denies exactly what they do together.
 *
 * Statements that are equal become one; of those that differ in their resources only, or in their actions only, the lists are
 * joined; all others follow one another. Statement identifiers (`Sid`) are left out, and the version is AWS's only one with
 * policy variables, `2012-10-17`.
 *
 * Whether the result is shared or a device's own is not said here: as for every policy it follows from its tags. The default
 * name carries the tags of the parts' names, so it differs by device where a part does.
 *
 * @param policies the parts, the most important first, and last, where wanted, the options.
 * @returns a policy for the `policies` of a profile, frozen.
 * @throws {PolicyError} `policy-too-large` past 2048 characters: the message gives the size of each part and what it adds, the
 * remedy says what to move to a second policy. `policy-option`; `policy-malformed` and `policy-tag-misplaced` for the document
 * of a part.
 * @see AWS IoT Core quotas, "Policy document size"; IAM User Guide, "Policy evaluation logic".
 * @example
 * ```ts
 * import { composePolicy, type PolicySpec, topic } from '@thingplan/core/policy'
 *
 * const publish = (name: string): PolicySpec => ({
 *   name,
 *   document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iot:Publish', Resource: topic(name) }] },
 * })
 * const composed = composePolicy(publish('state'), publish('alarms'))
 * composed.name // => 'state+alarms'
 * composed.document.Statement.length // => 1
 * ```
 */
export function composePolicy(...policies: readonly PolicySpec[]): ComposedPolicy
export function composePolicy(...policies: readonly [...PolicySpec[], ComposePolicyOptions]): ComposedPolicy
export function composePolicy(...policies: readonly (PolicySpec | ComposePolicyOptions)[]): ComposedPolicy {
  const composition = readComposition(policies)
  const document = composeParts(composition.parts)
  if (sizeInRegion(document, composition.region) > largestPolicy) throw tooLarge(composition)
  return Object.freeze({ name: composition.name, document })
}
