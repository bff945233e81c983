import { quote } from '../error/quote.js'
import { attributeTypeOf } from './attribute-type-of.js'
import { compileTemplatePart } from './compile-part.js'
import type { CompiledAttribute, CompiledSubjectAttributes } from './compiled-profile.js'
import { isRecord, knownOptions } from './known-options.js'
import { RegistrationError } from './registration-error.js'
import type { AttributeSpec, SubjectAttributesSpec } from './registration-spec.js'

/** The attribute that holds the owner's certificate id where things are stamped. */
const stampName = 'certificateId'

/** Names of a thing's attributes (AWS IoT API Reference, AttributePayload). */
export const attributeNamePattern: RegExp = /^[a-zA-Z0-9_.,@/:#-]{1,128}$/

/** @throws {RegistrationError} `registration-profile` for a name that AWS refuses, or that the stamp needs. */
export const checkAttributeName = (field: string, name: unknown, stamped: boolean): string => {
  if (typeof name !== 'string' || !attributeNamePattern.test(name) || name === '__proto__') {
    const shown = quote(String(name))
    throw new RegistrationError('registration-profile', `${field}: ${shown} cannot name an attribute`, {
      field,
      value: String(name),
      remedy: 'use 1 to 128 of A-Z a-z 0-9 _ . , @ / : # -',
    })
  }
  if (stamped && name === stampName) {
    throw new RegistrationError(
      'registration-profile',
      `${field}: the attribute ${quote(name)} holds the owner's stamp`,
      {
        field,
        value: name,
        remedy: 'choose another name, or another `ownership`',
      },
    )
  }
  return name
}

const inOrder = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name < other.name ? -1 : 1

const compileAttribute = (owner: string, name: string, spec: AttributeSpec): CompiledAttribute => {
  const field = `${owner}.${name}`
  if (!isRecord(spec)) return { name, value: compileTemplatePart(field, spec, 'attribute-value'), optional: false }
  knownOptions(field, spec, ['value', 'optional'])
  if (spec.optional !== true) {
    throw new RegistrationError('registration-profile', `${field}: \`optional\` can only be true`, {
      field,
      remedy: 'give the template itself for an attribute that is required',
    })
  }
  return { name, value: compileTemplatePart(field, spec.value, 'attribute-value'), optional: true }
}

/** Compiles the attributes of a thing, in the order of their names: a plan does not depend on how the spec was written down. */
export const compileAttributes = (
  owner: string,
  attributes: Readonly<Record<string, AttributeSpec>>,
  stamped: boolean,
): readonly CompiledAttribute[] => {
  knownOptions(owner, attributes, Object.keys(attributes))
  return Object.entries(attributes)
    .map(([name, spec]) => compileAttribute(owner, checkAttributeName(owner, name, stamped), spec))
    .sort(inOrder)
}

/** @throws {RegistrationError} for a type that does not exist, a name that AWS refuses, or two types under one name. */
export const compileSubjectAttributes = (
  owner: string,
  spec: SubjectAttributesSpec,
  reserved: ReadonlySet<string>,
  stamped: boolean,
): CompiledSubjectAttributes => {
  knownOptions(owner, spec, ['names', 'required'])
  const { names: given = {}, required = [] } = spec
  knownOptions(`${owner}.names`, given, Object.keys(given))
  const names = new Map<string, string>()
  for (const [type, attribute] of Object.entries(given)) {
    const name = checkAttributeName(`${owner}.names`, attribute, stamped)
    const oid = attributeTypeOf(`${owner}.names`, type)
    if (names.has(oid) || [...names.values()].includes(name)) {
      throw new RegistrationError('registration-profile', `${owner}.names: ${quote(type)} is there twice`, {
        field: `${owner}.names`,
        value: name,
        remedy: 'give every attribute type one name of its own',
      })
    }
    names.set(oid, name)
  }
  if (!Array.isArray(required)) {
    throw new RegistrationError('registration-profile', `${owner}.required is not a list`, {
      field: `${owner}.required`,
    })
  }
  const requiredTypes = new Map(required.map((type) => [attributeTypeOf(`${owner}.required`, type), String(type)]))
  return { names, required: requiredTypes, reserved }
}
