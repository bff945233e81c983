import { X509Certificate } from 'node:crypto'
import { rootCertificates } from 'node:tls'

/** SHA-256 of the roots that AWS IoT's endpoints show a chain to, as Amazon Trust Services publishes them. */
const fingerprints: readonly string[] = [
  '8ecde6884f3d87b1125ba31ac3fcb13d7016de7f57cc904fe1cb97c6ae98196e',
  '1ba5b2aa8c65401a82960118f80bec4f62304d83cec4713a19c39c011ea46db4',
  '18ce6cfe7bf14e60b2e347b8dfe868cb31d02ebb3ada271569f50343b46db3a4',
  'e35d28419ed02025cfa69038cd623962458da5c695fbdea3c22b0bfb25897092',
]

const fingerprintOf = (pem: string): string => new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase()

/**
 * The Amazon root certificates, 1 to 4, in PEM: what a device trusts before it connects. They come out of those that Node carries,
 * known by their fingerprint; nothing is fetched.
 *
 * @see AWS IoT Core Developer Guide, "Server authentication"; https://www.amazontrust.com/repository/
 *
 * @example
 * ```ts
 * import { amazonRoots } from '@thingplan/aws-adapter/vending'
 *
 * amazonRoots().length // => 4
 * ```
 */
export const amazonRoots = (): readonly string[] => {
  const byFingerprint = new Map(rootCertificates.map((pem) => [fingerprintOf(pem), pem]))
  return fingerprints.flatMap((fingerprint) => {
    const pem = byFingerprint.get(fingerprint)
    return pem === undefined ? [] : [`${pem.trim()}\n`]
  })
}
