import { writeBitString, writeSequence } from '../der/write-element.js'
import { checkPublicKey } from '../key/public-key-info.js'
import { PkiError } from '../pki-error.js'
import type { Target } from '../target.js'
import { algorithmIdentifier, type SignatureScheme, schemeOf, signatureAlgorithms } from './signature-algorithm.js'
import type { Signer } from './signer.js'

/**
 * How a signer signs, where its target takes its key and what its key makes.
 *
 * @throws {PkiError} `key-algorithm-unsupported`, `key-too-weak`, `pki-option`.
 */
export const signerScheme = ({ publicKey, algorithm }: Signer, target: Target): SignatureScheme => {
  const key = checkPublicKey(publicKey, target)
  const scheme = schemeOf(algorithm)
  if (scheme !== undefined && scheme.key === key.name) return scheme
  const value = String(algorithm)
  throw new PkiError('key-algorithm-unsupported', `a key for ${key.name} does not sign with ${value}`, {
    field: 'algorithm',
    value,
    remedy: `use one of: ${signatureAlgorithms.join(', ')}`,
  })
}

/** What X.509 signs is always the same: contents that name the algorithm, then the algorithm, then the signature. */
export const signStructure = async (
  contents: (algorithm: Uint8Array) => Uint8Array,
  signer: Signer,
  scheme: SignatureScheme,
): Promise<Uint8Array> => {
  const algorithm = algorithmIdentifier(scheme)
  const toBeSigned = contents(algorithm)
  return writeSequence(toBeSigned, algorithm, writeBitString(await signer.sign(toBeSigned)))
}
