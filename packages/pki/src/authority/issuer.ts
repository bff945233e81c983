import { keyIdentifier } from '../key/public-key-info.js'
import { Name, X509Certificate } from '../peculiar.js'
import { PkiError } from '../pki-error.js'
import type { WebCrypto } from '../web-crypto.js'
import type { CertificateAuthority } from './certificate-authority.js'
import { checkAuthorityKey } from './check-authority-key.js'

/** What an issued certificate holds of its issuer. */
export interface Issuer {
  /** The CA's subject, octet by octet: names are compared that way by many. */
  readonly name: Name
  readonly keyIdentifier: string
}

/**
 * The issuer's side of a certificate.
 *
 * @throws {PkiError} `authority-unfit` where the certificate is not a CA's (RFC 5280 section 4.2.1.9 and 4.2.1.3), and what
 * `checkAuthorityKey` throws.
 */
export const issuerOf = async (authority: CertificateAuthority, crypto: WebCrypto): Promise<Issuer> => {
  const { certificate } = authority
  const { basicConstraints, keyUsage, subjectKeyIdentifier, publicKey, der } = certificate
  if (basicConstraints?.ca !== true || keyUsage?.includes('keyCertSign') === false) {
    throw new PkiError('authority-unfit', 'the certificate of the authority is not a certificate of a CA', {
      field: 'authority',
      value: certificate.subject.toString(),
      remedy: 'use one with basic constraints CA and key usage keyCertSign',
    })
  }
  await checkAuthorityKey(authority, crypto)
  return {
    name: new Name(new X509Certificate(der).subjectName.toArrayBuffer()),
    keyIdentifier: subjectKeyIdentifier ?? (await keyIdentifier(publicKey.spki, crypto)),
  }
}
