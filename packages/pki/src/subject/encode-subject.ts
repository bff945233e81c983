import { quote, resolveAttributeType } from '@thingplan/core'
import { compareBytes } from '../bytes.js'
import {
  Asn1Name,
  AsnConvert,
  AttributeTypeAndValue,
  AttributeValue,
  Name,
  RelativeDistinguishedName,
} from '../peculiar.js'
import { PkiError } from '../pki-error.js'
import { attributeSyntax, fitsSyntax } from './attribute-syntax.js'
import { parseRfc4514, type TypedValue } from './parse-rfc4514.js'
import type { SubjectAttribute, SubjectInput } from './subject-input.js'

const refused = (type: string, value: string, problem: string, remedy: string): PkiError =>
  new PkiError('subject-value-refused', `${quote(type)} is ${quote(value)}, which ${problem}`, {
    field: type,
    value,
    remedy,
  })

const malformed = (message: string, remedy: string): PkiError =>
  new PkiError('subject-malformed', message, { field: 'subject', remedy })

const encodeAttribute = (attribute: TypedValue): AttributeTypeAndValue => {
  const [type, value] = Array.isArray(attribute) ? attribute : []
  if (typeof type !== 'string' || typeof value !== 'string') {
    throw malformed('an attribute of the subject is not a pair of texts', 'write ["CN", "device-1"]')
  }
  const oid = resolveAttributeType(type)?.oid
  if (oid === undefined) {
    throw malformed(`${quote(type)} is no attribute type`, 'use a name such as CN or commonName, or a dotted OID')
  }
  if (value === '') throw malformed(`${quote(type)} is empty`, 'leave the attribute out')
  const syntax = attributeSyntax(oid)
  const { string, shortest, longest } = syntax
  const length = Array.from(value).length
  if (length < shortest || length > longest) {
    const wanted = shortest === longest ? `${longest}` : `at most ${longest}`
    throw refused(type, value, `has ${length} characters`, `X.520 takes ${wanted} characters`)
  }
  if (!fitsSyntax(value, syntax)) throw refused(type, value, 'has characters that its type lacks', `use a ${string}`)
  return new AttributeTypeAndValue({ type: oid, value: new AttributeValue({ [string]: value }) })
}

/** A set in the order that DER wants (X.690 section 11.6), which the library leaves to its caller. */
const encodeRdn = (attributes: readonly TypedValue[]): RelativeDistinguishedName => {
  const encoded = attributes.map((attribute) => {
    const item = encodeAttribute(attribute)
    return { item, der: new Uint8Array(AsnConvert.serialize(item)) }
  })
  encoded.sort((a, b) => compareBytes(a.der, b.der))
  return new RelativeDistinguishedName(encoded.map(({ item }) => item))
}

type RdnInput = SubjectAttribute | readonly SubjectAttribute[]

const isRdnList = (input: SubjectInput): input is readonly RdnInput[] => Array.isArray(input)

const isStringList = (values: string | readonly string[]): values is readonly string[] => Array.isArray(values)

const isAttribute = (rdn: RdnInput): rdn is SubjectAttribute => !Array.isArray(rdn?.[0])

const rdnsOf = (input: SubjectInput): readonly (readonly TypedValue[])[] => {
  if (typeof input === 'string') return parseRfc4514(input)
  if (isRdnList(input)) return input.map((rdn) => (isAttribute(rdn) ? [rdn] : rdn))
  return Object.entries<string | readonly string[] | undefined>(input).flatMap(([type, values = []]) =>
    (isStringList(values) ? values : [values]).map((value): TypedValue[] => [[type, value]]),
  )
}

/**
 * Checks a subject and encodes it: UTF8String, except where X.520 wants PrintableString or PKCS #9 wants IA5String.
 *
 * @throws {PkiError} `subject-malformed`, `subject-value-refused`.
 */
export const encodeSubject = (input: SubjectInput): Name => {
  if (typeof input !== 'string' && (typeof input !== 'object' || input === null)) {
    throw malformed('the subject is neither text nor a list nor an object', 'write `CN=device-1` or { CN: "device-1" }')
  }
  const rdns = rdnsOf(input)
  if (rdns.length === 0 || rdns.some((rdn) => rdn.length === 0)) {
    throw malformed('the subject is empty or has an empty part', 'name at least one attribute')
  }
  return new Name(new Asn1Name(rdns.map(encodeRdn)))
}
