import { checkNested } from './check-nested.js'
import type { DerReader } from './der-reader.js'

/** At most one more element, of any type. */
export const checkOptionalAny = (reader: DerReader): void => {
  if (!reader.isAtEnd()) checkNested(reader, reader.read())
  reader.finish()
}
