import type { DerContext, DerReader } from './der/der-reader.js'
import { octetAt } from './der/octet-at.js'
import { Tag } from './der/tag.js'

const context: DerContext = { field: 'validity', code: 'certificate-validity' }

const MILLISECONDS_OF_DAY = 86_400_000

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar. */
const daysSinceEpoch = (year: number, month: number, day: number): number => {
  // Years are counted from March, so that the leap day is a year's last day.
  const yearFromMarch = month > 2 ? year : year - 1
  const monthFromMarch = (month + 9) % 12
  const leapDays = Math.floor(yearFromMarch / 4) - Math.floor(yearFromMarch / 100) + Math.floor(yearFromMarch / 400)
  return yearFromMarch * 365 + leapDays + Math.floor((monthFromMarch * 153 + 2) / 5) + day - 719_469
}

const daysInMonth = (year: number, month: number): number => {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Two decimal digits; NaN where there are none. */
const twoDigits = (bytes: Uint8Array, position: number): number => {
  const tens = octetAt(bytes, position) - 0x30
  const ones = octetAt(bytes, position + 1) - 0x30
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

const isWithin = (value: number, least: number, most: number): boolean => value >= least && value <= most

/** UTCTime is `YYMMDDHHMMSSZ`, GeneralizedTime `YYYYMMDDHHMMSSZ`: seconds and `Z` always, fractions never. */
const readTime = (reader: DerReader): number => {
  const isGeneralized = reader.nextTag() === Tag.generalizedTime
  const { content, end } = reader.readTagged(isGeneralized ? Tag.generalizedTime : Tag.utcTime)
  const { bytes } = reader
  const monthAt = content + (isGeneralized ? 4 : 2)
  if (end - monthAt !== 11 || octetAt(bytes, end - 1) !== 0x5a) {
    throw reader.refuse('has a time that is not written with seconds and Z, without fractions', content)
  }
  const lastDigits = twoDigits(bytes, monthAt - 2)
  const pivoted = lastDigits >= 50 ? 1900 + lastDigits : 2000 + lastDigits
  const year = isGeneralized ? twoDigits(bytes, content) * 100 + lastDigits : pivoted
  const month = twoDigits(bytes, monthAt)
  const day = twoDigits(bytes, monthAt + 2)
  const hour = twoDigits(bytes, monthAt + 4)
  const minute = twoDigits(bytes, monthAt + 6)
  const second = twoDigits(bytes, monthAt + 8)
  const isDate = year >= 0 && isWithin(month, 1, 12) && isWithin(day, 1, daysInMonth(year, month))
  if (!isDate || !isWithin(hour, 0, 23) || !isWithin(minute, 0, 59) || !isWithin(second, 0, 59)) {
    throw reader.refuse('has a time that does not exist', content)
  }
  return daysSinceEpoch(year, month, day) * MILLISECONDS_OF_DAY + ((hour * 60 + minute) * 60 + second) * 1000
}

/** Milliseconds since 1970-01-01T00:00:00Z. */
export interface Validity {
  readonly notBefore: number
  readonly notAfter: number
}

/**
 * The validity period (RFC 5280 section 4.1.2.5).
 *
 * Issuers must use UTCTime through 2049; a GeneralizedTime for an earlier year is still read, as OpenSSL and others do,
 * because it can mean only one moment. An end before the beginning is read too: no moment lies within it.
 */
export const readValidity = (parent: DerReader): Validity => {
  const reader = parent.enter(Tag.sequence, context)
  const notBefore = readTime(reader)
  const notAfter = readTime(reader)
  reader.finish()
  return { notBefore, notAfter }
}
