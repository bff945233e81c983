import { CertificateError } from '../../certificate/certificate-error.js'
import * as Tag from '../../certificate/der/tag.js'
import { quote } from '../../error/quote.js'
import { octetsOfText } from '../../template/octets-of-text.js'
import { writeElement } from './der-writer.js'

/** The ASN.1 string types of X.680 section 41 that occur in names. */
export type TextEncoding = 'utf8' | 'printable' | 'ia5' | 'numeric' | 'visible' | 'teletex' | 'bmp' | 'universal'

const tags: Readonly<Record<TextEncoding, number>> = {
  utf8: Tag.utf8String,
  printable: Tag.printableString,
  ia5: Tag.ia5String,
  numeric: Tag.numericString,
  visible: Tag.visibleString,
  teletex: Tag.teletexString,
  bmp: Tag.bmpString,
  universal: Tag.universalString,
}

const bigEndian = (codePoint: number, width: number): number[] =>
  Array.from({ length: width }, (_, index) => (codePoint >>> ((width - 1 - index) * 8)) & 0xff)

const octetsPerCharacter = (encoding: TextEncoding): number => {
  if (encoding === 'universal') return 4
  return encoding === 'bmp' ? 2 : 1
}

/** Text as an element of a string type; characters that the type cannot hold at all are refused. */
export const writeText = (text: string, encoding: TextEncoding): Uint8Array => {
  if (encoding === 'utf8') return writeElement(tags.utf8, octetsOfText(text))
  const codePoints = Array.from(text, (character) => character.codePointAt(0) ?? 0)
  const width = octetsPerCharacter(encoding)
  const largest = width === 4 ? 0x10ffff : 256 ** width - 1
  if (codePoints.some((codePoint) => codePoint > largest)) {
    throw new CertificateError('certificate-option', `encoding ${quote(encoding)} cannot hold ${quote(text)}`, {
      field: 'subject',
      value: text,
      remedy: 'use the encoding `utf8`',
    })
  }
  return writeElement(tags[encoding], Uint8Array.from(codePoints.flatMap((codePoint) => bigEndian(codePoint, width))))
}
