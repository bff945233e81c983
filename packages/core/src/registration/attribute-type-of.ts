import { attributeTypeSpellings, resolveAttributeType } from '../certificate/attribute-types.js'
import { nearest } from '../error/nearest.js'
import { quote } from '../error/quote.js'
import { RegistrationError } from './registration-error.js'

/**
 * The dotted OID of an attribute type in any spelling.
 *
 * @throws {RegistrationError} `registration-rule` for a spelling that means nothing, naming the nearest that does.
 */
export const attributeTypeOf = (owner: string, spelling: unknown): string => {
  const text = String(spelling)
  const type = resolveAttributeType(text)
  if (type !== undefined) return type.oid
  const meant = nearest(text, attributeTypeSpellings())
  throw new RegistrationError('registration-rule', `${owner}: ${quote(text)} is no attribute type`, {
    field: owner,
    value: text,
    remedy: meant === undefined ? 'use a name of X.520 or a dotted OID' : `did you mean ${quote(meant)}`,
  })
}
