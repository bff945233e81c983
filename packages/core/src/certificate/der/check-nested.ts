import { type DerReader, malformed, nextTag, open } from './der-reader.js'

/** Far deeper than anything that certificates carry; a bound, so that no input exhausts the stack. */
const deepest = 16

/** EXTERNAL, SEQUENCE, SET, EMBEDDED PDV and CHARACTER STRING; X.690 section 10.2 leaves all others primitive. */
const constructedTypes: readonly number[] = [8, 11, 16, 17, 29]

/** Reads over an element whose type is open (`ANY DEFINED BY`), and checks the elements inside it as deep as they go. */
export const checkNested = (reader: DerReader, depth: number = 1): void => {
  const { position: start, end: outerEnd } = reader
  const tag = nextTag(reader)
  const end = open(reader)
  const isConstructed = (tag & 0x20) !== 0
  if (tag < 0x40 && constructedTypes.includes(tag & 0x1f) !== isConstructed) {
    throw malformed(reader, 'the other of primitive and constructed', start)
  }
  if (isConstructed) {
    if (depth > deepest) throw malformed(reader, `at most ${deepest} levels`, start)
    reader.end = end
    while (reader.position < end) checkNested(reader, depth + 1)
    reader.end = outerEnd
  }
  reader.position = end
}
