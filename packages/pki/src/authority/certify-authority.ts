import type { Certificate } from '@thingplan/core'
import { rootExtensions } from '../certificate/profile.js'
import { resolveValidity, type ValidityOptions } from '../certificate/validity.js'
import { writeCertificate } from '../certificate/write-certificate.js'
import { keyIdentifier } from '../key/public-key-info.js'
import type { Signer } from '../signer/signer.js'
import { encodeSubject } from '../subject/encode-subject.js'
import type { SubjectInput } from '../subject/subject-input.js'
import { readTarget, type TargetOption } from '../target.js'
import type { CryptoOption } from '../web-crypto.js'
import type { AuthorityInput } from './certificate-authority.js'
import { issueAuthorityCertificate } from './issue-authority-certificate.js'
import { checkPathLength } from './path-length.js'

/** What is said of a new CA, wherever its key is. */
export interface NewAuthorityOptions extends ValidityOptions, TargetOption, CryptoOption {
  /** At most ten CAs with one subject can be registered with AWS IoT in an account and region. */
  readonly subject: SubjectInput
  /** The CA above, for an intermediate. Default: none, it signs itself and is a root. */
  readonly issuer?: AuthorityInput | undefined
  /** How many CAs may stand between this one and a device: 0 to 255. Default 0, it signs devices only. */
  readonly pathLength?: number | undefined
}

export const newAuthorityOptions: readonly string[] = /* @__PURE__ */ Object.freeze([
  'issuer',
  'pathLength',
  'notBefore',
  'notAfter',
  'now',
  'target',
  'crypto',
])

/** Ten years, in days. */
const defaultDays = 3653

/** Refuses, before a key is made, whatever does not depend on the key. */
export const checkNewAuthority = (options: NewAuthorityOptions): void => {
  encodeSubject(options.subject)
  checkPathLength(options.pathLength ?? 0, options.issuer?.certificate)
  resolveValidity(options, defaultDays, options.issuer?.certificate)
}

/** The certificate of a new CA: signed by itself, or issued by the CA above. */
export const certifyAuthority = async (options: NewAuthorityOptions, signer: Signer): Promise<Certificate> => {
  const { crypto = globalThis.crypto, issuer, subject, pathLength = 0, notBefore, notAfter, now } = options
  const target = readTarget(options)
  const { publicKey: spki } = signer
  if (issuer !== undefined) {
    const said = { subject, pathLength, notBefore, notAfter, now, target, crypto }
    return issueAuthorityCertificate({ ...said, authority: issuer, publicKey: spki })
  }
  const name = encodeSubject(subject)
  const validity = resolveValidity(options, defaultDays)
  const extensions = rootExtensions(await keyIdentifier(spki, crypto), pathLength)
  return writeCertificate({ subject: name, issuer: name, validity, spki, extensions }, { signer, target, crypto })
}
