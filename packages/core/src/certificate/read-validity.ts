import { type DerReader, enter, leave, narrow, nextTag, unexpected } from './der/der-reader.js'
import { octetAt } from './der/octet-at.js'
import * as Tag from './der/tag.js'

/** After 400 years the Gregorian calendar repeats. */
const MILLISECONDS_OF_400_YEARS = 146_097 * 86_400_000

/** Two digits as a number; NaN where there are none. */
const twoDigits = (bytes: Uint8Array, position: number): number => {
  const tens = octetAt(bytes, position) - 0x30
  const ones = octetAt(bytes, position + 1) - 0x30
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

/** UTCTime is `YYMMDDHHMMSSZ`, GeneralizedTime `YYYYMMDDHHMMSSZ`: seconds and `Z` always, fractions never. */
const readTime = (reader: DerReader): number => {
  const isGeneralized = nextTag(reader) === Tag.generalizedTime
  const end = enter(reader, isGeneralized ? Tag.generalizedTime : Tag.utcTime)
  const { bytes, position } = reader
  const yearOfCentury = twoDigits(bytes, end - 13)
  const century = isGeneralized ? twoDigits(bytes, end - 15) : yearOfCentury < 50 ? 20 : 19
  // `Date.UTC` takes years below 100 for others, so it is asked for one 400 years later.
  const year = century * 100 + yearOfCentury + 400
  const month = twoDigits(bytes, end - 11)
  const day = twoDigits(bytes, end - 9)
  const hour = twoDigits(bytes, end - 7)
  const minute = twoDigits(bytes, end - 5)
  const second = twoDigits(bytes, end - 3)
  const time = Date.UTC(year, month - 1, day, hour, minute, second)
  // A day that its month does not have is counted into the next one.
  const isDate = month > 0 && month <= 12 && day > 0 && time < Date.UTC(year, month)
  const isTime = hour < 24 && minute < 60 && second < 60
  const isWritten = end - position === (isGeneralized ? 15 : 13) && octetAt(bytes, end - 1) === 0x5a
  if (!isDate || !isTime || !isWritten) throw unexpected(reader, 'a time with seconds and Z')
  reader.position = end
  return time - MILLISECONDS_OF_400_YEARS
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Validity = readonly [notBefore: number, notAfter: number]

/**
 * The validity period (RFC 5280 section 4.1.2.5).
 *
 * Issuers must use UTCTime through 2049; a GeneralizedTime for an earlier year is still read, as OpenSSL and others do,
 * because it can mean only one moment. An end before the beginning is read too: no moment lies within it.
 */
export const readValidity = (reader: DerReader): Validity => {
  const { field } = reader
  reader.field = 'validity'
  const outerEnd = narrow(reader, Tag.sequence)
  const validity: Validity = [readTime(reader), readTime(reader)]
  leave(reader, outerEnd)
  reader.field = field
  return validity
}
