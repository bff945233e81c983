import type { Name } from '../certificate/name.js'
import { quote } from '../error/quote.js'
import { checkText } from '../template/sink/check-text.js'
import { attributeNamePattern } from './compile-attributes.js'
import type { CompiledSubjectAttributes } from './compiled-profile.js'
import type { Finding } from './finding.js'
import { evidenceValue, passed, refused } from './make-finding.js'
import type { Rendering } from './rendering.js'

/** A type of the subject with all of its values. */
interface Field {
  readonly type: string
  readonly values: string[]
}

/** The fields of a subject by dotted OID, in the order of their first appearance. */
const fieldsOf = (subject: Name): ReadonlyMap<string, Field> => {
  const fields = new Map<string, Field>()
  for (const rdn of subject.rdns) {
    for (const { oid, type, value } of rdn) {
      const field = fields.get(oid)
      if (field === undefined) fields.set(oid, { type, values: [value] })
      else field.values.push(value)
    }
  }
  return fields
}

/** Why a field cannot be stored under a name; `undefined` where it can. */
const refuseField = (name: string, values: readonly string[], taken: ReadonlySet<string>): string | undefined => {
  const [value = ''] = values
  if (values.length > 1) return 'is there more than once'
  if (taken.has(name)) return 'shares its attribute with another field'
  return attributeNamePattern.test(name)
    ? checkText('attribute-value', value)
    : 'has a type that cannot name an attribute'
}

const unstorable = (name: string, { type, values }: Field, reason: string, required: boolean): Finding => {
  const [value = ''] = values
  const evidence = {
    field: `subject.${type}`,
    value: values.length > 1 ? Object.freeze(values.map(evidenceValue)) : evidenceValue(value),
  }
  if (!required) {
    const message = `attribute ${quote(name)} is left out: the subject's ${quote(type)} ${reason}`
    return passed('profile', 'attribute-left-out', message, evidence)
  }
  const remedy = 'issue the certificate with one value that AWS IoT stores, or do not require the field'
  const message = `the subject's ${quote(type)} cannot be stored as ${quote(name)}: it ${reason}`
  return refused('profile', 'attribute-refused', message, { ...evidence, remedy })
}

/**
 * Stores every field of the subject as an attribute. What AWS does not take is left out with a finding, or refused where
 * the field is required; what the profile names itself is the profile's.
 */
export const renderSubjectAttributes = (
  { findings }: Rendering,
  { names, required, reserved }: CompiledSubjectAttributes,
  subject: Name,
  store: (name: string, value: string) => void,
): void => {
  const fields = fieldsOf(subject)
  for (const [oid, type] of required) {
    if (fields.has(oid)) continue
    const remedy = 'issue the certificate with this subject field'
    const message = `the subject has no ${quote(type)}, which is to be stored`
    findings.push(refused('profile', 'attribute-refused', message, { field: `subject.${type}`, remedy }))
  }
  const taken = new Set<string>()
  for (const [oid, field] of fields) {
    const name = names.get(oid) ?? field.type
    if (reserved.has(name)) continue
    const reason = refuseField(name, field.values, taken)
    if (reason === undefined) store(name, field.values[0] ?? '')
    else findings.push(unstorable(name, field, reason, required.has(oid)))
    taken.add(name)
  }
}
