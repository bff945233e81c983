import type { KeyUsage } from '@thingplan/core'
import { PkiError } from '../pki-error.js'
import { isSigningKey, keySigner } from '../signer/key-signer.js'
import { ownsKey } from '../signer/owns-key.js'
import type { Signer } from '../signer/signer.js'
import type { WebCrypto } from '../web-crypto.js'
import type { AuthorityInput, SigningAuthority } from './certificate-authority.js'
import { OpenedAuthority } from './opened-authority.js'

const unfit = (message: string, field: string, value: string, remedy: string): PkiError =>
  new PkiError('authority-unfit', message, { field, value, remedy })

const signerOf = (authority: AuthorityInput, crypto: WebCrypto): Signer => {
  if ('signer' in authority && typeof authority.signer?.sign === 'function') return authority.signer
  const privateKey = 'privateKey' in authority ? authority.privateKey : undefined
  if (isSigningKey(privateKey)) return keySigner(privateKey, authority.certificate.publicKey.spki, crypto)
  const remedy = 'give a signer, or the private key of the CA with the usage `sign`'
  const value = authority.certificate.subject.toString()
  throw unfit('the authority has no private key that signs', 'privateKey', value, remedy)
}

const checkCertificate = ({ certificate }: AuthorityInput, usage: KeyUsage): void => {
  const { basicConstraints, keyUsage } = certificate
  if (basicConstraints?.ca === true && keyUsage?.includes(usage) !== false) return
  throw unfit(
    `the certificate of the authority is not that of a CA with the key usage ${usage}`,
    'authority',
    certificate.subject.toString(),
    `use one with basic constraints CA and key usage ${usage}`,
  )
}

/**
 * Refuses an authority whose certificate is not a CA's (RFC 5280 sections 4.2.1.9 and 4.2.1.3), and one that would sign what its
 * own certificate does not verify.
 *
 * @throws {PkiError} `authority-unfit`, `authority-key-mismatch`, `key-algorithm-unsupported`.
 */
export const openAuthority = async (
  authority: AuthorityInput,
  usage: 'keyCertSign' | 'cRLSign',
  crypto: WebCrypto,
): Promise<SigningAuthority> => {
  checkCertificate(authority, usage)
  if (authority instanceof OpenedAuthority) return authority
  const { certificate } = authority
  const signer = signerOf(authority, crypto)
  if (await ownsKey(signer, certificate.publicKey.spki, crypto)) {
    return new OpenedAuthority(certificate, signer, undefined)
  }
  throw new PkiError('authority-key-mismatch', 'the private key of the authority is not that of its certificate', {
    field: 'privateKey',
    value: certificate.subject.toString(),
    remedy: 'give the certificate and the private key of one and the same CA',
  })
}
