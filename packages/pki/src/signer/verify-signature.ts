import { readPublicKey } from '../key/public-key-algorithm.js'
import { importPublicKey } from '../key/public-key-info.js'
import type { WebCrypto } from '../web-crypto.js'
import { ecdsaSignatureToRaw, orderLength } from './ecdsa-signature.js'
import type { SignatureScheme } from './signature-algorithm.js'

/** Something signed, and by which key. */
export interface Signed {
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
  readonly scheme: SignatureScheme
  readonly data: Uint8Array
  /** As X.509 holds it: ECDSA in DER. */
  readonly signature: Uint8Array
}

/** Whether the key has made the signature; a key of another algorithm than the signature's has not. */
export const verifySignature = async (signed: Signed, crypto: WebCrypto): Promise<boolean> => {
  const { spki, scheme, data, signature } = signed
  const algorithm = readPublicKey(spki)?.algorithm
  if (algorithm === undefined || algorithm.name !== scheme.key) return false
  const raw = algorithm.name === 'ECDSA' ? ecdsaSignatureToRaw(signature, orderLength(algorithm.namedCurve)) : signature
  if (raw === undefined) return false
  try {
    const key = await importPublicKey(spki, algorithm, scheme.hash, crypto)
    return await crypto.subtle.verify({ name: scheme.key, hash: scheme.hash }, key, raw, data)
  } catch {
    // Octets that are no key, or that this runtime has no algorithm for.
    return false
  }
}
