import { X509Certificate } from 'node:crypto'
import type { Certificate } from '@thingplan/core'

/** What `node:crypto` says about a certificate. */
export interface NodeWords {
  readonly serialNumber: string
  readonly validFrom: number
  readonly validTo: number
  readonly fingerprint256: string
  readonly extendedKeyUsage: readonly string[] | undefined
  readonly keyType: string | undefined
  readonly modulusLength: number | undefined
  readonly namedCurve: string | undefined
  readonly spki: string
  readonly der: string
  readonly pem: string
}

/** Asks `node:crypto`. */
export const askNode = (pem: string): NodeWords => {
  const certificate = new X509Certificate(pem)
  const { publicKey } = certificate
  return {
    serialNumber: certificate.serialNumber,
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
    fingerprint256: certificate.fingerprint256.replaceAll(':', ''),
    extendedKeyUsage: certificate.keyUsage,
    keyType: publicKey.asymmetricKeyType,
    modulusLength: publicKey.asymmetricKeyDetails?.modulusLength,
    namedCurve: publicKey.asymmetricKeyDetails?.namedCurve,
    spki: publicKey.export({ type: 'spki', format: 'der' }).toString('hex'),
    der: certificate.raw.toString('hex'),
    pem: certificate.toString(),
  }
}

const keyTypes: Readonly<Record<string, string>> = {
  RSA: 'rsa',
  'RSASSA-PSS': 'rsa-pss',
  EC: 'ec',
  Ed25519: 'ed25519',
  Ed448: 'ed448',
}

const curveNames: Readonly<Record<string, string>> = {
  'P-256': 'prime256v1',
  'P-384': 'secp384r1',
  'P-521': 'secp521r1',
  '1.3.132.0.33': 'secp224r1',
  '1.3.132.0.10': 'secp256k1',
  '1.3.36.3.3.2.8.1.1.7': 'brainpoolP256r1',
}

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** What `node:crypto` should say about a certificate that was read. */
export const inWordsOfNode = (certificate: Certificate): NodeWords => {
  const { algorithm, bits, curve, spki } = certificate.publicKey
  return {
    serialNumber: certificate.serialNumber === '00' ? '0' : certificate.serialNumber.toUpperCase(),
    validFrom: certificate.notBefore.getTime(),
    validTo: certificate.notAfter.getTime(),
    fingerprint256: certificate.id.toUpperCase(),
    extendedKeyUsage: certificate.extendedKeyUsage,
    keyType: keyTypes[algorithm],
    modulusLength: bits,
    namedCurve: curve && curveNames[curve],
    spki: hex(spki),
    der: hex(certificate.der),
    pem: certificate.pem,
  }
}
