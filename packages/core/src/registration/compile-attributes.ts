import { isRecord } from './check-options.js'
import type { CompiledAttribute, CompiledSubjectAttributes } from './compiled-profile.js'
import { mistake } from './mistake.js'
import { attributeTypeName } from './reader/attribute-type.js'
import { entriesOf } from './reader/entries-of.js'
import { checkDifferent, listOf } from './reader/list-of.js'
import { optionsOf } from './reader/options-of.js'
import { orNone, type Reader } from './reader/reader.js'
import { templateFor } from './reader/template-for.js'
import { textLike } from './reader/text-like.js'
import type { AttributeSpec, SubjectAttributesSpec } from './registration-spec.js'

/** Names of a thing's attributes (AWS IoT API Reference, AttributePayload). */
export const attributeName: Reader<string, string> = /* @__PURE__ */ textLike(
  /^(?!__proto__$)[a-zA-Z0-9_.,@/:#-]{1,128}$/,
)

/** The attribute that holds the owner's certificate id where things are stamped. */
const stampName = 'certificateId'

/** Names of attributes beside the stamp. */
export const unstampedName: Reader<string, string> = (given, field) => {
  if (given === stampName) throw mistake(field, "other than the stamp's name", given)
  return attributeName(given, field)
}

const attributeValue = /* @__PURE__ */ templateFor('attribute-value')

const isTrue: Reader<boolean, true> = (given, field) => {
  if (given === true) return given
  throw mistake(field, 'true', given)
}

const optionalAttribute = /* @__PURE__ */ optionsOf({ value: attributeValue, optional: isTrue })

const readAttribute: Reader<AttributeSpec, Omit<CompiledAttribute, 'name'>> = (given, field) =>
  isRecord(given) ? optionalAttribute(given, field) : { value: attributeValue(given, field), optional: false }

type AttributeName = typeof attributeName

/** The attributes of a thing, in the order of their names: a plan does not depend on how the spec was written down. */
export const attributesOf = (
  readName: AttributeName,
): Reader<Readonly<Record<string, AttributeSpec>>, readonly CompiledAttribute[]> => {
  const readEntries = entriesOf(readName, readAttribute)
  return (given, field) =>
    readEntries(given, field)
      .map(({ key: name, value }) => ({ name, ...value }))
      .sort((one, other) => (one.name < other.name ? -1 : 1))
}

/** Refuses a type that does not exist, a name that AWS refuses, and two types under one name. */
export const subjectAttributesOf = (
  readName: AttributeName,
): Reader<SubjectAttributesSpec, CompiledSubjectAttributes> => {
  const read = optionsOf({
    names: orNone(entriesOf(attributeTypeName, readName)),
    required: orNone(listOf((spelling: string, field) => [attributeTypeName(spelling, field), spelling] as const)),
  })
  return (given, field) => {
    const { names, required } = read(given, field)
    const taken = names.map(({ value }) => value)
    checkDifferent(`${field}.names`, taken)
    return {
      names: new Map(names.map(({ key, value }) => [key, value])),
      taken: new Set(taken),
      required: new Map(required),
    }
  }
}
