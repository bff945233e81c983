import type { Ownership } from '../plan/step/ensure-thing.js'
import { attributeName, attributesOf, subjectAttributesOf, unstampedName } from './compile-attributes.js'
import type { CompiledThing } from './compiled-profile.js'
import { mistake } from './mistake.js'
import { checkCount, checkDifferent, listOf } from './reader/list-of.js'
import { oneOf } from './reader/one-of.js'
import { optionsOf } from './reader/options-of.js'
import { optional, orNone, type Reader } from './reader/reader.js'
import { templateFor } from './reader/template-for.js'
import type { ThingSpec } from './registration-spec.js'

/**
 * Compiles what a thing is to be like.
 *
 * @throws {RegistrationError} `registration-option`, `registration-profile`.
 */
export const thingOf = (ownership: Ownership): Reader<ThingSpec, CompiledThing> => {
  const stamped = ownership === 'stamp'
  const readName = stamped ? unstampedName : attributeName
  const read = optionsOf({
    name: templateFor('thing-name'),
    typeName: optional(templateFor('thing-type-name')),
    searchableAttributes: orNone(listOf(attributeName)),
    attributes: orNone(attributesOf(readName)),
    subjectAttributes: optional(subjectAttributesOf(readName)),
    principal: oneOf('shared', 'exclusive'),
    adopt: oneOf(false, true),
  })
  return (given, field) => {
    const thing = read(given, field)
    const { name, typeName, attributes, searchableAttributes } = thing
    const isTyped = typeName !== undefined
    const where = isTyped ? '' : ' without `typeName`'
    // Attributes that AWS stores on a thing ("Managing things"), and lists in a type ("Thing types"; AWS IoT Developer Guide).
    const mostAttributes = (isTyped ? 50 : 3) - Number(stamped)
    if (!name.perDevice && ownership !== 'off') {
      const expected = 'a template with a value of the certificate, unless `ownership` is `off`'
      throw mistake(`${field}.name`, expected, name.source)
    }
    const required = attributes.filter(({ optional: mayBeAbsent }) => !mayBeAbsent)
    const beside = stamped ? ' beside the stamp' : ''
    checkCount(`${field}.attributes`, required.length, mostAttributes, beside + where)
    checkCount(`${field}.searchableAttributes`, searchableAttributes.length, isTyped ? 3 : 0, where)
    checkDifferent(`${field}.searchableAttributes`, searchableAttributes)
    return Object.freeze({
      ...thing,
      searchableAttributes: Object.freeze([...searchableAttributes].sort()),
      reserved: new Set(attributes.map((attribute) => attribute.name)),
      mostAttributes,
    })
  }
}
