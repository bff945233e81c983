import type { Certificate } from '@thingplan/core'
import { equalBytes } from '../bytes.js'
import { certificateFields } from '../certificate/certificate-fields.js'
import { checkOptions } from '../check-options.js'
import { checkPublicKey } from '../key/public-key-info.js'
import { PkiError } from '../pki-error.js'
import type { CryptoOption, WebCrypto } from '../web-crypto.js'
import { chainError, checkCertificate, checkIssuer, checkSignature } from './check-link.js'
import { checkPurpose, type Purpose } from './check-purpose.js'

export interface VerifyChainOptions extends CryptoOption {
  /**
   * CA certificates that are trusted as they are, roots or not, as AWS IoT trusts a CA that is registered with it. Default: those of
   * `issuers` that name themselves as issuer.
   */
  readonly anchors?: readonly Certificate[] | undefined
  /** What the certificate is to be used for. Default: anything. */
  readonly purpose?: Purpose | undefined
}

/** More CAs than any chain has, and than anybody can make this process try. */
const mostIssuers = 8
const mostSignatures = 32

const isSelfIssued = (certificate: Certificate): boolean => {
  const { issuer, subject } = certificateFields(certificate)
  return equalBytes(issuer, subject)
}

/** What is known, and how much was tried. */
interface Search {
  readonly candidates: readonly Certificate[]
  readonly anchorIds: ReadonlySet<string>
  readonly now: Date
  readonly crypto: WebCrypto
  signatures: number
}

type Path = readonly [Certificate, ...Certificate[]]

const lastOf = (path: Path): Certificate => path.at(-1) ?? path[0]

const countIntermediates = ([, ...issuers]: Path): number => issuers.filter((issuer) => !isSelfIssued(issuer)).length

/** CAs that bear the name of the issuer; by key identifier, where both have one, those that are meant come first. */
const issuersOf = (certificate: Certificate, candidates: readonly Certificate[]): readonly Certificate[] => {
  const { issuer } = certificateFields(certificate)
  const named = candidates.filter((candidate) => equalBytes(certificateFields(candidate).subject, issuer))
  const isMeant = ({ subjectKeyIdentifier }: Certificate): boolean =>
    subjectKeyIdentifier !== undefined && subjectKeyIdentifier === certificate.authorityKeyIdentifier
  return [...named.filter(isMeant), ...named.filter((candidate) => !isMeant(candidate))]
}

const incomplete = (certificate: Certificate): PkiError =>
  chainError(
    'chain-incomplete',
    certificate,
    'issuers',
    `is issued by ${certificate.issuer.toString() || 'nobody'}, which leads to no CA that is trusted`,
    'add the missing CA certificates, up to one that is trusted',
  )

const checkLink = async (path: Path, issuer: Certificate, search: Search): Promise<void> => {
  const last = lastOf(path)
  search.signatures += 1
  if (search.signatures > mostSignatures) throw incomplete(last)
  checkIssuer(issuer, countIntermediates(path))
  checkCertificate(issuer, search.now)
  await checkSignature(last, issuer, search.crypto)
}

/** Depth first: the first path that holds, or what is wrong with the last that was tried. */
const findPath = async (path: Path, search: Search): Promise<Path> => {
  const last = lastOf(path)
  if (search.anchorIds.has(last.id)) return path
  const used = new Set(path.map(({ id }) => id))
  const issuers = path.length > mostIssuers ? [] : issuersOf(last, search.candidates).filter(({ id }) => !used.has(id))
  let failure: unknown = incomplete(last)
  for (const issuer of issuers) {
    try {
      await checkLink(path, issuer, search)
      return await findPath([...path, issuer], search)
    } catch (error) {
      if (!(error instanceof PkiError)) throw error
      failure = error
    }
  }
  throw failure
}

/**
 * Verifies a certificate up to a CA that is trusted: every signature, validity, right to issue and path length on the way.
 *
 * RFC 5280 section 6 without certificate policies and name constraints: a certificate that makes those critical is refused.
 * Revocation is a question of its own, see `verifyCrl`.
 *
 * @param certificate the one that somebody presents.
 * @param issuers CA certificates in any order; those that issued themselves are trusted, unless `anchors` says which are.
 * @param now the moment at which every certificate has to be valid.
 * @returns the chain: the certificate first, the trusted CA last.
 * @throws {PkiError} `chain-incomplete`, `chain-signature`, `chain-validity`, `chain-issuer-unfit`, `chain-extension-unknown`,
 * `chain-purpose`, `key-algorithm-unsupported`, `key-too-weak`, `pki-option`.
 * @example
 * ```ts
 * import { createCertificateAuthority, createKeyPair, issueDeviceCertificate, verifyChain } from '@thingplan/pki'
 *
 * const root = await createCertificateAuthority({ subject: 'CN=Root', pathLength: 1 })
 * const line = await createCertificateAuthority({ subject: 'CN=Line 4', issuer: root })
 * const { publicKey } = await createKeyPair()
 * const device = await issueDeviceCertificate({ authority: line, publicKey, subject: 'CN=device-1' })
 *
 * const chain = await verifyChain(device, [root.certificate, line.certificate], new Date())
 * chain.map(({ subject }) => subject.get('CN')) // => ['device-1', 'Line 4', 'Root']
 * ```
 */
export const verifyChain = async (
  certificate: Certificate,
  issuers: readonly Certificate[],
  now: Date,
  options: VerifyChainOptions = {},
): Promise<readonly Certificate[]> => {
  checkOptions('verifyChain', options, [], ['anchors', 'purpose', 'crypto'])
  const { crypto = globalThis.crypto, anchors = issuers.filter(isSelfIssued), purpose } = options
  if (!(now instanceof Date) || Number.isNaN(now.getTime())) {
    throw new PkiError('pki-option', 'verifyChain needs the present moment', { field: 'now', remedy: 'give a Date' })
  }
  checkPublicKey(certificate.publicKey.spki, 'x509')
  checkCertificate(certificate, now)
  const anchorIds = new Set(anchors.map(({ id }) => id))
  const candidates = [...anchors, ...issuers.filter(({ id }) => !anchorIds.has(id))]
  const path = await findPath([certificate], { candidates, anchorIds, now, crypto, signatures: 0 })
  if (purpose !== undefined) checkPurpose(path, purpose)
  return Object.freeze(path)
}
