import type { Name } from '../certificate/name.js'
import { checkText } from '../template/sink/check-text.js'
import type { CompiledSubjectAttributes } from './compiled-profile.js'
import type { Finding } from './finding.js'
import { refusedField } from './make-finding.js'
import { leftOut } from './render-part.js'

/** An attribute of a thing. */
export type Attribute = readonly [name: string, value: string]

/** More than any thing may have, which is refused: in what order they are does not matter. */
const tooMany = 50

/** Keeps the order of the names; for the few attributes that a thing may have this is faster than to sort them. */
const insert = (attributes: Attribute[], name: string, value: string): void => {
  let index = attributes.length
  if (index < tooMany) {
    for (let before = attributes[index - 1]; before && name < before[0]; before = attributes[index - 1]) {
      attributes[index] = before
      index -= 1
    }
  }
  attributes[index] = [name, value]
}

const remedy = 'issue the certificate with one value that AWS IoT stores in this field'

const refusedType = (type: string, reason: string, value?: string | readonly string[]): Finding =>
  refusedField('profile', 'attribute-refused', { field: `subject.${type}`, value, reason: `it ${reason}`, remedy })

/**
 * Stores every field of the subject as an attribute. What AWS does not take is left out with a finding, or refused where
 * the field is required; what the profile names itself is the profile's.
 */
export const renderSubjectAttributes = (
  findings: Finding[],
  { names, taken, required }: CompiledSubjectAttributes,
  reserved: ReadonlySet<string>,
  subject: Name,
  rendered: Attribute[],
): void => {
  const values = new Map<string, string>()
  const repeated = new Set<string>()
  for (const [type, value] of subject.entries()) {
    if (values.has(type)) repeated.add(type)
    values.set(type, value)
  }
  for (const [type, spelling] of required) if (!values.has(type)) findings.push(refusedType(spelling, 'is absent'))
  for (const [type, value] of values) {
    const given = names.get(type)
    const name = given ?? type
    if (reserved.has(name)) continue
    let reason = checkText('attribute-value', value)
    if (repeated.has(type)) reason = 'is there more than once'
    else if (given === undefined && taken.has(type)) reason = 'has the name of an attribute for another field'
    // Types are shown by names that AWS takes for an attribute, or as dotted OIDs, which can be too long.
    else if (name.length > 128) reason = 'is too long a name'
    if (reason === undefined) {
      insert(rendered, name, value)
      continue
    }
    const refusal = refusedType(type, reason, repeated.has(type) ? subject.getAll(type) : value)
    findings.push(required.has(type) ? refusal : leftOut(refusal))
  }
}
