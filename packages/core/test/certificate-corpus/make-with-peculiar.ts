import 'reflect-metadata'
import { webcrypto } from 'node:crypto'
import {
  BasicConstraintsExtension,
  ExtendedKeyUsageExtension,
  type Extension,
  type JsonNameParams,
  KeyUsageFlags,
  KeyUsagesExtension,
  Name,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
} from '@peculiar/x509'
import type { CorpusCertificate } from './corpus-certificate.js'

interface PeculiarCase {
  readonly title: string
  readonly algorithm?: Parameters<typeof webcrypto.subtle.generateKey>[0]
  readonly subject?: JsonNameParams
  readonly serialNumber?: string
  readonly notBefore?: Date
  readonly notAfter?: Date
  readonly extensions?: Extension[]
}

const rsa = (modulusLength: number, hash: string): webcrypto.RsaHashedKeyGenParams => {
  return { name: 'RSASSA-PKCS1-v1_5', modulusLength, publicExponent: Uint8Array.of(1, 0, 1), hash }
}

const ecdsa = (namedCurve: string): webcrypto.EcKeyGenParams => ({ name: 'ECDSA', namedCurve })

const cases: readonly PeculiarCase[] = [
  { title: 'RSA and SHA-256', algorithm: rsa(2048, 'SHA-256') },
  { title: 'RSA and SHA-512', algorithm: rsa(1024, 'SHA-512') },
  { title: 'P-256', algorithm: ecdsa('P-256') },
  { title: 'P-384', algorithm: ecdsa('P-384') },
  { title: 'P-521', algorithm: ecdsa('P-521') },
  { title: 'Ed25519', algorithm: { name: 'Ed25519' } },
  {
    title: 'every string type it writes',
    subject: [
      { CN: [{ utf8String: 'Gerät 東京 🛰' }] },
      { O: [{ bmpString: 'Ωmega 東京' }] },
      { OU: [{ universalString: 'Ωmega 東京' }] },
      { L: [{ printableString: 'Lyon (69)' }] },
      { E: [{ ia5String: 'a_b@example.com' }] },
    ],
  },
  {
    title: 'a PrintableString with characters that it may not hold',
    subject: [{ CN: [{ printableString: 'a_b*c@d&e' }] }],
  },
  { title: 'a multi-valued RDN', subject: [{ O: ['Acme'], OU: ['unit'], CN: ['device-1'] }, { CN: ['b', 'a'] }] },
  { title: 'a type several times', subject: [{ OU: ['one'] }, { OU: ['two'] }, { OU: ['one'] }] },
  { title: 'unknown types', subject: [{ '1.3.6.1.4.1.99999.7': ['x'] }, { '2.5.4.44': ['smart-sensor'] }] },
  { title: 'an empty value', subject: [{ CN: [{ utf8String: '' }] }] },
  { title: 'control characters', subject: [{ CN: [{ utf8String: 'a\nb\u0000c\u007f' }] }] },
  { title: 'an empty subject', subject: [] },
  { title: 'the last second of UTCTime', notAfter: new Date('2049-12-31T23:59:59Z') },
  { title: 'the first second of GeneralizedTime', notAfter: new Date('2050-01-01T00:00:00Z') },
  { title: 'no end', notAfter: new Date('9999-12-31T23:59:59Z') },
  { title: 'from before 1970', notBefore: new Date('1950-01-01T00:00:00Z') },
  { title: 'a leap day', notBefore: new Date('2024-02-29T12:34:56Z'), notAfter: new Date('2400-02-29T00:00:00Z') },
  { title: 'a long serial number', serialNumber: `7f${'cd'.repeat(19)}` },
  { title: 'a serial number with a sign octet', serialNumber: '80' },
  {
    title: 'a device certificate',
    extensions: [
      new BasicConstraintsExtension(false),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature | KeyUsageFlags.keyAgreement, true),
      new ExtendedKeyUsageExtension(['1.3.6.1.5.5.7.3.2', '2.999.1'], true),
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'device-1.example.com' },
        { type: 'ip', value: '192.0.2.1' },
        { type: 'ip', value: '2001:db8::1' },
        { type: 'email', value: 'a@example.com' },
        { type: 'url', value: 'https://example.com/' },
      ]),
    ],
  },
  { title: 'a CA', extensions: [new BasicConstraintsExtension(true, 0, true)] },
]

const make = async ({
  title,
  algorithm = ecdsa('P-256'),
  subject,
  ...spec
}: PeculiarCase): Promise<CorpusCertificate> => {
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  if (!('privateKey' in keys)) throw new TypeError('a signature algorithm has a pair of keys')
  const name = new Name(subject ?? [{ CN: ['device-1'] }])
  const certificate = await X509CertificateGenerator.create({
    serialNumber: '01',
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2036-01-01T00:00:00Z'),
    ...spec,
    subject: name,
    issuer: name,
    publicKey: keys.publicKey,
    signingKey: keys.privateKey,
  })
  return { title: `@peculiar/x509: ${title}`, pem: certificate.toString('pem') }
}

/** Makes the part of the corpus that `@peculiar/x509` issues. */
export const makeWithPeculiar = (): Promise<CorpusCertificate[]> => Promise.all(cases.map(make))
