import { quote } from '../error/quote.js'
import { attributeTypeOf } from './attribute-type-of.js'
import { isRecord } from './known-options.js'
import { RegistrationError } from './registration-error.js'
import type { FieldRequirement, FieldRequirements } from './registration-spec.js'

/** A field requirement, checked once and ready for every device. */
export interface FieldMatcher {
  /** The attribute type as the requirement spells it. */
  readonly field: string
  /** Its dotted OID. */
  readonly oid: string
  /** For a person: `/[0-9]{4,}/`, `one of iot, greengrass`, `any value`. */
  readonly expected: string
  matches(value: string): boolean
}

/** What became of one requirement: `matches`, or why it does not. */
export type FieldVerdict = 'matches' | 'missing' | 'ambiguous' | 'mismatch'

/**
 * The pattern that takes a whole value or nothing, whatever anchors and alternatives the given one has.
 *
 * `g` and `y` are dropped: they make a pattern remember where it stopped, so that every other device would fail. `m` is
 * refused: with it `$` would match at the end of any line of the value.
 */
const wholeValue = (owner: string, field: string, pattern: RegExp): RegExp => {
  if (pattern.multiline) {
    throw new RegistrationError('registration-rule', `${owner}: the pattern for ${quote(field)} has the flag \`m\``, {
      field,
      value: String(pattern),
      remedy: 'remove the flag: a pattern is matched against the whole value',
    })
  }
  return new RegExp(`^(?:${pattern.source})$`, pattern.flags.replace(/[gy]/g, ''))
}

const words = (owner: string, field: string, requirement: readonly unknown[]): readonly string[] => {
  const texts = requirement.filter((word): word is string => typeof word === 'string' && word !== '')
  if (texts.length === 0 || texts.length < requirement.length) {
    throw new RegistrationError('registration-rule', `${owner}: the words for ${quote(field)} are not words`, {
      field,
      remedy: 'list at least one non-empty word',
    })
  }
  return texts
}

const compileField = (owner: string, field: string, requirement: unknown): FieldMatcher => {
  const oid = attributeTypeOf(owner, field)
  if (requirement === true) return { field, oid, expected: 'any value', matches: () => true }
  if (requirement instanceof RegExp) {
    const pattern = wholeValue(owner, field, requirement)
    return { field, oid, expected: String(requirement), matches: (value) => pattern.test(value) }
  }
  if (typeof requirement === 'string') {
    const [word] = words(owner, field, [requirement])
    return { field, oid, expected: requirement, matches: (value) => value === word }
  }
  if (Array.isArray(requirement)) {
    const allowed = new Set(words(owner, field, requirement))
    return { field, oid, expected: `one of ${[...allowed].join(', ')}`, matches: (value) => allowed.has(value) }
  }
  throw new RegistrationError('registration-rule', `${owner}: ${quote(field)} has no requirement`, {
    field,
    remedy: 'give a regular expression, a word, a list of words, or true',
  })
}

/**
 * Checks requirements once, at definition.
 *
 * @throws {RegistrationError} `registration-rule` for a type that does not exist or is named twice, and for a requirement that is none.
 */
export const compileFields = (owner: string, requirements: FieldRequirements): readonly FieldMatcher[] => {
  if (!isRecord(requirements)) {
    throw new RegistrationError('registration-rule', `${owner} takes requirements by attribute type`, { field: owner })
  }
  const entries: readonly [string, FieldRequirement][] = Object.entries(requirements)
  const matchers = entries.map(([field, requirement]) => Object.freeze(compileField(owner, field, requirement)))
  for (const [index, { field, oid }] of matchers.entries()) {
    const first = matchers.findIndex((matcher) => matcher.oid === oid)
    if (first === index) continue
    const other = quote(matchers[first]?.field ?? oid)
    throw new RegistrationError('registration-rule', `${owner}: ${quote(field)} and ${other} are the same type`, {
      field,
      value: oid,
      remedy: 'give one requirement for each attribute type',
    })
  }
  return Object.freeze(matchers)
}

/**
 * Judges the values that a name has for a field. Several are never a match: another reader of the same certificate could
 * see the other one. An empty value counts as absent.
 */
export const judgeValues = (matcher: FieldMatcher, values: readonly string[]): FieldVerdict => {
  if (values.length > 1) return 'ambiguous'
  const [value = ''] = values
  if (value === '') return 'missing'
  return matcher.matches(value) ? 'matches' : 'mismatch'
}
