import type { Certificate } from '@thingplan/core'
import { certificateFields } from '../certificate/certificate-fields.js'
import { checkPublicKey } from '../key/public-key-info.js'
import { PkiError, type PkiErrorCode } from '../pki-error.js'
import { readSignatureScheme } from '../signer/signature-algorithm.js'
import { verifySignature } from '../signer/verify-signature.js'
import type { WebCrypto } from '../web-crypto.js'

/** What is wrong with one certificate of a chain. */
export const chainError = (
  code: PkiErrorCode,
  { subject }: Certificate,
  field: string,
  problem: string,
  remedy: string,
): PkiError =>
  new PkiError(code, `the certificate of ${subject.toString() || 'nobody'} ${problem}`, {
    field,
    value: subject.toString(),
    remedy,
  })

/**
 * Extensions whose meaning is checked here or does not bear on whose certificate it is (RFC 5280 section 4.2): subject key
 * identifier, key usage, subject and issuer alternative name, basic constraints, authority key identifier, extended key usage.
 */
const understood: ReadonlySet<string> = /* @__PURE__ */ new Set([
  '2.5.29.14',
  '2.5.29.15',
  '2.5.29.17',
  '2.5.29.18',
  '2.5.29.19',
  '2.5.29.35',
  '2.5.29.37',
])

/**
 * What holds for every certificate of a chain: it is valid now, and says nothing critical that is not understood.
 *
 * @throws {PkiError} `chain-validity`, `chain-extension-unknown`.
 */
export const checkCertificate = (certificate: Certificate, now: Date): void => {
  const { notBefore, notAfter, extensions } = certificate
  if (now < notBefore) {
    const problem = `is not valid before ${notBefore.toISOString()}`
    throw chainError('chain-validity', certificate, 'notBefore', problem, 'compare the clocks, or wait')
  }
  if (now > notAfter) {
    const problem = `has expired at ${notAfter.toISOString()}`
    throw chainError('chain-validity', certificate, 'notAfter', problem, 'issue another')
  }
  const unknown = extensions.find(({ oid, critical }) => critical && !understood.has(oid))
  if (unknown === undefined) return
  const problem = `has the critical extension ${unknown.oid}, which is not understood here`
  throw chainError('chain-extension-unknown', certificate, unknown.oid, problem, 'judge it by other means')
}

/**
 * Whether an issuer may issue with so many CAs below it (RFC 5280 section 6.1.4, k to n).
 *
 * @param below CAs between it and the end of the chain; those that issued themselves do not count.
 * @throws {PkiError} `chain-issuer-unfit`.
 */
export const checkIssuer = (issuer: Certificate, below: number): void => {
  const { basicConstraints, keyUsage, version } = issuer
  const unfit = (field: string, problem: string): PkiError =>
    chainError('chain-issuer-unfit', issuer, field, problem, 'have the certificate issued by a CA that may')
  if (version !== 3 || basicConstraints?.ca !== true) throw unfit('basicConstraints', 'is not that of a CA')
  if (keyUsage?.includes('keyCertSign') === false) throw unfit('keyUsage', 'may not sign certificates')
  const { pathLength = Number.POSITIVE_INFINITY } = basicConstraints
  if (below > pathLength)
    throw unfit('pathLength', `has a path length of ${pathLength}, and ${below} CAs stand below it`)
}

/**
 * Whether the issuer's key has signed a certificate, with an algorithm and a key that are not broken.
 *
 * @throws {PkiError} `chain-signature`, `key-algorithm-unsupported`, `key-too-weak`.
 */
export const checkSignature = async (
  certificate: Certificate,
  issuer: Certificate,
  crypto: WebCrypto,
): Promise<void> => {
  const { spki } = issuer.publicKey
  checkPublicKey(spki, 'x509')
  const { toBeSigned: data, algorithm, signature } = certificateFields(certificate)
  const scheme = readSignatureScheme(algorithm)
  if (scheme !== undefined && (await verifySignature({ spki, scheme, data, signature }, crypto))) return
  const { name = certificate.signatureAlgorithm.oid } = certificate.signatureAlgorithm
  const problem =
    scheme === undefined ? `is signed with ${name}` : `is not signed by the key of ${issuer.subject.toString()}`
  const remedy = 'have it issued anew, with SHA-256, SHA-384 or SHA-512'
  throw chainError('chain-signature', certificate, 'signature', problem, remedy)
}
