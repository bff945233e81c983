import type { WebCrypto } from '../web-crypto.js'
import { schemeOf } from './signature-algorithm.js'
import type { Signer } from './signer.js'
import { verifySignature } from './verify-signature.js'

/** Signed to see whose key it is; as a text it can never be taken for the contents of a certificate. */
const probe: Uint8Array = /* @__PURE__ */ Uint8Array.from('whose key is this', (letter) => letter.charCodeAt(0))

/** Whether what a signer signs is verified by a public key. */
export const ownsKey = async (signer: Signer, spki: Uint8Array, crypto: WebCrypto): Promise<boolean> => {
  const scheme = schemeOf(signer.algorithm)
  if (scheme === undefined) return false
  return verifySignature({ spki, scheme, data: probe, signature: await signer.sign(probe) }, crypto)
}
