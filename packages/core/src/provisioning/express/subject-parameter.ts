import { resolveAttributeType } from '../../certificate/attribute-types.js'
import { certificateParameters, subjectSerialNumber } from '../certificate-parameter.js'
import type { ExpressionContext } from './expression-context.js'

const isOid = (origin: unknown): origin is { readonly oid: string } => typeof origin === 'object'

/**
 * The parameter that holds a field of the subject: for JITP the one that AWS fills with it, elsewhere one of the field's
 * name, which somebody has to give.
 */
export const subjectParameter = ({ kind, serialNumber }: ExpressionContext, oid: string): string | undefined => {
  if (kind !== 'jitp') {
    const { longName = oid } = resolveAttributeType(oid) ?? {}
    return `${longName.slice(0, 1).toUpperCase()}${longName.slice(1)}`
  }
  if (oid === subjectSerialNumber) return serialNumber === 'subject' ? 'AWS::IoT::Certificate::SerialNumber' : undefined
  const entry = Object.entries(certificateParameters).find(([, origin]) => isOid(origin) && origin.oid === oid)
  return entry?.[0]
}

/** What to do about a field that no parameter holds. */
export const subjectRemedy = (oid: string): string =>
  oid === subjectSerialNumber
    ? "say `serialNumber: 'subject'` if you know that AWS takes the serial number of the subject"
    : 'use CN, C, O, OU, ST or dnQualifier: JITP reads no other field'
