import { type Certificate, readCertificate } from '@thingplan/core'
import { signingAlgorithm } from '../key/signing-algorithm.js'
import { type Extension, type Name, X509CertificateGenerator } from '../peculiar.js'
import type { CryptoKey, WebCrypto } from '../web-crypto.js'
import { randomSerialNumber } from './serial-number.js'
import type { Validity } from './validity.js'

/** Everything that a certificate says, but its serial number and signature. */
export interface CertificateContents {
  readonly subject: Name
  readonly issuer: Name
  readonly validity: Validity
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
  readonly extensions: Extension[]
}

/** Signs a certificate under a random serial number, and reads it back with the reader that devices will be judged by. */
export const signCertificate = async (
  { subject, issuer, validity, spki, extensions }: CertificateContents,
  privateKey: CryptoKey,
  crypto: WebCrypto,
): Promise<Certificate> => {
  const signed = await X509CertificateGenerator.create(
    {
      serialNumber: randomSerialNumber(crypto),
      subject,
      issuer,
      notBefore: validity.notBefore,
      notAfter: validity.notAfter,
      publicKey: spki,
      signingKey: privateKey,
      signingAlgorithm: signingAlgorithm(privateKey),
      extensions,
    },
    crypto,
  )
  return readCertificate(new Uint8Array(signed.rawData))
}
