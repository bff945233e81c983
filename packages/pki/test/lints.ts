import type { Certificate } from '@thingplan/core'
import { type Element, readConstructed, readContent, readElement, readElements } from '../src/der/read-element.js'
import { readTime } from '../src/der/read-time.js'
import * as Tag from '../src/der/tag.js'

/** A certificate, and the one of the CA that has signed it: itself for a root. */
export interface Linted {
  readonly certificate: Certificate
  readonly issuer: Certificate
}

export type Lint = readonly [rule: string, holds: (linted: Linted) => boolean]

const hex = (octets: Uint8Array | undefined): string => Buffer.from(octets ?? []).toString('hex')
const elementsOf = (element: Element | undefined): readonly Element[] =>
  (element && readConstructed(element.octets, element.tag)) ?? []

/** Certificate: what is signed, the algorithm, the signature (RFC 5280 section 4.1). */
const partsOf = ({ der }: Certificate): readonly Element[] => readConstructed(der, Tag.sequence) ?? []

/** Parts of the TBSCertificate by their names, in their order. */
const fieldsOf = (certificate: Certificate) => {
  const [version, serial, algorithm, issuer, validity, subject, key, ...others] = elementsOf(partsOf(certificate)[0])
  const extensions = elementsOf(elementsOf(others.find(({ tag }) => tag === Tag.context(3)))[0])
  return { version, serial, algorithm, issuer, validity, subject, key, others, extensions }
}

const isCa = ({ basicConstraints }: Certificate): boolean => basicConstraints?.ca === true
const isRoot = ({ certificate, issuer }: Linted): boolean => certificate === issuer
const extensionOf = ({ extensions }: Certificate, oid: string) => extensions.find((extension) => extension.oid === oid)
const isIn = ({ extensions }: Certificate, oid: string, isCritical: boolean): boolean =>
  extensions.some((extension) => extension.oid === oid && extension.critical === isCritical)

/** Content octets as DER has them (X.690 sections 8.3.2, 8.19.2, 10.2, 11.1 and 11.2.1). */
const isContent = ({ tag, content }: Element): boolean => {
  const [first = 0, second = 0] = content
  switch (tag) {
    case Tag.boolean:
      return content.length === 1 && first === 0xff
    case Tag.integer:
      return (
        content.length === 1 ||
        (content.length > 1 && !(first === 0 && second < 0x80) && !(first === 0xff && second >= 0x80))
      )
    case Tag.bitString:
      return content.length > 0 && first < 8 && ((content.at(-1) ?? 0) & ((1 << first) - 1)) === 0
    case Tag.objectIdentifier:
      return (
        content.length > 0 &&
        (content.at(-1) ?? 0x80) < 0x80 &&
        !content.some((octet, at) => octet === 0x80 && (content[at - 1] ?? 0) < 0x80)
      )
    case Tag.nil:
      return content.length === 0
    default:
      return (tag & 0x20) === 0 || isDer(content)
  }
}

/** Lengths take the fewest octets (X.690 section 10.1), which the reader looks at. */
const isDer = (octets: Uint8Array): boolean => readElements(octets)?.every(isContent) ?? false

const attributesOf = (name: Element | undefined): readonly (readonly [type: string, tag: number])[] =>
  elementsOf(name)
    .flatMap(elementsOf)
    .map((attribute) => {
      const [type, value] = elementsOf(attribute)
      return [hex(type?.content), value?.tag ?? 0] as const
    })

const printableString = 0x13
const ia5String = 0x16
const utf8String = 0x0c
/** countryName, serialNumber and dnQualifier; emailAddress and domainComponent. */
const printable: readonly string[] = ['550406', '550405', '55042e']
const ia5: readonly string[] = ['2a864886f70d010901', '0992268993f22c640119']

const isStringType = ([type, tag]: readonly [string, number]): boolean => {
  if (printable.includes(type)) return tag === printableString
  return ia5.includes(type) ? tag === ia5String : tag === utf8String || tag === printableString
}

const minute = 60_000

