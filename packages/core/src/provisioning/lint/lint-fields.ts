import { resolveAttributeType } from '../../certificate/attribute-types.js'
import { quote } from '../../error/quote.js'
import { certificateParameters, isCertificateParameter, subjectSerialNumber } from '../certificate-parameter.js'
import type { ProvisioningInputs } from '../evaluate/provisioning-inputs.js'
import { optionError } from '../option-error.js'
import type { Problem } from '../problem.js'
import type { ProvisioningTemplate } from '../provisioning-template.js'

const oidOf = (type: string): string => {
  const resolved = resolveAttributeType(type)
  if (resolved !== undefined) return resolved.oid
  throw optionError(
    'profile',
    `has ${quote(type)}, which is no attribute type`,
    'use a name of X.520 or its dotted OID',
  )
}

/** The attribute type that a parameter is read from; `undefined` where every certificate has what it is read from. */
const fieldOf = (name: string, serialNumber: ProvisioningInputs['serialNumber']): string | undefined => {
  const origin = isCertificateParameter(name) ? certificateParameters[name] : undefined
  if (origin === 'serial-number') return serialNumber === 'subject' ? subjectSerialNumber : undefined
  return typeof origin === 'object' ? origin.oid : undefined
}

/** Parameters that certificates with such attribute types cannot fill. */
export const lintFields = (
  { kind, body }: ProvisioningTemplate,
  types: readonly string[],
  { serialNumber }: Pick<ProvisioningInputs, 'serialNumber'>,
): readonly Problem[] => {
  const present = new Set(types.map(oidOf))
  if (kind !== 'jitp') return []
  return Object.entries(body.Parameters ?? {}).flatMap(([name, { Default: fallback }]): Problem[] => {
    const path = `Parameters.${name}`
    const field = name.slice(name.lastIndexOf(':') + 1)
    if (name === 'AWS::IoT::Certificate::SerialNumber' && serialNumber === undefined) {
      const message = 'is the serial number of the subject, or of the certificate: sources disagree'
      const remedy = 'try it out, then say with `serialNumber` which one it is'
      return [{ code: 'provisioning-ambiguous', severity: 'warning', path, message, remedy }]
    }
    const oid = fieldOf(name, serialNumber)
    if (oid === undefined || present.has(oid)) return []
    const code = 'provisioning-parameter-missing'
    const reads = `reads ${field}; these certificates have none`
    if (fallback !== undefined) {
      const message = `${reads}, so every device gets the default`
      return [{ code, severity: 'warning', path, message, value: fallback, remedy: 'write the text out' }]
    }
    const remedy = 'issue certificates with this field, or give the parameter a `Default`'
    return [{ code, severity: 'error', path, message: reads, value: name, remedy }]
  })
}
