import { quote } from '../error/quote.js'
import type { Ownership } from '../plan/step/ensure-thing.js'
import { checkAttributeName, compileAttributes, compileSubjectAttributes } from './compile-attributes.js'
import { compileTemplatePart } from './compile-part.js'
import type { CompiledThing } from './compiled-profile.js'
import { badOption, knownOptions } from './known-options.js'
import { RegistrationError } from './registration-error.js'
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

/** Attributes that AWS stores on a thing, without and with a thing type (AWS IoT Developer Guide, "Managing things"). */
const mostWithoutType = 3
const mostWithType = 50
/** AWS IoT Developer Guide, "Thing types". */
const mostSearchable = 3

const compileSearchable = (owner: string, spec: ThingSpec, stamped: boolean): readonly string[] => {
  const { searchableAttributes = [], typeName } = spec
  const field = `${owner}.searchableAttributes`
  if (!Array.isArray(searchableAttributes)) throw badOption(owner, 'searchableAttributes', 'a list of names', undefined)
  if (searchableAttributes.length > 0 && typeName === undefined) {
    throw new RegistrationError('registration-profile', `${field} need a thing type`, {
      field,
      remedy: 'set `typeName`: the type holds the list',
    })
  }
  const names = new Set(searchableAttributes.map((name) => checkAttributeName(field, name, false)))
  if (names.size > mostSearchable || names.size < searchableAttributes.length) {
    throw new RegistrationError('registration-profile', `${field} are not up to ${mostSearchable} different names`, {
      field,
      value: searchableAttributes.join(', '),
      remedy: `name at most ${mostSearchable} attributes${stamped ? ', each once' : ''}`,
    })
  }
  return Object.freeze([...names].sort())
}

/**
 * Compiles what a thing is to be like.
 *
 * @throws {RegistrationError} `registration-option`, `registration-profile`.
 */
export const compileThing = (owner: string, spec: ThingSpec, ownership: Ownership): CompiledThing => {
  knownOptions(owner, spec, known)
  const stamped = ownership === 'stamp'
  const { principal = 'shared', adopt = false, typeName, subjectAttributes } = spec
  if (principal !== 'shared' && principal !== 'exclusive') {
    throw badOption(owner, 'principal', '`shared` or `exclusive`', principal)
  }
  if (typeof adopt !== 'boolean') throw badOption(owner, 'adopt', 'true or false', adopt)
  const name = compileTemplatePart(`${owner}.name`, spec.name, 'thing-name')
  if (!name.perDevice && ownership !== 'off') {
    throw new RegistrationError(
      'registration-profile',
      `${owner}.name: ${quote(spec.name)} is the same for every device`,
      {
        field: `${owner}.name`,
        value: spec.name,
        remedy:
          'put a value of the certificate into the name, or set `ownership` to `off` for a thing that devices share',
      },
    )
  }
  const attributes = compileAttributes(`${owner}.attributes`, spec.attributes ?? {}, stamped)
  const reserved = new Set(attributes.map((attribute) => attribute.name))
  const mostAttributes = (typeName === undefined ? mostWithoutType : mostWithType) - (stamped ? 1 : 0)
  const sure = attributes.filter(({ optional }) => !optional).length
  if (sure > mostAttributes) {
    const stamp = stamped ? ' beside the stamp' : ''
    throw new RegistrationError('registration-profile', `${owner}.attributes: AWS stores ${mostAttributes}${stamp}`, {
      field: `${owner}.attributes`,
      value: String(sure),
      remedy: typeName === undefined ? 'set `typeName`, or leave attributes out' : 'leave attributes out',
    })
  }
  return Object.freeze({
    name,
    typeName:
      typeName === undefined ? undefined : compileTemplatePart(`${owner}.typeName`, typeName, 'thing-type-name'),
    searchableAttributes: compileSearchable(owner, spec, stamped),
    attributes,
    subjectAttributes:
      subjectAttributes && compileSubjectAttributes(`${owner}.subjectAttributes`, subjectAttributes, reserved, stamped),
    mostAttributes,
    principal,
    adopt,
  })
}
