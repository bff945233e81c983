import { checkOptions, isText } from './check-options.js'
import { attributeTypeOf } from './compile-part.js'
import { mistake } from './mistake.js'
import type { FieldRequirement, FieldRequirements } from './registration-spec.js'

const code = 'registration-rule'

/** A field requirement, checked once and ready for every device. */
export interface FieldMatcher {
  /** The attribute type as the requirement spells it. */
  readonly field: string
  /** Its dotted OID. */
  readonly oid: string
  /** For a person: `/[0-9]{4,}/`, `one of iot, greengrass`, `any value`. */
  readonly expected: string
  /** An empty value counts as absent, and never matches. */
  matches(value: string): boolean
}

/** How values are matched, and the same for a person; `undefined` for a requirement that is none. */
const compileRequirement = (requirement: unknown): Pick<FieldMatcher, 'expected' | 'matches'> | undefined => {
  if (requirement === true) return { expected: 'any value', matches: (value) => value !== '' }
  // With the flag `m`, `$` would match at the end of any line of the value.
  if (requirement instanceof RegExp && !requirement.multiline) {
    // The whole value or nothing, whatever anchors and alternatives the pattern has. `g` and `y` would make it remember where
    // it stopped, so that every other device failed.
    const pattern = new RegExp(`^(?:${requirement.source})$`, requirement.flags.replace(/[gy]/g, ''))
    return { expected: String(requirement), matches: (value) => value !== '' && pattern.test(value) }
  }
  const words = [requirement].flat()
  if (words.length === 0 || !words.every((word) => isText(word) && word !== '')) return undefined
  const allowed = new Set<unknown>(words)
  const list = [...allowed].join(', ')
  return { expected: allowed.size > 1 ? `one of ${list}` : list, matches: (value) => allowed.has(value) }
}

/**
 * Checks requirements once, at definition.
 *
 * @throws {RegistrationError} `registration-rule` for a type that does not exist or is named twice, and for a requirement that is none.
 */
export const compileFields = (owner: string, requirements: FieldRequirements): readonly FieldMatcher[] => {
  checkOptions(owner, requirements, undefined, code)
  const oids = new Set<string>()
  return Object.entries<FieldRequirement>(requirements).map(([field, requirement]) => {
    const oid = attributeTypeOf(owner, field)
    const compiled = compileRequirement(requirement)
    if (compiled !== undefined && !oids.has(oid)) {
      oids.add(oid)
      return Object.freeze({ field, oid, ...compiled })
    }
    const expected = compiled
      ? 'the one requirement for its attribute type'
      : 'a pattern without the flag `m`, a non-empty word, a list of at least one, or true'
    throw mistake(`${owner}.${field}`, expected, requirement, code)
  })
}
