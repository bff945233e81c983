import { resolveAttributeType } from '@thingplan/core'
import { checkOptions } from '../check-options.js'
import { readElement, readElements } from '../der/read-element.js'
import { checkKeyStrength } from '../key/key-strength.js'
import { publicKeyAlgorithm } from '../key/public-key-algorithm.js'
import { acceptedHashes } from '../key/signing-algorithm.js'
import { Asn1Name, AsnConvert, PemConverter, Pkcs10CertificateRequest, type PublicKey } from '../peculiar.js'
import { PkiError } from '../pki-error.js'
import type { CryptoOption } from '../web-crypto.js'
import type { CertificateRequest } from './certificate-request.js'

/** Far above the 4096 characters that AWS takes, and enough for any RSA key. */
const largest = 16_384

const block = /-----BEGIN (NEW )?CERTIFICATE REQUEST-----([A-Za-z0-9+/=\s]+)-----END \1?CERTIFICATE REQUEST-----/

const malformed = (problem: string, cause?: unknown): PkiError =>
  new PkiError('request-malformed', `the certificate request ${problem}`, {
    field: 'request',
    remedy: 'give a PKCS #10 request in PEM or DER',
    cause,
  })

const derOf = (source: string | Uint8Array): Uint8Array => {
  if (typeof source !== 'string' && !(source instanceof Uint8Array)) throw malformed('is neither text nor bytes')
  if (source.length > largest) throw malformed(`is larger than ${largest}`)
  if (typeof source !== 'string') return source
  const pem = block.exec(source)?.[0]
  if (pem === undefined) throw malformed('has no block `-----BEGIN CERTIFICATE REQUEST-----`')
  try {
    return new Uint8Array(PemConverter.decodeFirst(pem))
  } catch (cause) {
    throw malformed('is not base64', cause)
  }
}

/** RFC 2986 section 4.2: request, algorithm and signature in a SEQUENCE; the library reads past whatever else there is. */
const checkOutline = (der: Uint8Array): void => {
  const sequence = readElement(der)
  if (sequence === undefined) throw malformed('is not DER')
  if (sequence.rest.length > 0) throw malformed('has bytes after its end')
  if (readElements(sequence.content)?.length !== 3) throw malformed('does not consist of three parts')
}

/** Copied out of the library's own kinds of arrays. */
const attributesOf = (name: ArrayBuffer): CertificateRequest['requestedSubject'] =>
  Object.freeze(
    Array.from(AsnConvert.parse(name, Asn1Name)).flatMap((rdn) =>
      Array.from(rdn, ({ type, value }): readonly [string, string] => {
        const known = resolveAttributeType(type)
        return Object.freeze<[string, string]>([known?.shortName ?? known?.longName ?? type, value.toString()])
      }),
    ),
  )

/** What a request says, before anything of it is verified. */
interface Claim extends Pick<CertificateRequest, 'requestedSubject'> {
  readonly request: Pkcs10CertificateRequest
  readonly publicKey: PublicKey
  /** Of the signature. */
  readonly hash: string | undefined
}

const parse = (der: Uint8Array): Claim => {
  checkOutline(der)
  try {
    const request = new Pkcs10CertificateRequest(der)
    const { publicKey, signatureAlgorithm, subjectName } = request
    const requestedSubject = attributesOf(subjectName.toArrayBuffer())
    return { request, publicKey, hash: signatureAlgorithm.hash?.name, requestedSubject }
  } catch (cause) {
    throw malformed('cannot be read', cause)
  }
}

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
  options: CryptoOption = {},
): Promise<CertificateRequest> => {
  checkOptions('readCertificateRequest', options, [], ['crypto'])
  const { crypto = globalThis.crypto } = options
  const { request, publicKey, hash, requestedSubject } = parse(derOf(source))
  checkKeyStrength(publicKeyAlgorithm(publicKey))
  const verified = acceptedHashes.includes(hash) && (await request.verify(crypto).catch(() => false))
  if (!verified) {
    throw new PkiError('request-signature', 'the certificate request is not signed by its own key', {
      field: 'request',
      value: hash,
      remedy: 'sign it with the private key of its public key, with SHA-256, SHA-384 or SHA-512',
    })
  }
  return Object.freeze({
    requestedSubject,
    spki: new Uint8Array(publicKey.rawData),
    der: new Uint8Array(request.rawData),
    pem: `${request.toString('pem')}\n`,
  })
}
