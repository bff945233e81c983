import { type DerReader, inside, nextTag, take, unexpected } from './der/der-reader.js'
import { octetAt } from './der/octet-at.js'
import * as Tag from './der/tag.js'

/** After 400 years the Gregorian calendar repeats. */
const MILLISECONDS_OF_400_YEARS = 146_097 * 86_400_000

/** UTCTime is `YYMMDDHHMMSSZ`, GeneralizedTime `YYYYMMDDHHMMSSZ`: seconds and `Z` always, fractions never. */
const readTime = (reader: DerReader): number => {
  const isGeneralized = nextTag(reader) === Tag.generalizedTime
  return take(reader, isGeneralized ? Tag.generalizedTime : Tag.utcTime, (bytes, start, end) => {
    /** The two digits so many octets in front of the end; NaN where there are none. */
    const digits = (before: number): number => {
      const tens = octetAt(bytes, end - before) - 0x30
      const ones = octetAt(bytes, end - before + 1) - 0x30
      return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
    }
    const century = isGeneralized ? digits(15) : digits(13) < 50 ? 20 : 19
    // `Date.UTC` takes years below 100 for others, so it is asked for one 400 years later.
    const year = century * 100 + digits(13) + 400
    const [month, day, hour, minute, second] = [digits(11), digits(9), digits(7), digits(5), digits(3)]
    const time = Date.UTC(year, month - 1, day, hour, minute, second)
    // A day that its month does not have is counted into the next one.
    const isDate = month > 0 && month <= 12 && day > 0 && time < Date.UTC(year, month)
    const isTime = hour < 24 && minute < 60 && second < 60
    const isWritten = end - start === (isGeneralized ? 15 : 13) && octetAt(bytes, end - 1) === 0x5a
    if (!isDate || !isTime || !isWritten) throw unexpected(reader, 'a time with seconds and Z')
    return time - MILLISECONDS_OF_400_YEARS
  })
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export type Validity = readonly [notBefore: number, notAfter: number]

/**
 * The validity period (RFC 5280 section 4.1.2.5).
 *
 * Issuers must use UTCTime through 2049; a GeneralizedTime for an earlier year is still read, as OpenSSL and others do,
 * because it can mean only one moment. An end before the beginning is read too: no moment lies within it.
 */
export const readValidity = (parent: DerReader): Validity =>
  inside(parent, Tag.sequence, (reader) => [readTime(reader), readTime(reader)], 'validity')
