import { checkOptions } from '../check-options.js'
import type { KeyPair } from '../key/key-pair.js'
import { publicKeyInfo } from '../key/public-key-info.js'
import { signingAlgorithm } from '../key/signing-algorithm.js'
import { Pkcs10CertificateRequestGenerator } from '../peculiar.js'
import { encodeSubject } from '../subject/encode-subject.js'
import type { SubjectInput } from '../subject/subject-input.js'
import type { CryptoOption } from '../web-crypto.js'
import type { CertificateRequest } from './certificate-request.js'
import { readCertificateRequest } from './read-certificate-request.js'

export interface CreateCertificateRequestOptions extends CryptoOption {
  readonly keys: KeyPair
  readonly subject: SubjectInput
}

/**
 * Makes a certificate request, so that a private key need not travel.
 *
 * @throws {PkiError} `subject-malformed`, `subject-value-refused`, `key-algorithm-unsupported`, `key-too-weak`, `pki-option`.
 * @see RFC 2986
 * @example
 * ```ts
 * import { createCertificateRequest, createKeyPair } from '@thingplan/pki'
 *
 * const { pem } = await createCertificateRequest({ keys: await createKeyPair(), subject: 'CN=device-1' })
 * pem.startsWith('-----BEGIN CERTIFICATE REQUEST-----') // => true
 * ```
 */
export const createCertificateRequest = async (
  options: CreateCertificateRequestOptions,
): Promise<CertificateRequest> => {
  checkOptions('createCertificateRequest', options, ['keys', 'subject'], ['crypto'])
  const { crypto = globalThis.crypto, keys, subject } = options
  const { publicKey, privateKey } = keys
  await publicKeyInfo(publicKey, crypto)
  const request = await Pkcs10CertificateRequestGenerator.create(
    { name: encodeSubject(subject), keys: { publicKey, privateKey }, signingAlgorithm: signingAlgorithm(privateKey) },
    crypto,
  )
  return readCertificateRequest(new Uint8Array(request.rawData), { crypto })
}
