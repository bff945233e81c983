import type { Certificate } from '@thingplan/core'
import type { CertificateAuthority } from '../authority/certificate-authority.js'
import { issuerOf } from '../authority/issuer.js'
import { keyIdentifier } from '../key/public-key-info.js'
import type { Extension } from '../peculiar.js'
import { encodeSubject } from '../subject/encode-subject.js'
import type { SubjectInput } from '../subject/subject-input.js'
import type { WebCrypto } from '../web-crypto.js'
import type { KeyIdentifiers } from './profile.js'
import { signCertificate } from './sign-certificate.js'
import { resolveValidity, type ValidityOptions } from './validity.js'

/** What every certificate that a CA signs is made of. */
export interface IssueOptions extends ValidityOptions {
  readonly authority: CertificateAuthority
  readonly subject: SubjectInput
  readonly spki: Uint8Array
  readonly days: number
  readonly extensions: (keys: KeyIdentifiers) => Extension[]
}

/** Checks everything first, then signs. */
export const issueCertificate = async (options: IssueOptions, crypto: WebCrypto): Promise<Certificate> => {
  const { authority, spki } = options
  const subject = encodeSubject(options.subject)
  const issuer = await issuerOf(authority, crypto)
  const validity = resolveValidity(options, options.days, authority.certificate)
  const keys = { subject: await keyIdentifier(spki, crypto), authority: issuer.keyIdentifier }
  const contents = { subject, issuer: issuer.name, validity, spki, extensions: options.extensions(keys) }
  return signCertificate(contents, authority.privateKey, crypto)
}
