import { isText } from './check-options.js'
import { mistake } from './mistake.js'
import { attributeTypeOid } from './reader/attribute-type.js'
import { entriesOf } from './reader/entries-of.js'
import type { Reader } from './reader/reader.js'
import type { FieldRequirement, FieldRequirements } from './registration-spec.js'

const code = 'registration-rule'

/** How values are matched, and the same for a person. */
interface Requirement {
  /** For a person: `/[0-9]{4,}/`, `one of iot, greengrass`, `any value`. */
  readonly expected: string
  /** An empty value counts as absent, and never matches. */
  matches(value: string): boolean
}

/** A field requirement, checked once and ready for every device. */
export interface FieldMatcher extends Requirement {
  /** The attribute type as the requirement spells it. */
  readonly field: string
  /** Its dotted OID. */
  readonly oid: string
}

const readRequirement: Reader<FieldRequirement, Requirement> = (requirement, field) => {
  if (requirement === true) return { expected: 'any value', matches: (value) => value !== '' }
  // With the flag `m`, `$` would match at the end of any line of the value.
  if (requirement instanceof RegExp && !requirement.multiline) {
    // The whole value or nothing, whatever anchors and alternatives the pattern has. `g` and `y` would make it remember where
    // it stopped, so that every other device failed.
    const pattern = new RegExp(`^(?:${requirement.source})$`, requirement.flags.replace(/[gy]/g, ''))
    return { expected: String(requirement), matches: (value) => value !== '' && pattern.test(value) }
  }
  const words: readonly unknown[] = [requirement].flat()
  if (words.length === 0 || !words.every((word) => isText(word) && word !== '')) {
    throw mistake(
      field,
      'a pattern without the flag `m`, a non-empty word, a list of at least one, or true',
      requirement,
      code,
    )
  }
  const allowed = new Set(words)
  const list = [...allowed].join(', ')
  return { expected: allowed.size > 1 ? `one of ${list}` : list, matches: (value) => allowed.has(value) }
}

const readEntries = /* @__PURE__ */ entriesOf(attributeTypeOid, readRequirement, code)

/**
 * Requirements by attribute type, checked once, at definition.
 *
 * @throws {RegistrationError} `registration-rule` for a type that does not exist or is named twice, and for a requirement that is none.
 */
export const readFields: Reader<FieldRequirements, readonly FieldMatcher[]> = (requirements, owner) =>
  readEntries(requirements, owner).map(({ written: field, key: oid, value }) => Object.freeze({ field, oid, ...value }))
