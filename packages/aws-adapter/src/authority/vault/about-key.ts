import type { CallSubject, ErrorMeanings } from '../../error/call-error.js'

/** What a call to a vault is about. Whatever the service answers stays here: it may quote the key. */
export const aboutKey = (name: string, meanings: ErrorMeanings): CallSubject => ({
  field: 'name',
  value: name,
  meanings,
  confidential: true,
})
