import type { GeneralName } from '../certificate.js'
import { checkNested } from '../der/check-nested.js'
import type { DerElement, DerReader } from '../der/der-reader.js'
import { readObjectIdentifier } from '../der/read-object-identifier.js'
import { contextConstructed, contextPrimitive, Tag } from '../der/tag.js'
import { readName } from '../name/read-name.js'
import { decodeAscii } from '../text/decode-text.js'
import { hexOf } from '../text/hex.js'
import { textOfIpAddress } from './ip-address.js'

const readText = (reader: DerReader, kind: 'email' | 'dns' | 'uri'): GeneralName => {
  return { kind, value: decodeAscii(reader, reader.read()) }
}

const readIpAddress = (reader: DerReader): GeneralName => {
  const { content, end } = reader.read()
  const value = textOfIpAddress(reader.bytes, content, end)
  if (value === undefined) throw reader.refuse('has an IP address that is not 4 or 16 octets', content)
  return { kind: 'ip', value }
}

const readDirectoryName = (parent: DerReader): GeneralName => {
  // A CHOICE is always tagged explicitly (X.680 section 31.2.7).
  const reader = parent.enter(contextConstructed(4))
  const value = readName(reader, reader.context)
  reader.finish()
  return { kind: 'directory-name', value }
}

const readOther = (reader: DerReader): GeneralName => {
  const element: DerElement = reader.read()
  checkNested(reader, element)
  return { kind: 'other', value: hexOf(reader.bytes, element.start, element.end) }
}

const readGeneralName = (reader: DerReader): GeneralName => {
  switch (reader.nextTag()) {
    case contextPrimitive(1):
      return readText(reader, 'email')
    case contextPrimitive(2):
      return readText(reader, 'dns')
    case contextPrimitive(6):
      return readText(reader, 'uri')
    case contextPrimitive(7):
      return readIpAddress(reader)
    case contextPrimitive(8):
      return { kind: 'registered-id', value: readObjectIdentifier(reader, contextPrimitive(8)) }
    case contextConstructed(4):
      return readDirectoryName(reader)
    case contextConstructed(0):
    case contextConstructed(3):
    case contextConstructed(5):
      return readOther(reader)
    default:
      throw reader.refuse('has an element that is no kind of general name', reader.position)
  }
}

/** GeneralNames (RFC 5280 section 4.2.1.6). */
export const readGeneralNames = (parent: DerReader, tag: number = Tag.sequence): readonly GeneralName[] => {
  const reader = parent.enter(tag)
  const names: GeneralName[] = []
  while (!reader.isAtEnd()) names.push(Object.freeze(readGeneralName(reader)))
  return Object.freeze(names)
}
