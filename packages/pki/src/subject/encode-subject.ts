import { quote, resolveAttributeType } from '@thingplan/core'
import { Asn1Name, AsnConvert, AttributeTypeAndValue, AttributeValue, RelativeDistinguishedName } from '../asn1.js'
import { compareBytes } from '../bytes.js'
import { PkiError } from '../pki-error.js'
import { attributeSyntax, fitsSyntax } from './attribute-syntax.js'
import type { TypedValue } from './parse-rfc4514.js'
import type { SubjectInput } from './subject-input.js'
import { malformedSubject, rdnsOf } from './subject-rdns.js'

const refused = (type: string, value: string, problem: string, remedy: string): PkiError =>
  new PkiError('subject-value-refused', `${quote(type)} is ${quote(value)}, which ${problem}`, {
    field: type,
    value,
    remedy,
  })

const encodeAttribute = (attribute: TypedValue): AttributeTypeAndValue => {
  const [type, value] = Array.isArray(attribute) ? attribute : []
  if (typeof type !== 'string' || typeof value !== 'string') {
    throw malformedSubject('an attribute of the subject is not a pair of texts', 'write ["CN", "device-1"]')
  }
  const oid = resolveAttributeType(type)?.oid
  if (oid === undefined) {
    throw malformedSubject(
      `${quote(type)} is no attribute type`,
      'use a name such as CN or commonName, or a dotted OID',
    )
  }
  if (value === '') throw malformedSubject(`${quote(type)} is empty`, 'leave the attribute out')
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

/**
 * Checks a subject and encodes it as a Name in DER: UTF8String, except where X.520 wants PrintableString or PKCS #9 wants IA5String.
 *
 * @throws {PkiError} `subject-malformed`, `subject-value-refused`.
 * @see RFC 5280 section 4.1.2.4, X.520, RFC 2985
 * @example
 * ```ts
 * import { encodeSubject } from '@thingplan/pki'
 *
 * Buffer.from(encodeSubject('CN=d')).toString('hex') // => '300c310a300806035504030c0164'
 * ```
 */
export const encodeSubject = (input: SubjectInput): Uint8Array =>
  new Uint8Array(AsnConvert.serialize(new Asn1Name(rdnsOf(input).map(encodeRdn))))
