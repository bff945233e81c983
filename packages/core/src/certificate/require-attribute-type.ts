import { suggest } from '../error/nearest.js'
import { quote } from '../error/quote.js'
import { attributeTypeSpellings, type ResolvedAttributeType, resolveAttributeType } from './attribute-types.js'
import { CertificateError } from './certificate-error.js'

/** The attribute type that a spelling means; a spelling that means none is refused, with the one that may be meant. */
export const requireAttributeType = (spelling: string): ResolvedAttributeType => {
  // Not every caller has a compiler.
  const value = typeof spelling === 'string' ? spelling : ''
  const resolved = resolveAttributeType(value)
  if (resolved !== undefined) return resolved
  throw new CertificateError('attribute-type-unknown', `there is no attribute type ${quote(value)}`, {
    field: 'type',
    value,
    remedy: suggest(value, [...attributeTypeSpellings()]) ?? 'use a name of X.520 or RFC 4519, or the dotted OID',
  })
}
