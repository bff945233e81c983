import { hashKey } from '@thingplan/core/lifecycle'
import {
  type CertificateRequest,
  createCertificateRequest,
  createKeyPair,
  type KeyPair,
  PkiError,
  readCertificateRequest,
  requestsSubject,
  type SubjectInput,
} from '@thingplan/pki'
import { hashSealingKey, readSealingKey } from '@thingplan/pki/sealing'
import type { Issuer, MadeKey } from '../../authority/issuer/issuer.js'
import type { CertificateWish } from './parse-vending-request.js'
import { RequestProblem } from './vending-problem.js'

/** The key that is to be certified: the device's own, or one that was made for it a moment ago. */
export interface PreparedKey {
  readonly request: CertificateRequest
  readonly keyHash: string
  /** Only of a key that was made here. It is held until the answer is written, and nowhere else. */
  readonly keys: KeyPair | undefined
  /** The key to seal to, raw. */
  readonly sealingKey: Uint8Array | undefined
  readonly sealingKeyHash: string | undefined
  /** Where the issuer has made the key: with a certificate, which is taken up or deleted. */
  readonly made: MadeKey | undefined
}

interface OfDevice {
  readonly keys?: KeyPair
  readonly sealingKey?: Uint8Array | undefined
  readonly made?: MadeKey | undefined
}

const prepared = async (
  request: CertificateRequest,
  { keys, sealingKey, made }: OfDevice = {},
): Promise<PreparedKey> => ({
  request,
  keyHash: hashKey(request.spki),
  keys,
  sealingKey,
  sealingKeyHash: sealingKey === undefined ? undefined : await hashSealingKey(sealingKey),
  made,
})

/** A device's own request. It may ask for its own subject or for none: the subject is ours to say. */
const readOwnRequest = async (csr: string, subject: SubjectInput): Promise<CertificateRequest> => {
  try {
    const request = await readCertificateRequest(csr)
    if (request.requestedSubject.length > 0 && !requestsSubject(request, subject)) {
      throw new RequestProblem('csr-subject', 'csr')
    }
    return request
  } catch (error) {
    if (error instanceof PkiError) throw new RequestProblem('csr-refused', 'csr')
    throw error
  }
}

const readKeyToSealTo = (sealingKey: string): Uint8Array => {
  try {
    return readSealingKey(sealingKey)
  } catch (error) {
    if (error instanceof PkiError) throw new RequestProblem('sealing-key-malformed', 'sealingKey')
    throw error
  }
}

/**
 * The key of a request, proven to be the sender's, or one that is made for a device which cannot make one.
 *
 * @throws {RequestProblem} `csr-refused`, `csr-subject`, `sealing-key-malformed`
 */
export const prepareKey = async (
  wish: CertificateWish,
  subject: SubjectInput,
  issuer: Issuer,
): Promise<PreparedKey> => {
  if (wish.csr !== undefined) return prepared(await readOwnRequest(wish.csr, subject))
  const sealingKey = wish.sealingKey === undefined ? undefined : readKeyToSealTo(wish.sealingKey)
  const made = await issuer.makeKey?.()
  try {
    const keys = made?.keys ?? (await createKeyPair())
    return await prepared(await createCertificateRequest({ keys, subject }), { keys, sealingKey, made })
  } catch (error) {
    // Nobody else knows of it. Where it cannot be deleted, that is the worse news.
    await made?.discard()
    throw error
  }
}
