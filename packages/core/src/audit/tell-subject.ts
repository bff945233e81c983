import type { AuditSubject } from './audit-event.js'
import { tell } from './tell.js'

/** X.520's upper bounds are 64; certificates may hold far longer values, and events need not. */
export const longestOfSubject = 256

/** In the order in which they are written. */
export const subjectFields: readonly (keyof AuditSubject)[] = [
  'certificateId',
  'caCertificateId',
  'registration',
  'thingName',
  'thingCategory',
  'serialNumber',
  'productId',
]

type Known = { readonly [Field in keyof AuditSubject]?: string | undefined }

/** What is known of a subject, each part as an event may hold it; frozen. */
export const tellSubject = (known: Known): AuditSubject => {
  const subject: { -readonly [Field in keyof AuditSubject]: string } = {}
  for (const field of subjectFields) {
    const value = known[field]
    if (value !== undefined) subject[field] = tell(value, longestOfSubject)
  }
  return Object.freeze(subject)
}
