import type { DerReader } from './der-reader.js'
import { octetAt } from './octet-at.js'
import { Tag } from './tag.js'

/** 128 bits, the largest arcs in use (UUIDs below 2.25, X.667), fit into 19 octets; a bound keeps reading linear. */
const longestArc = 19

/** An OBJECT IDENTIFIER as dotted decimals (X.690 section 8.19). */
export const readObjectIdentifier = (reader: DerReader, tag: number = Tag.objectIdentifier): string => {
  const { bytes } = reader
  const { content, end } = reader.readTagged(tag)
  if (end === content || octetAt(bytes, end - 1) >= 0x80) {
    throw reader.malformed('has an object identifier that ends inside an arc', content)
  }
  return shortDirectoryIdentifier(bytes, content, end) ?? dottedArcs(reader, content, end)
}

/** `2.5.x.y` in three octets: X.520 attribute types and RFC 5280 extensions, most of what a certificate names. */
const shortDirectoryIdentifier = (bytes: Uint8Array, content: number, end: number): string | undefined => {
  if (end - content !== 3 || octetAt(bytes, content) !== 0x55) return undefined
  const arc = octetAt(bytes, content + 1)
  return arc < 0x80 ? `2.5.${arc}.${octetAt(bytes, content + 2)}` : undefined
}

const dottedArcs = (reader: DerReader, content: number, end: number): string => {
  const { bytes } = reader
  let dotted = ''
  let arcStart = content
  let arc = 0
  for (let position = content; position < end; position += 1) {
    const octet = octetAt(bytes, position)
    if (position === arcStart && octet === 0x80) {
      throw reader.malformed('has an object identifier that is not in its shortest form', position)
    }
    if (position - arcStart === longestArc) {
      throw reader.refuse(`has an object identifier with an arc of more than ${longestArc} octets`, arcStart)
    }
    arc = arc * 128 + (octet & 0x7f)
    if (octet < 0x80) {
      const exact = Number.isSafeInteger(arc) ? arc : largeArc(bytes, arcStart, position + 1)
      dotted = arcStart === content ? firstArcs(exact) : `${dotted}.${exact}`
      arcStart = position + 1
      arc = 0
    }
  }
  return dotted
}

/** The first subidentifier holds two arcs: 40 times the first plus the second (X.690 section 8.19.4). */
const firstArcs = (joint: number | bigint): string => {
  if (joint < 40) return `0.${joint}`
  if (joint < 80) return `1.${Number(joint) - 40}`
  return `2.${typeof joint === 'bigint' ? joint - 80n : joint - 80}`
}

const largeArc = (bytes: Uint8Array, start: number, end: number): bigint => {
  let arc = 0n
  for (let position = start; position < end; position += 1) {
    arc = arc * 128n + BigInt(octetAt(bytes, position) & 0x7f)
  }
  return arc
}
