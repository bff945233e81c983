import { type DerReader, enter, malformed, unexpected } from './der-reader.js'
import { octetAt } from './octet-at.js'
import * as Tag from './tag.js'
import { usualArcs } from './usual-arcs.js'

/** 128 bits, the largest arcs in use (UUIDs below 2.25, X.667), fit into 19 octets; a bound keeps reading linear. */
const longestArc = 19

/** The first subidentifier holds two arcs: 40 times the first plus the second (X.690 section 8.19.4). */
const firstArcs = (joint: number | bigint): string => {
  if (joint < 40) return `0.${joint}`
  if (joint < 80) return `1.${Number(joint) - 40}`
  return `2.${typeof joint === 'bigint' ? joint - 80n : joint - 80}`
}

/** The content of an OBJECT IDENTIFIER as dotted decimals (X.690 section 8.19). */
const dottedArcs = (reader: DerReader, bytes: Uint8Array, content: number, end: number): string => {
  if (end === content || octetAt(bytes, end - 1) > 0x7f) throw malformed(reader, 'the end of an arc')
  let dotted = ''
  let start = content
  let arc: number | bigint = 0
  for (let position = content; position < end; position += 1) {
    const octet = octetAt(bytes, position)
    if (position === start && octet === 0x80) throw malformed(reader, 'an arc in its shortest form', position)
    if (position - start === longestArc) throw unexpected(reader, 'an arc of at most 128 bits', start)
    // Seven octets hold 49 bits, which a number is exact for.
    arc = position - start < 7 ? Number(arc) * 128 + (octet & 0x7f) : BigInt(arc) * 128n + BigInt(octet & 0x7f)
    if (octet < 0x80) {
      dotted = start === content ? firstArcs(arc) : `${dotted}.${arc}`
      start = position + 1
      arc = 0
    }
  }
  return dotted
}

/** Reads the arcs up to the end of an element that the reader has entered. */
export const takeArcs = (reader: DerReader, end: number): string => {
  const { bytes, position } = reader
  const dotted = usualArcs(bytes, position, end) ?? dottedArcs(reader, bytes, position, end)
  reader.position = end
  return dotted
}

/** An OBJECT IDENTIFIER as dotted decimals. */
export const readObjectIdentifier = (reader: DerReader, tag: number = Tag.objectIdentifier): string =>
  takeArcs(reader, enter(reader, tag))
