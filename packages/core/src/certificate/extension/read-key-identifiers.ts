import type { DerReader } from '../der/der-reader.js'
import { readInteger } from '../der/read-integer.js'
import { contextConstructed, contextPrimitive, Tag } from '../der/tag.js'
import { hexOf } from '../text/hex.js'
import { readGeneralNames } from './read-general-names.js'

/** RFC 5280 section 4.2.1.2. */
export const readSubjectKeyIdentifier = (value: DerReader): string => {
  const { content, end } = value.readTagged(Tag.octetString)
  return hexOf(value.bytes, content, end)
}

/** RFC 5280 section 4.2.1.1: the keyIdentifier, where there is one; issuer and serial number are checked. */
export const readAuthorityKeyIdentifier = (value: DerReader): string | undefined => {
  const reader = value.enter(Tag.sequence)
  const identifier = reader.readOptional(contextPrimitive(0))
  if (reader.nextTag() === contextConstructed(1)) readGeneralNames(reader, contextConstructed(1))
  if (reader.nextTag() === contextPrimitive(2)) readInteger(reader, contextPrimitive(2))
  reader.finish()
  return identifier && hexOf(value.bytes, identifier.content, identifier.end)
}
