import { checkList, checkOptions, checkText, isRecord } from './check-options.js'
import { attributeTypeOf, compileTemplatePart } from './compile-part.js'
import type { CompiledAttribute, CompiledSubjectAttributes } from './compiled-profile.js'
import { mistake } from './mistake.js'
import type { AttributeSpec, SubjectAttributesSpec } from './registration-spec.js'

/** Names of a thing's attributes (AWS IoT API Reference, AttributePayload). */
const namePattern = /^(?!__proto__$)[a-zA-Z0-9_.,@/:#-]{1,128}$/

/** The attribute that holds the owner's certificate id where things are stamped. */
const stampName = 'certificateId'

/** @throws {RegistrationError} `registration-profile` for a name that AWS refuses, or that the stamp needs. */
export const checkAttributeName = (field: string, name: unknown, stamped: boolean): void => {
  checkText(field, name, namePattern)
  if (stamped && name === stampName) throw mistake(field, "other than the stamp's name", name)
}

const compileAttribute = (owner: string, name: string, spec: AttributeSpec, stamped: boolean): CompiledAttribute => {
  checkAttributeName(owner, name, stamped)
  const field = `${owner}.${name}`
  const optional = isRecord(spec)
  if (optional) {
    checkOptions(field, spec, ['value', 'optional'])
    if (spec.optional !== true) throw mistake(field, 'text, or `optional: true`', spec.optional)
  }
  return { name, value: compileTemplatePart(field, optional ? spec.value : spec, 'attribute-value'), optional }
}

/** Compiles the attributes of a thing, in the order of their names: a plan does not depend on how the spec was written down. */
export const compileAttributes = (
  owner: string,
  attributes: Readonly<Record<string, AttributeSpec>>,
  stamped: boolean,
): readonly CompiledAttribute[] => {
  checkOptions(owner, attributes)
  return Object.entries(attributes)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, spec]) => compileAttribute(owner, name, spec, stamped))
}

/** @throws {RegistrationError} for a type that does not exist, a name that AWS refuses, or two types under one name. */
export const compileSubjectAttributes = (
  owner: string,
  spec: SubjectAttributesSpec,
  reserved: ReadonlySet<string>,
  stamped: boolean,
): CompiledSubjectAttributes => {
  checkOptions(owner, spec, ['names', 'required'])
  const field = `${owner}.names`
  const { names: given = {}, required = [] } = spec
  checkOptions(field, given)
  const names = new Map<string, string>()
  const taken = new Set<string>()
  for (const [type, name] of Object.entries(given)) {
    checkAttributeName(field, name, stamped)
    const oid = attributeTypeOf(field, type)
    if (names.has(oid) || taken.has(name)) {
      throw mistake(field, 'one name of its own for each attribute type', name)
    }
    names.set(oid, name)
    taken.add(name)
  }
  const requiredField = `${owner}.required`
  checkList(requiredField, required)
  const requiredTypes = new Map(required.map((type) => [attributeTypeOf(requiredField, type), type]))
  return { names, taken, required: requiredTypes, reserved }
}
