import { PkiError } from '../pki-error.js'
import { parseRfc4514, type TypedValue } from './parse-rfc4514.js'
import type { SubjectAttribute, SubjectInput } from './subject-input.js'

export const malformedSubject = (message: string, remedy: string): PkiError =>
  new PkiError('subject-malformed', message, { field: 'subject', remedy })

type RdnInput = SubjectAttribute | readonly SubjectAttribute[]

const isRdnList = (input: SubjectInput): input is readonly RdnInput[] => Array.isArray(input)

const isStringList = (values: string | readonly string[]): values is readonly string[] => Array.isArray(values)

const isAttribute = (rdn: RdnInput): rdn is SubjectAttribute => !Array.isArray(rdn?.[0])

const split = (input: SubjectInput): readonly (readonly TypedValue[])[] => {
  if (typeof input === 'string') return parseRfc4514(input)
  if (isRdnList(input)) return input.map((rdn) => (isAttribute(rdn) ? [rdn] : rdn))
  return Object.entries<string | readonly string[] | undefined>(input).flatMap(([type, values = []]) =>
    (isStringList(values) ? values : [values]).map((value): TypedValue[] => [[type, value]]),
  )
}

/**
 * The RDNs of a subject in the order of the encoding, whatever form it is given in; values are not looked at yet.
 *
 * @throws {PkiError} `subject-malformed`.
 */
export const rdnsOf = (input: SubjectInput): readonly (readonly TypedValue[])[] => {
  if (typeof input !== 'string' && (typeof input !== 'object' || input === null)) {
    const remedy = 'write `CN=device-1` or { CN: "device-1" }'
    throw malformedSubject('the subject is neither text nor a list nor an object', remedy)
  }
  const rdns = split(input)
  if (rdns.length === 0 || rdns.some((rdn) => rdn.length === 0)) {
    throw malformedSubject('the subject is empty or has an empty part', 'name at least one attribute')
  }
  return rdns
}
