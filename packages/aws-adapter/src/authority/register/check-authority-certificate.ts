import { type Certificate, quote, readCertificate } from '@thingplan/core'
import { AuthorityError, type AuthorityErrorCode } from '../authority-error.js'

/** AWS IoT Core Developer Guide, "Register your CA certificate": no SHA-1, no Ed25519; RSASSA-PSS is not named any more. */
const signatureAlgorithms: ReadonlySet<string> = /* @__PURE__ */ new Set([
  '1.2.840.113549.1.1.11',
  '1.2.840.113549.1.1.12',
  '1.2.840.113549.1.1.13',
  '1.2.840.10045.4.3.2',
  '1.2.840.10045.4.3.3',
  '1.2.840.10045.4.3.4',
])

const fewestBits = 2048
const curves: readonly (string | undefined)[] = ['P-256', 'P-384', 'P-521']

const refusal =
  ({ subject }: Certificate) =>
  (code: AuthorityErrorCode, problem: string, value: string, remedy: string): AuthorityError =>
    new AuthorityError(code, `the CA certificate of ${quote(subject.toString())} ${problem}`, {
      field: 'certificate',
      value,
      remedy,
    })

/** AWS IoT Core Developer Guide, "X.509 client certificates": the keys that it takes. */
const isStrong = ({ publicKey: { algorithm, bits = 0, curve } }: Certificate): boolean =>
  algorithm === 'RSA' ? bits >= fewestBits : algorithm === 'EC' && curves.includes(curve)

/**
 * Reads the certificate of a CA, and refuses what AWS IoT would, or what no device could be verified with.
 *
 * @throws {CertificateError} for what is no certificate.
 * @throws {AuthorityError} `authority-not-ca`, `authority-algorithm`, `authority-expired`, `authority-not-yet-valid`
 */
export const checkAuthorityCertificate = (source: string | Uint8Array | Certificate, now: Date): Certificate => {
  const isSource = typeof source === 'string' || source instanceof Uint8Array
  // Also what was read already: its fields are nobody's word but the certificate's own. And nothing is none, whoever forgot it.
  const certificate = readCertificate(isSource ? source : source?.der)
  const refuse = refusal(certificate)
  const { basicConstraints, keyUsage, signatureAlgorithm, publicKey, notBefore, notAfter } = certificate
  if (basicConstraints?.ca !== true) {
    const remedy = 'give the certificate of the CA itself, with basic constraints CA'
    throw refuse('authority-not-ca', 'is not one of a CA', 'basicConstraints', remedy)
  }
  if (keyUsage?.includes('keyCertSign') === false) {
    const remedy = 'issue it with the key usage keyCertSign'
    throw refuse('authority-not-ca', 'may not sign certificates', keyUsage.join(' '), remedy)
  }
  if (!signatureAlgorithms.has(signatureAlgorithm.oid)) {
    const { oid, name = oid } = signatureAlgorithm
    const remedy = 'sign it anew with SHA-256, SHA-384 or SHA-512 and RSA or ECDSA'
    throw refuse('authority-algorithm', `is signed with ${quote(name)}, which AWS IoT does not take`, name, remedy)
  }
  if (!isStrong(certificate)) {
    const value = `${publicKey.algorithm} ${publicKey.bits ?? publicKey.curve ?? publicKey.oid}`
    const remedy = `make a CA with an RSA key of at least ${fewestBits} bits, or an EC key on P-256, P-384 or P-521`
    throw refuse('authority-algorithm', `has the key ${quote(value)}, which AWS IoT does not take`, value, remedy)
  }
  if (now.getTime() > notAfter.getTime()) {
    const value = notAfter.toISOString()
    const remedy = 'make a new CA and register that; no device can connect with a certificate of this one'
    throw refuse('authority-expired', `expired at ${value}`, value, remedy)
  }
  if (now.getTime() < notBefore.getTime()) {
    const value = notBefore.toISOString()
    const remedy = 'register it when it is valid, or look at the clock'
    throw refuse('authority-not-yet-valid', `is not valid before ${value}`, value, remedy)
  }
  return certificate
}
