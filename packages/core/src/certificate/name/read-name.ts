import type { DerContext, DerReader } from '../der/der-reader.js'
import { Tag } from '../der/tag.js'
import type { Name, NameAttribute } from '../name.js'
import { DistinguishedName } from './distinguished-name.js'
import { readAttribute } from './read-attribute.js'

/** A RelativeDistinguishedName: at least one attribute. */
const readRdn = (sequence: DerReader): readonly NameAttribute[] => {
  const set = sequence.enter(Tag.set)
  const attributes = [readAttribute(set)]
  while (!set.isAtEnd()) attributes.push(readAttribute(set))
  return Object.freeze(attributes)
}

/**
 * A distinguished name (RFC 5280 section 4.1.2.4).
 *
 * The attributes of a multi-valued RDN keep the order of the encoding, which X.690 section 11.6 wants sorted and issuers
 * in the field do not always sort.
 */
export const readName = (parent: DerReader, context: DerContext): Name => {
  const sequence = parent.enter(Tag.sequence, context)
  const rdns: (readonly NameAttribute[])[] = []
  while (!sequence.isAtEnd()) rdns.push(readRdn(sequence))
  return new DistinguishedName(Object.freeze(rdns))
}
