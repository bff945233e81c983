import { checkOptions } from '../check-options.js'
import * as Tag from '../der/tag.js'
import { writeElement, writeInteger, writeSequence } from '../der/write-element.js'
import type { KeyPair } from '../key/key-pair.js'
import { publicKeyInfo } from '../key/public-key-info.js'
import { PkiError } from '../pki-error.js'
import { keySigner } from '../signer/key-signer.js'
import { signerScheme, signStructure } from '../signer/sign-structure.js'
import type { Signer } from '../signer/signer.js'
import { encodeSubject } from '../subject/encode-subject.js'
import type { SubjectInput } from '../subject/subject-input.js'
import { readTarget, type Target, type TargetOption } from '../target.js'
import type { CryptoOption, WebCrypto } from '../web-crypto.js'
import type { CertificateRequest } from './certificate-request.js'
import { readCertificateRequest } from './read-certificate-request.js'

export interface CreateCertificateRequestOptions extends TargetOption, CryptoOption {
  /** The pair whose public key is to be certified; or a signer of it, in `signer`. */
  readonly keys?: Pick<KeyPair, 'publicKey' | 'privateKey'> | undefined
  readonly signer?: Signer | undefined
  readonly subject: SubjectInput
}

/** What AWS IoT takes in CreateCertificateFromCsr, in characters. */
const longestForAws = 4096

const signerOf = async (
  { keys, signer }: CreateCertificateRequestOptions,
  target: Target,
  crypto: WebCrypto,
): Promise<Signer> => {
  if (signer !== undefined && keys === undefined) return signer
  if (keys !== undefined && signer === undefined) {
    return keySigner(keys.privateKey, await publicKeyInfo(keys.publicKey, target, crypto), crypto)
  }
  const remedy = 'give the key pair, or a signer of its private key'
  throw new PkiError('pki-option', 'a request needs exactly one of `keys` and `signer`', { field: 'keys', remedy })
}

/**
 * Makes a certificate request, so that a private key need not travel.
 *
 * @throws {PkiError} `subject-malformed`, `subject-value-refused`, `key-algorithm-unsupported`, `key-too-weak`,
 * `request-signature` where the private key is not that of the public key, `request-too-long`, `pki-option`.
 * @see RFC 2986; https://docs.aws.amazon.com/iot/latest/apireference/API_CreateCertificateFromCsr.html
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
  checkOptions('createCertificateRequest', options, ['subject'], ['keys', 'signer', 'target', 'crypto'])
  const { crypto = globalThis.crypto } = options
  const target = readTarget(options)
  const subject = encodeSubject(options.subject)
  const signer = await signerOf(options, target, crypto)
  // RFC 2986 section 4.1: version 1, which is written as 0, and an empty set of attributes.
  const contents = (): Uint8Array =>
    writeSequence(writeInteger(Uint8Array.of(0)), subject, signer.publicKey, writeElement(Tag.context(0)))
  const der = await signStructure(contents, signer, signerScheme(signer, target))
  const request = await readCertificateRequest(der, { target, crypto })
  if (target === 'x509' || request.pem.length <= longestForAws) return request
  throw new PkiError('request-too-long', `the certificate request has ${request.pem.length} characters`, {
    field: 'subject',
    value: String(request.pem.length),
    remedy: `shorten the subject: AWS IoT takes ${longestForAws}`,
  })
}
