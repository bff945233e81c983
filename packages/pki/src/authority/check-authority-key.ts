import { signingAlgorithm } from '../key/signing-algorithm.js'
import { PkiError } from '../pki-error.js'
import type { WebCrypto } from '../web-crypto.js'
import { type CertificateAuthority, HeldAuthority } from './certificate-authority.js'

/** Signed to see whose key it is; as a text it can never be taken for the contents of a certificate. */
const probe: Uint8Array = /* @__PURE__ */ Uint8Array.from('whose key is this', (letter) => letter.charCodeAt(0))

const isKeyPair = async ({ certificate, privateKey }: CertificateAuthority, crypto: WebCrypto): Promise<boolean> => {
  const algorithm = { ...privateKey.algorithm, ...signingAlgorithm(privateKey) }
  const signature = await crypto.subtle.sign(algorithm, privateKey, probe)
  try {
    const publicKey = await crypto.subtle.importKey('spki', certificate.publicKey.spki, algorithm, false, ['verify'])
    return await crypto.subtle.verify(algorithm, publicKey, signature, probe)
  } catch {
    // A key of another algorithm or curve is not imported as one of this.
    return false
  }
}

/**
 * Refuses an authority that would sign what its own certificate does not verify.
 *
 * @throws {PkiError} `authority-unfit`, `authority-key-mismatch`, `key-algorithm-unsupported`, `key-too-weak`.
 */
export const checkAuthorityKey = async (authority: CertificateAuthority, crypto: WebCrypto): Promise<void> => {
  // Made together with its certificate.
  if (authority instanceof HeldAuthority) return
  const { certificate, privateKey } = authority
  const value = certificate.subject.toString()
  if (privateKey?.type !== 'private' || !privateKey.usages.includes('sign')) {
    throw new PkiError('authority-unfit', 'the authority has no private key that signs', {
      field: 'privateKey',
      value,
      remedy: 'give the private key of the CA, with the usage `sign`',
    })
  }
  if (await isKeyPair(authority, crypto)) return
  throw new PkiError('authority-key-mismatch', 'the private key of the authority is not that of its certificate', {
    field: 'privateKey',
    value,
    remedy: 'give the certificate and the private key of one and the same CA',
  })
}
