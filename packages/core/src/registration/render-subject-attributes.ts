import type { Name, NameAttribute } from '../certificate/name.js'
import { requireAttributeType } from '../certificate/require-attribute-type.js'
import { checkText } from '../template/sink/check-text.js'
import type { CompiledSubjectAttributes } from './compiled-profile.js'
import type { Finding } from './finding.js'
import { refusedField } from './make-finding.js'
import { leftOut } from './render-part.js'

/** An attribute of a thing. */
export type Attribute = readonly [name: string, value: string]

const rule = 'profile'
const code = 'attribute-refused'
const remedy = 'issue the certificate with one value that AWS IoT stores in this field'

/**
 * Stores every field of the subject as an attribute. What AWS does not take is left out with a finding, or refused where
 * the field is required; what the profile names itself is the profile's.
 */
export const renderSubjectAttributes = (
  findings: Finding[],
  { names, taken, required, reserved }: CompiledSubjectAttributes,
  subject: Name,
  rendered: Attribute[],
): void => {
  const fields = new Map<string, NameAttribute>()
  const repeated = new Set<string>()
  for (const [type, value] of subject.entries()) {
    const { oid } = requireAttributeType(type)
    const { size } = fields
    if (fields.set(oid, { oid, type, value }).size === size) repeated.add(oid)
  }
  for (const [oid, type] of required) {
    if (fields.has(oid)) continue
    findings.push(refusedField(rule, code, { field: `subject.${type}`, reason: 'it is absent', remedy }))
  }
  for (const { oid, type, value } of fields.values()) {
    const given = names.get(oid)
    const name = given ?? type
    if (reserved.has(name)) continue
    let reason = checkText('attribute-value', value)
    if (repeated.has(oid)) reason = 'is there more than once'
    else if (given === undefined && taken.has(type)) reason = 'has the name of an attribute for another field'
    // Types are shown by names that AWS takes for an attribute, or as dotted OIDs, which can be too long.
    else if (name.length > 128) reason = 'is too long a name'
    if (reason === undefined) {
      rendered.push([name, value])
      continue
    }
    const shown = repeated.has(oid) ? subject.getAll(oid) : value
    const refusal = refusedField(rule, code, { field: `subject.${type}`, value: shown, reason: `it ${reason}`, remedy })
    findings.push(required.has(oid) ? refusal : leftOut(refusal))
  }
}
