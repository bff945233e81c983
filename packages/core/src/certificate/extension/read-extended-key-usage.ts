import type { DerReader } from '../der/der-reader.js'
import { readObjectIdentifier } from '../der/read-object-identifier.js'
import { Tag } from '../der/tag.js'

/** RFC 5280 section 4.2.1.12. */
export const readExtendedKeyUsage = (value: DerReader): readonly string[] => {
  const reader = value.enter(Tag.sequence)
  const purposes: string[] = []
  while (!reader.isAtEnd()) purposes.push(readObjectIdentifier(reader))
  return Object.freeze(purposes)
}
