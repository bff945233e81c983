import 'reflect-metadata'
import { type Name as PeculiarName, X509Certificate } from '@peculiar/x509'
import type { Certificate, Name } from '@thingplan/core'

type Rdn = Readonly<Record<string, readonly string[]>>

/** What `@peculiar/x509` says about a certificate. */
export interface PeculiarWords {
  readonly serialNumber: string
  readonly subject: readonly Rdn[]
  readonly issuer: readonly Rdn[]
  readonly notBefore: Date
  readonly notAfter: Date
  readonly spki: string
  readonly extensions: readonly [oid: string, critical: boolean, value: string][]
}

const hex = (bytes: ArrayBuffer | Uint8Array): string => Buffer.from(new Uint8Array(bytes)).toString('hex')

/** Its names for the types that it knows; it prints all others dotted. */
const spellings: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.6': 'C',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'E',
  '2.5.4.42': 'G',
  '2.5.4.43': 'I',
  '2.5.4.4': 'SN',
  '2.5.4.12': 'T',
}

const nameOf = (name: PeculiarName): readonly Rdn[] => name.toJSON()

/** Asks `@peculiar/x509`. */
export const askPeculiar = (pem: string): PeculiarWords => {
  const certificate = new X509Certificate(pem)
  return {
    serialNumber: certificate.serialNumber,
    subject: nameOf(certificate.subjectName),
    issuer: nameOf(certificate.issuerName),
    notBefore: certificate.notBefore,
    notAfter: certificate.notAfter,
    spki: hex(certificate.publicKey.rawData),
    extensions: certificate.extensions.map(({ type, critical, value }) => [type, critical, hex(value)]),
  }
}

const rdnsInWords = (name: Name): readonly Rdn[] =>
  name.rdns.map((rdn) => {
    const values: Record<string, string[]> = {}
    for (const { oid, value } of rdn) {
      const type = spellings[oid] ?? oid
      values[type] = [...(values[type] ?? []), value]
    }
    return values
  })

/** Negative numbers are printed as their encoding. */
const serialNumberInWords = (serialNumber: string): string => {
  if (!serialNumber.startsWith('-')) return serialNumber
  const magnitude = BigInt(`0x${serialNumber.slice(1)}`)
  return BigInt.asUintN(magnitude.toString(16).length * 4 + 4, -magnitude).toString(16)
}

/** What `@peculiar/x509` should say about a certificate that was read. */
export const inWordsOfPeculiar = (certificate: Certificate): PeculiarWords => ({
  serialNumber: serialNumberInWords(certificate.serialNumber),
  subject: rdnsInWords(certificate.subject),
  issuer: rdnsInWords(certificate.issuer),
  notBefore: certificate.notBefore,
  notAfter: certificate.notAfter,
  spki: hex(certificate.publicKey.spki),
  extensions: certificate.extensions.map(({ oid, critical, value }) => [oid, critical, hex(value)]),
})
