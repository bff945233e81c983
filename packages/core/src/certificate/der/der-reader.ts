import type { CertificateError } from '../certificate-error.js'
import { type RefusalCode, refusal } from '../refusal.js'
import { octetAt } from './octet-at.js'

/**
 * Where reading stands. A certificate is read once from front to back; `narrow` confines the reader to the content of one
 * element and `leave` widens it again, so nothing behind `end` ever becomes part of a value.
 */
export interface DerReader {
  readonly bytes: Uint8Array
  position: number
  end: number
  /** What is being read, in the words of RFC 5280. */
  field: string
}

export const createReader = (bytes: Uint8Array, field: string): DerReader => {
  return { bytes, position: 0, end: bytes.length, field }
}

/** The code of a field whose layout is not as RFC 5280 has it; all others are extensions. */
const codes: Readonly<Partial<Record<string, RefusalCode>>> = {
  certificate: 'certificate-structure',
  tbsCertificate: 'certificate-structure',
  issuer: 'certificate-name',
  validity: 'certificate-validity',
  subject: 'certificate-name',
  subjectPublicKeyInfo: 'certificate-public-key',
  subjectAltName: 'certificate-name',
}

/** The error for DER that this field does not allow. */
export const unexpected = (reader: DerReader, expected: string, offset: number = reader.position): CertificateError =>
  refusal(codes[reader.field] ?? 'certificate-extension', reader.field, expected, offset)

/** The error for what is not DER. */
export const malformed = (reader: DerReader, expected: string, offset: number = reader.position): CertificateError =>
  refusal('certificate-der-malformed', reader.field, expected, offset)

/** The tag of the next element; -1 at the end. */
export const nextTag = (reader: DerReader): number =>
  reader.position < reader.end ? octetAt(reader.bytes, reader.position) : -1

/** Steps into the next element, whatever it is, and returns where it ends (X.690 sections 8.1 and 10.1). */
export const open = (reader: DerReader): number => {
  const { bytes, position: start, end } = reader
  const tag = nextTag(reader)
  if (tag < 0) throw unexpected(reader, 'an element')
  // No type of a certificate has a tag number above 30, so the multi-octet form of section 8.1.2.4 never occurs.
  if ((tag & 0x1f) === 0x1f) throw malformed(reader, 'a tag of one octet')
  let content = start + 2
  let length = octetAt(bytes, start + 1)
  if (length > 0x7f) {
    content += length & 0x7f
    length = 0
    for (let position = start + 2; position < content; position += 1) length = length * 256 + octetAt(bytes, position)
    // An indefinite length has no octets, so it counts as zero.
    if (content <= end && (length < 0x80 || octetAt(bytes, start + 2) === 0)) {
      throw malformed(reader, 'a length in its shortest form', start + 1)
    }
  }
  if (content + length > end) {
    // Only the outermost element can be cut off; inside it, lengths contradict each other.
    throw start > 0
      ? malformed(reader, 'a shorter element')
      : refusal('certificate-der-truncated', reader.field, 'more bytes', start)
  }
  reader.position = content
  return content + length
}

/** Steps into the next element, which must have this tag, and returns where it ends. */
export const enter = (reader: DerReader, tag: number): number => {
  const { bytes, position } = reader
  const content = position + 2
  const length = octetAt(bytes, position + 1)
  // Nearly every element: the right one, with a length in the short form.
  if (octetAt(bytes, position) === tag && length < 0x80 && content + length <= reader.end) {
    reader.position = content
    return content + length
  }
  if (nextTag(reader) !== tag) throw unexpected(reader, `tag ${tag.toString(16)}`)
  return open(reader)
}

/** Refuses what is left from a position on. */
export const finish = (reader: DerReader, position: number = reader.position): void => {
  if (position < reader.end) throw unexpected(reader, 'nothing more', position)
}

/** Steps into the next element, as `enter`, and sees nothing behind it; returns the end that `leave` needs. */
export const narrow = (reader: DerReader, tag: number): number => {
  const { end } = reader
  reader.end = enter(reader, tag)
  return end
}

/** Steps out of an element that must have been read to its end. */
export const leave = (reader: DerReader, outerEnd: number): void => {
  finish(reader)
  reader.end = outerEnd
}

/** Reads the elements inside the next element, which must have this tag. */
export const readList = <Item>(
  reader: DerReader,
  tag: number,
  readItem: (reader: DerReader) => Item,
): readonly Item[] => {
  const outerEnd = narrow(reader, tag)
  const items: Item[] = []
  while (reader.position < reader.end) items.push(readItem(reader))
  leave(reader, outerEnd)
  return Object.freeze(items)
}
