import type { Name } from '../certificate/name.js'
import { checkText } from '../template/sink/check-text.js'
import type { CompiledSubjectAttributes } from './compiled-profile.js'
import type { Finding } from './finding.js'
import { refusedField } from './make-finding.js'
import { leftOut } from './render-part.js'

const repeated = 'is there more than once'
const remedy = 'issue the certificate with one value that AWS IoT stores in this field'

const refusedType = (type: string, reason: string, value?: string | readonly string[]): Finding =>
  refusedField('profile', 'attribute-refused', { field: `subject.${type}`, value, reason: `it ${reason}`, remedy })

/**
 * Stores every field of the subject as an attribute, as they come. What AWS does not take is left out with
 * a finding, or refused where the field is required; what the profile names itself is the profile's.
 */
export const renderSubjectAttributes = (
  findings: Finding[],
  { names, taken, required }: CompiledSubjectAttributes,
  reserved: ReadonlySet<string>,
  subject: Name,
  attributes: Record<string, string>,
): void => {
  const unstored = new Map<string, string>()
  for (const [type, value] of subject.entries()) {
    const given = names.get(type)
    const name = given ?? type
    if (reserved.has(name)) continue
    let reason = checkText('attribute-value', value)
    if (unstored.has(type)) reason = repeated
    else if (given === undefined && taken.has(type)) reason = 'has the name of an attribute for another field'
    else if (Object.hasOwn(attributes, name)) {
      reason = repeated
      // The first one was stored before this one was seen.
      delete attributes[name]
    }
    // Types are shown by names that AWS takes for an attribute, or as dotted OIDs, which can be too long.
    else if (name.length > 128) reason = 'is too long a name'
    if (reason === undefined) attributes[name] = value
    else unstored.set(type, reason)
  }
  for (const [type, spelling] of required) {
    if (subject.get(type) === undefined) findings.push(refusedType(spelling, 'is absent'))
  }
  for (const [type, reason] of unstored) {
    const values = subject.getAll(type)
    const refusal = refusedType(type, reason, values.length > 1 ? values : values[0])
    findings.push(required.has(type) ? refusal : leftOut(refusal))
  }
}
