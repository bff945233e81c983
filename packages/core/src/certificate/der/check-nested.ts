import { type DerElement, DerReader } from './der-reader.js'

/** Far deeper than anything that certificates carry; a bound, so that no input exhausts the stack. */
const deepest = 16

/** EXTERNAL, SEQUENCE, SET, EMBEDDED PDV and CHARACTER STRING; X.690 section 10.2 leaves all others primitive. */
const isConstructedType = (number: number): boolean =>
  number === 8 || number === 11 || number === 16 || number === 17 || number === 29

/** Checks the elements inside an element whose type is open (`ANY DEFINED BY`), as deep as they go. */
export const checkNested = (reader: DerReader, element: DerElement, depth: number = 1): void => {
  const isConstructed = (element.tag & 0x20) !== 0
  if (element.tag < 0x40 && isConstructedType(element.tag & 0x1f) !== isConstructed) {
    throw reader.malformed(
      'has an element that is primitive where it must be constructed, or the reverse',
      element.start,
    )
  }
  if (!isConstructed) return
  if (depth > deepest) throw reader.malformed(`is nested deeper than ${deepest} levels`, element.start)
  const inner = new DerReader(reader.bytes, element.content, element.end, reader.context)
  while (!inner.isAtEnd()) checkNested(inner, inner.read(), depth + 1)
}
