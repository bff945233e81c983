import { publicKeyInfo } from '../key/public-key-info.js'
import { PkiError } from '../pki-error.js'
import { readCertificateRequest } from '../request/read-certificate-request.js'
import type { Target } from '../target.js'
import type { CryptoKey, WebCrypto } from '../web-crypto.js'

/** The key that is to be certified: itself, or in a request that it has signed. */
export interface CertifiedKeyOptions {
  /** A key of WebCrypto's, or a SubjectPublicKeyInfo in DER; or a request that its private key has signed, in `csr`. */
  readonly publicKey?: CryptoKey | Uint8Array | undefined
  /** PKCS #10 request in PEM or DER; its signature is checked, and nothing but its key is taken over. */
  readonly csr?: string | Uint8Array | undefined
}

/**
 * The SubjectPublicKeyInfo to certify.
 *
 * @throws {PkiError} `pki-option`, `request-malformed`, `request-signature`, `key-too-weak`, `key-algorithm-unsupported`.
 */
export const certifiedKey = async (
  { publicKey, csr }: CertifiedKeyOptions,
  target: Target,
  crypto: WebCrypto,
): Promise<Uint8Array> => {
  if (csr !== undefined && publicKey === undefined) return (await readCertificateRequest(csr, { target, crypto })).spki
  if (publicKey !== undefined && csr === undefined) return publicKeyInfo(publicKey, target, crypto)
  throw new PkiError('pki-option', 'a certificate needs exactly one of `publicKey` and `csr`', {
    field: 'publicKey',
    remedy: 'give the public key, or a request that its private key has signed',
  })
}
