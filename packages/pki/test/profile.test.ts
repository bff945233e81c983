import type { Certificate } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { readConstructed } from '../src/der/read-element.js'
import { everyAlgorithm, makeEveryKind } from './every-kind.js'

/** Parts of the TBSCertificate, in their order (RFC 5280 section 4.1). */
const fieldsOf = ({ der }: Certificate) => readConstructed(readConstructed(der, 0x30)?.[0]?.octets ?? der, 0x30) ?? []
const signatureFieldsOf = ({ der }: Certificate) => readConstructed(der, 0x30) ?? []

const hex = (octets: Uint8Array | undefined): string => Buffer.from(octets ?? []).toString('hex')

const isCa = ({ basicConstraints }: Certificate): boolean => basicConstraints?.ca === true
const isSelfSigned = ({ issuer, subject }: Certificate): boolean => issuer.toString() === subject.toString()

/** What linters such as zlint look for in certificates, as far as it is not about the public web. */
const checks: readonly [rule: string, holds: (certificate: Certificate) => boolean][] = [
  ['RFC 5280 section 4.1.2.1: version 3', ({ version }) => version === 3],
  [
    'RFC 5280 section 4.1.2.2: a positive serial number of at most 20 octets',
    (certificate) => {
      const content = fieldsOf(certificate)[1]?.content
      return (
        content !== undefined && content.length <= 20 && (content[0] ?? 0x80) < 0x80 && !/^(00)*$/.test(hex(content))
      )
    },
  ],
  ['CA/Browser Forum 7.1: at least 64 random bits in it', ({ serialNumber }) => serialNumber.length >= 16],
  [
    'RFC 5280 section 4.1.1.2: both signature algorithms are the same',
    (certificate) => hex(fieldsOf(certificate)[2]?.octets) === hex(signatureFieldsOf(certificate)[1]?.octets),
  ],
  [
    'AWS IoT: SHA-256, SHA-384 or SHA-512 (or Ed25519, for others)',
    ({ signatureAlgorithm }) => /(?:SHA|sha)(?:256|384|512)|^Ed25519$/.test(signatureAlgorithm.name ?? ''),
  ],
  ['RFC 5280 section 4.1.2.4: an issuer that is not empty', ({ issuer }) => issuer.rdns.length > 0],
  ['RFC 5280 section 4.1.2.6: a subject that is not empty', ({ subject }) => subject.rdns.length > 0],
  [
    'RFC 5280 section 4.1.2.5: times in whole seconds and UTC, UTCTime until 2049',
    (certificate) =>
      (readConstructed(fieldsOf(certificate)[4]?.octets ?? certificate.der, 0x30) ?? []).every(
        ({ tag, content }) => (tag === 0x17 ? content.length === 13 : content.length === 15) && content.at(-1) === 0x5a,
      ),
  ],
  ['validity begins before now', ({ notBefore }) => notBefore.getTime() < Date.now()],
  ['validity ends after it begins', ({ notBefore, notAfter }) => notBefore < notAfter],
  [
    'RFC 5280 section 4.2: no extension twice',
    ({ extensions }) => new Set(extensions.map(({ oid }) => oid)).size === extensions.length,
  ],
  [
    'RFC 5280 section 4.2.1.9: basic constraints are critical',
    ({ extensions }) => extensions.some(({ oid, critical }) => oid === '2.5.29.19' && critical),
  ],
  [
    'RFC 5280 section 4.2.1.9: a path length for CAs only',
    (certificate) => isCa(certificate) || certificate.basicConstraints?.pathLength === undefined,
  ],
  [
    'RFC 5280 section 4.2.1.3: key usage is critical',
    ({ extensions }) => extensions.some(({ oid, critical }) => oid === '2.5.29.15' && critical),
  ],
  [
    'RFC 5280 section 4.2.1.3: keyCertSign for CAs and nobody else',
    (certificate) => certificate.keyUsage?.includes('keyCertSign') === isCa(certificate),
  ],
  [
    'RFC 5280 section 4.2.1.2: a subject key identifier, not critical',
    ({ extensions, subjectKeyIdentifier }) =>
      subjectKeyIdentifier !== undefined && extensions.some(({ oid, critical }) => oid === '2.5.29.14' && !critical),
  ],
  [
    'RFC 5280 section 4.2.1.1: an authority key identifier in all but roots, not critical',
    (certificate) =>
      isSelfSigned(certificate)
        ? certificate.authorityKeyIdentifier === undefined
        : certificate.extensions.some(({ oid, critical }) => oid === '2.5.29.35' && !critical),
  ],
  [
    'RFC 5280 section 4.2.1.12: no purpose for CAs',
    (certificate) => !isCa(certificate) || certificate.extendedKeyUsage === undefined,
  ],
  [
    'RFC 5280 appendix A: countries of two letters as PrintableString',
    ({ subject }) => subject.getAll('C').every((country) => /^[A-Z]{2}$/.test(country)),
  ],
  [
    'RFC 5280 appendix A: common names of at most 64 characters',
    ({ subject }) => subject.getAll('CN').every((name) => name.length <= 64),
  ],
  [
    'RFC 5280 section 4.1.2.8: no unique identifiers',
    (certificate) => fieldsOf(certificate).every(({ tag }) => ![0x81, 0x82, 0xa1, 0xa2].includes(tag)),
  ],
  [
    'RFC 3279 section 2.3.1: RSA of at least 2048 bits',
    ({ publicKey }) => publicKey.bits === undefined || publicKey.bits >= 2048,
  ],
]

describe.each(everyAlgorithm)('certificates of %s', { timeout: 120_000 }, async (algorithm) => {
  const { request: _, ...certificates } = await makeEveryKind(algorithm)
  const all = Object.entries(certificates)

  it.each(checks)('%s', (_rule, holds) => {
    expect(all.filter(([, certificate]) => !holds(certificate)).map(([name]) => name)).toEqual([])
  })

  it('are for what they are for', () => {
    expect(
      all.map(([name, { keyUsage, extendedKeyUsage, basicConstraints }]) => [
        name,
        keyUsage?.join(' '),
        extendedKeyUsage?.join(' '),
        basicConstraints?.pathLength,
      ]),
    ).toEqual([
      ['root', 'keyCertSign cRLSign', undefined, 1],
      ['intermediate', 'keyCertSign cRLSign', undefined, 0],
      ['remote', 'keyCertSign cRLSign', undefined, 0],
      ['device', 'digitalSignature', '1.3.6.1.5.5.7.3.2', undefined],
      ['deviceOfRequest', 'digitalSignature', '1.3.6.1.5.5.7.3.2', undefined],
      ['claim', 'digitalSignature', '1.3.6.1.5.5.7.3.2', undefined],
      ['server', 'digitalSignature', '1.3.6.1.5.5.7.3.1', undefined],
      ['verification', 'digitalSignature', undefined, undefined],
    ])
  })
})
