import { checkOptions } from '../check-options.js'
import { checkPublicKey } from '../key/public-key-info.js'
import { writePem } from '../pem.js'
import { PkiError } from '../pki-error.js'
import { readSignatureScheme } from '../signer/signature-algorithm.js'
import { verifySignature } from '../signer/verify-signature.js'
import { readTarget, type TargetOption } from '../target.js'
import type { CryptoOption } from '../web-crypto.js'
import type { CertificateRequest } from './certificate-request.js'
import { parseCertificateRequest } from './parse-certificate-request.js'

export interface ReadCertificateRequestOptions extends TargetOption, CryptoOption {}

/**
 * Reads a certificate request and checks its signature, which proves that the sender holds the private key.
 *
 * @param source PEM (the first request in it) or DER, at most 16,384 characters or bytes.
 * @throws {PkiError} `request-malformed`, `request-signature`, `key-too-weak`, `key-algorithm-unsupported`, `pki-option`.
 * @see RFC 2986
 * @example
 * ```ts
 * import { createCertificateRequest, createKeyPair, readCertificateRequest } from '@thingplan/pki'
 *
 * const keys = await createKeyPair()
 * const { pem } = await createCertificateRequest({ keys, subject: { CN: 'device-1' } })
 * const request = await readCertificateRequest(pem)
 * request.requestedSubject // => [['CN', 'device-1']]
 * ```
 */
export const readCertificateRequest = async (
  source: string | Uint8Array,
  options: ReadCertificateRequestOptions = {},
): Promise<CertificateRequest> => {
  checkOptions('readCertificateRequest', options, [], ['target', 'crypto'])
  const { crypto = globalThis.crypto } = options
  const target = readTarget(options)
  const { der, spki, requestedSubject, toBeSigned: data, algorithm, signature } = parseCertificateRequest(source)
  checkPublicKey(spki, target)
  const scheme = readSignatureScheme(algorithm)
  if (scheme === undefined || !(await verifySignature({ spki, scheme, data, signature }, crypto))) {
    throw new PkiError('request-signature', 'the certificate request is not signed by its own key', {
      field: 'request',
      value: scheme?.name,
      remedy: 'sign it with the private key of its public key, with SHA-256, SHA-384 or SHA-512',
    })
  }
  return Object.freeze({ requestedSubject, spki, der, pem: writePem('CERTIFICATE REQUEST', der) })
}
