import type { Ownership } from '../plan/step/ensure-thing.js'
import { checkCount, checkDifferent, checkList, checkOptions, oneOf } from './check-options.js'
import { checkAttributeName, compileAttributes, compileSubjectAttributes } from './compile-attributes.js'
import { compileTemplatePart } from './compile-part.js'
import type { CompiledThing } from './compiled-profile.js'
import { mistake } from './mistake.js'
import type { ThingSpec } from './registration-spec.js'

const known: readonly (keyof ThingSpec)[] = [
  'name',
  'typeName',
  'searchableAttributes',
  'attributes',
  'subjectAttributes',
  'principal',
  'adopt',
]

/**
 * Compiles what a thing is to be like.
 *
 * @throws {RegistrationError} `registration-option`, `registration-profile`.
 */
export const compileThing = (owner: string, spec: ThingSpec, ownership: Ownership): CompiledThing => {
  checkOptions(owner, spec, known)
  const { typeName, searchableAttributes = [], subjectAttributes } = spec
  const field = (key: keyof ThingSpec): string => `${owner}.${key}`
  const stamped = ownership === 'stamp'
  const isTyped = typeName !== undefined
  const where = isTyped ? '' : ' without `typeName`'
  // Attributes that AWS stores on a thing ("Managing things"), and lists in a type ("Thing types"; AWS IoT Developer Guide).
  const mostAttributes = (isTyped ? 50 : 3) - Number(stamped)
  const mostSearchable = isTyped ? 3 : 0

  const name = compileTemplatePart(field('name'), spec.name, 'thing-name')
  if (!name.perDevice && ownership !== 'off') {
    const expected = 'a template with a value of the certificate, unless `ownership` is `off`'
    throw mistake(field('name'), expected, spec.name)
  }
  const attributes = compileAttributes(field('attributes'), spec.attributes ?? {}, stamped)
  const reserved = new Set(attributes.map((attribute) => attribute.name))
  const required = attributes.filter(({ optional }) => !optional)
  checkCount(field('attributes'), required.length, mostAttributes, `${stamped ? ' beside the stamp' : ''}${where}`)

  const searchableField = field('searchableAttributes')
  checkList(searchableField, searchableAttributes)
  checkCount(searchableField, searchableAttributes.length, mostSearchable, where)
  checkDifferent(searchableField, searchableAttributes)
  for (const attribute of searchableAttributes) checkAttributeName(searchableField, attribute, false)
  return Object.freeze({
    name,
    typeName: isTyped ? compileTemplatePart(field('typeName'), typeName, 'thing-type-name') : undefined,
    searchableAttributes: Object.freeze([...searchableAttributes].sort()),
    attributes,
    subjectAttributes:
      subjectAttributes && compileSubjectAttributes(field('subjectAttributes'), subjectAttributes, reserved, stamped),
    mostAttributes,
    principal: oneOf(field('principal'), spec.principal, ['shared', 'exclusive']),
    adopt: oneOf(field('adopt'), spec.adopt, [false, true]),
  })
}
