import type { GeneralName } from '../certificate.js'
import { checkNested } from '../der/check-nested.js'
import { type DerReader, enter, leave, narrow, nextTag, readList, unexpected } from '../der/der-reader.js'
import { readObjectIdentifier } from '../der/read-object-identifier.js'
import * as Tag from '../der/tag.js'
import { readName } from '../name/read-name.js'
import type { Name } from '../name.js'
import { hexOf } from '../text/hex.js'
import { readAscii } from '../text/read-text.js'
import { textOfIpAddress } from './ip-address.js'

const readIpAddress = (reader: DerReader, tag: number): string => {
  const end = enter(reader, tag)
  const text = textOfIpAddress(reader.bytes, reader.position, end)
  if (text === undefined) throw unexpected(reader, '4 or 16 octets')
  reader.position = end
  return text
}

/** A CHOICE is always tagged explicitly (X.680 section 31.2.7). */
const readDirectoryName = (reader: DerReader, tag: number): Name => {
  const outerEnd = narrow(reader, tag)
  const name = readName(reader)
  leave(reader, outerEnd)
  return name
}

/** One of the kinds of RFC 5280 section 4.2.1.6, which numbers their tags from 0 to 8. */
const readGeneralName = (reader: DerReader): GeneralName => {
  const { bytes, position } = reader
  const tag = nextTag(reader)
  switch (tag) {
    case 0x81:
      return { kind: 'email', value: readAscii(reader, tag) }
    case 0x82:
      return { kind: 'dns', value: readAscii(reader, tag) }
    case 0x86:
      return { kind: 'uri', value: readAscii(reader, tag) }
    case 0x87:
      return { kind: 'ip', value: readIpAddress(reader, tag) }
    case 0x88:
      return { kind: 'registered-id', value: readObjectIdentifier(reader, tag) }
    case 0xa4:
      return { kind: 'directory-name', value: readDirectoryName(reader, tag) }
    case 0xa0:
    case 0xa3:
    case 0xa5:
      checkNested(reader)
      return { kind: 'other', value: hexOf(bytes, position, reader.position) }
  }
  throw unexpected(reader, 'a general name')
}

/** GeneralNames (RFC 5280 section 4.2.1.6). */
export const readGeneralNames = (reader: DerReader, tag: number = Tag.sequence): readonly GeneralName[] =>
  readList(reader, tag, () => Object.freeze(readGeneralName(reader)))
