import { CertificateError } from '../../certificate/certificate-error.js'
import * as Tag from '../../certificate/der/tag.js'
import { writeElement } from './der-writer.js'

/** A Time (RFC 5280 section 4.1.2.5): UTCTime from 1950 through 2049, GeneralizedTime otherwise, whole seconds. */
export const writeTime = (field: string, date: Date): Uint8Array => {
  const year = date.getUTCFullYear()
  if (!(year >= 0 && year <= 9999)) {
    throw new CertificateError('certificate-option', `option \`${field}\` is not a time of the years 0 to 9999`, {
      field,
      remedy: 'pass a valid Date',
    })
  }
  const digits = `${date.toISOString().replace(/\..*|\D/g, '')}Z`
  const isUtcTime = year >= 1950 && year <= 2049
  const text = isUtcTime ? digits.slice(2) : digits
  return writeElement(
    isUtcTime ? Tag.utcTime : Tag.generalizedTime,
    Uint8Array.from(text, (character) => character.charCodeAt(0)),
  )
}