/** What linters such as zlint look for in certificates, as far as it is not about the public web. */
export const lints: readonly Lint[] = [
  ['X.690 sections 10 and 11: DER to the octet', ({ certificate }) => isDer(certificate.der)],
  [
    'X.690 section 11.5: extensions that are not critical do not say so',
    ({ certificate }) =>
      fieldsOf(certificate).extensions.every(
        (one) => elementsOf(one).length === (elementsOf(one)[1]?.tag === Tag.boolean ? 3 : 2),
      ),
  ],
  [
    'X.690 section 10: DER in the extensions',
    ({ certificate }) => certificate.extensions.every(({ value }) => isDer(value)),
  ],
  [
    'RFC 5280 section 4.1.2.1: version 3',
    ({ certificate }) => hex(fieldsOf(certificate).version?.octets) === 'a003020102',
  ],
  [
    'RFC 5280 section 4.1.2.2: a positive serial number of at most 20 octets',
    ({ certificate }) => {
      const { content = new Uint8Array() } = fieldsOf(certificate).serial ?? {}
      return content.length >= 1 && content.length <= 20 && (content[0] ?? 0x80) < 0x80 && !/^(00)*$/.test(hex(content))
    },
  ],
  ['CA/Browser Forum 7.1: at least 64 random bits in it', ({ certificate }) => certificate.serialNumber.length >= 16],
  [
    'RFC 5280 section 4.1.1.2: both signature algorithms are the same',
    ({ certificate }) => hex(fieldsOf(certificate).algorithm?.octets) === hex(partsOf(certificate)[1]?.octets),
  ],
  [
    'RFC 4055 section 5, RFC 5758 section 3.2, RFC 8410 section 3: NULL as parameters of RSA, none of the others',
    ({ certificate }) => {
      const [, parameters] = elementsOf(fieldsOf(certificate).algorithm)
      return (
        hex(parameters?.octets) === (certificate.signatureAlgorithm.oid.startsWith('1.2.840.113549.') ? '0500' : '')
      )
    },
  ],
  [
    'AWS IoT: SHA-256, SHA-384 or SHA-512 (or Ed25519, for others)',
    ({ certificate: { signatureAlgorithm } }) =>
      /(?:SHA|sha)(?:256|384|512)|^Ed25519$/.test(signatureAlgorithm.name ?? ''),
  ],
  [
    "RFC 5280 section 4.1.2.4: the issuer is the CA's subject, to the octet, and not empty",
    ({ certificate, issuer }) =>
      certificate.issuer.rdns.length > 0 &&
      hex(fieldsOf(certificate).issuer?.octets) === hex(fieldsOf(issuer).subject?.octets),
  ],
  ['RFC 5280 section 4.1.2.6: a subject that is not empty', ({ certificate: { subject } }) => subject.rdns.length > 0],
  [
    'RFC 5280 section 4.1.2.4 and appendix A: attributes in the string type of their own, else in UTF-8 or printable',
    ({ certificate }) => attributesOf(fieldsOf(certificate).subject).every(isStringType),
  ],
  [
    'RFC 5280 section 4.1.2.5: whole seconds in UTC, UTCTime until 2049 and GeneralizedTime from 2050',
    ({ certificate }) =>
      elementsOf(fieldsOf(certificate).validity).every((time) => {
        const year = readTime(time)?.getUTCFullYear()
        return year !== undefined && time.tag === (year < 2050 ? Tag.utcTime : Tag.generalizedTime)
      }),
  ],
  [
    'validity began, a little before now',
    ({ certificate: { notBefore } }) =>
      notBefore.getTime() < Date.now() && Date.now() - notBefore.getTime() < 30 * minute,
  ],
  [
    "validity ends after it begins, within the CA's",
    ({ certificate: { notBefore, notAfter }, issuer }) =>
      notBefore < notAfter && notBefore >= issuer.notBefore && notAfter <= issuer.notAfter,
  ],
  [
    'RFC 3279 section 2.3.1, RFC 5480 section 2.1.1: NULL as parameters of an RSA key, a named curve of an EC key',
    ({ certificate }) => {
      const [, parameters] = elementsOf(elementsOf(fieldsOf(certificate).key)[0])
      const { algorithm } = certificate.publicKey
      if (algorithm === 'RSA') return parameters?.tag === Tag.nil
      return algorithm === 'EC' ? parameters?.tag === Tag.objectIdentifier : parameters === undefined
    },
  ],
  [
    'RFC 3279 section 2.3.1: RSA of at least 2048 bits',
    ({ certificate: { publicKey } }) => (publicKey.bits ?? 2048) >= 2048,
  ],
  [
    'RFC 5280 section 4.1.2.8: no unique identifiers, and nothing after the key but extensions',
    ({ certificate }) =>
      fieldsOf(certificate)
        .others.map(({ tag }) => tag)
        .join() === String(Tag.context(3)),
  ],
  [
    'RFC 5280 section 4.2: no extension twice',
    ({ certificate: { extensions } }) => new Set(extensions.map(({ oid }) => oid)).size === extensions.length,
  ],
  [
    'RFC 5280 section 4.2: none that is empty but the basic constraints of those that are no CA',
    ({ certificate: { extensions } }) =>
      extensions.every(({ oid, value }) => oid === '2.5.29.19' || (readElement(value)?.content.length ?? 0) > 0),
  ],
  [
    'RFC 5280 section 4.2: none critical but basic constraints and key usage',
    ({ certificate: { extensions } }) =>
      extensions.every(({ oid, critical }) => critical === ['2.5.29.19', '2.5.29.15'].includes(oid)),
  ],
  ['RFC 5280 section 4.2.1.9: basic constraints, critical', ({ certificate }) => isIn(certificate, '2.5.29.19', true)],
  [
    'RFC 5280 section 4.2.1.9: a path length for CAs only, and cA FALSE not written out',
    ({ certificate }) => isCa(certificate) || hex(extensionOf(certificate, '2.5.29.19')?.value) === '3000',
  ],
  ['RFC 5280 section 4.2.1.3: key usage, critical', ({ certificate }) => isIn(certificate, '2.5.29.15', true)],
  [
    'X.690 section 11.2.2: key usage without zeros at its end',
    ({ certificate }) => {
      const [unused = 8, ...octets] =
        readContent(extensionOf(certificate, '2.5.29.15')?.value ?? new Uint8Array(), Tag.bitString) ?? []
      return (((octets.at(-1) ?? 0) >> unused) & 1) === 1
    },
  ],
  [
    'RFC 5280 section 4.2.1.3: keyCertSign and cRLSign for CAs and nobody else',
    ({ certificate }) =>
      ['keyCertSign', 'cRLSign'].every(
        (usage) => certificate.keyUsage?.some((one) => one === usage) === isCa(certificate),
      ),
  ],
  [
    'RFC 5280 section 4.2.1.2: a subject key identifier, not critical',
    ({ certificate }) => certificate.subjectKeyIdentifier !== undefined && isIn(certificate, '2.5.29.14', false),
  ],
  [
    "RFC 5280 section 4.2.1.1: the CA's key identifier in all but roots, not critical",
    (linted) => {
      const { certificate, issuer } = linted
      if (isRoot(linted)) return certificate.authorityKeyIdentifier === undefined
      return certificate.authorityKeyIdentifier === issuer.subjectKeyIdentifier && isIn(certificate, '2.5.29.35', false)
    },
  ],
  [
    'RFC 5280 section 4.2.1.12: no purpose for CAs, and one at most for others',
    ({ certificate }) => (certificate.extendedKeyUsage?.length ?? 0) <= (isCa(certificate) ? 0 : 1),
  ],
  [
    'RFC 5280 section 4.2.1.6: names for servers and nobody else: DNS names and addresses, and the common name is one of them',
    ({ certificate: { subject, subjectAlternativeNames: names, extendedKeyUsage } }) =>
      extendedKeyUsage?.includes('1.3.6.1.5.5.7.3.1') === true
        ? names.some(({ value }) => value === subject.get('CN')) &&
          names.every(({ kind }) => kind === 'dns' || kind === 'ip')
        : names.length === 0,
  ],
  [
    'RFC 5280 appendix A: countries of two letters',
    ({ certificate: { subject } }) => subject.getAll('C').every((country) => /^[A-Z]{2}$/.test(country)),
  ],
  [
    'RFC 5280 appendix A: common names of at most 64 characters',
    ({ certificate: { subject } }) => subject.getAll('CN').every((name) => name.length <= 64),
  ],
]
