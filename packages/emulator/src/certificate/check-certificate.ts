import type { Certificate } from '@thingplan/core'
import { certificateValidation } from '../exception/exceptions.js'

/**
 * Developer Guide, "X.509 client certificates": the signing algorithms that AWS IoT supports, as dotted OIDs. Only older
 * editions of that list had RSASSA-PSS.
 */
const signatureAlgorithms: readonly string[] = [
  '1.2.840.113549.1.1.11', // sha256WithRSAEncryption
  '1.2.840.113549.1.1.12', // sha384WithRSAEncryption
  '1.2.840.113549.1.1.13', // sha512WithRSAEncryption
  '2.16.840.1.101.3.4.3.2', // dsa-with-sha256
  '1.2.840.10045.4.3.2', // ecdsa-with-SHA256
  '1.2.840.10045.4.3.3', // ecdsa-with-SHA384
  '1.2.840.10045.4.3.4', // ecdsa-with-SHA512
]

const dsa = '1.2.840.10040.4.1'
const curves: readonly (string | undefined)[] = ['P-256', 'P-384', 'P-521']

/** What AWS IoT does not take about a certificate's algorithms; undefined where there is nothing. */
export const algorithmProblem = ({ signatureAlgorithm, publicKey }: Certificate): string | undefined => {
  if (!signatureAlgorithms.includes(signatureAlgorithm.oid)) {
    return `it is signed with ${signatureAlgorithm.name ?? signatureAlgorithm.oid}`
  }
  const { algorithm, bits = 0, curve, oid } = publicKey
  if (algorithm === 'RSA') return bits < 2048 ? `its RSA key has ${bits} bits, fewer than 2048` : undefined
  if (algorithm === 'EC') return curves.includes(curve) ? undefined : `its key is on the curve ${curve ?? 'unknown'}`
  return oid === dsa ? undefined : `its key is of the algorithm ${algorithm === 'unknown' ? oid : algorithm}`
}

/** @throws {CertificateValidationException} for a signature or a key that AWS IoT does not take. */
export const checkAlgorithms = (member: string, certificate: Certificate): void => {
  const problem = algorithmProblem(certificate)
  if (problem !== undefined) throw certificateValidation(`${member} cannot be registered: ${problem}`)
}

/** Whether a certificate's last second is over. */
export const isExpired = ({ notAfter }: Certificate, now: Date): boolean => now.getTime() > notAfter.getTime()

/** @throws {CertificateValidationException} */
export const checkNotExpired = (member: string, certificate: Certificate, now: Date): void => {
  if (!isExpired(certificate, now)) return
  throw certificateValidation(`${member} has expired on ${certificate.notAfter.toISOString()}`)
}
