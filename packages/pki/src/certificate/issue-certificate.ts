import type { Certificate } from '@thingplan/core'
import type { AuthorityInput } from '../authority/certificate-authority.js'
import { openAuthority } from '../authority/open-authority.js'
import { keyIdentifier } from '../key/public-key-info.js'
import { encodeSubject } from '../subject/encode-subject.js'
import type { SubjectInput } from '../subject/subject-input.js'
import type { Target } from '../target.js'
import type { WebCrypto } from '../web-crypto.js'
import { certificateFields } from './certificate-fields.js'
import type { Extensions, KeyIdentifiers } from './profile.js'
import { resolveValidity, type ValidityOptions } from './validity.js'
import { writeCertificate } from './write-certificate.js'

/** What every certificate that a CA signs is made of. */
export interface IssueOptions extends ValidityOptions {
  readonly authority: AuthorityInput
  readonly subject: SubjectInput
  readonly spki: Uint8Array
  readonly days: number
  readonly extensions: (keys: KeyIdentifiers) => Extensions
  readonly target: Target
}

/** Checks everything first, then signs. */
export const issueCertificate = async (options: IssueOptions, crypto: WebCrypto): Promise<Certificate> => {
  const { spki, target } = options
  const subject = encodeSubject(options.subject)
  const { certificate, signer } = await openAuthority(options.authority, 'keyCertSign', crypto)
  const validity = resolveValidity(options, options.days, certificate)
  const keys = {
    subject: await keyIdentifier(spki, crypto),
    authority: certificate.subjectKeyIdentifier ?? (await keyIdentifier(certificate.publicKey.spki, crypto)),
  }
  const issuer = certificateFields(certificate).subject
  const contents = { subject, issuer, validity, spki, extensions: options.extensions(keys) }
  return writeCertificate(contents, { signer, target, crypto })
}
