import { sha256 } from '@noble/hashes/sha2.js'
import { hexOf } from '../../certificate/text/hex.js'

/**
 * What a key is known by in device records: SHA-256 of its SubjectPublicKeyInfo in DER, as 64 lower-case hexadecimal digits. The same
 * for the key of a CSR and for that of its certificate (`certificate.publicKey.spki`).
 *
 * @example
 * ```ts
 * import { hashKey } from '@thingplan/core/lifecycle'
 * import { certificateFixture } from '@thingplan/core/testing'
 *
 * hashKey(certificateFixture({ subject: { CN: 'device-1' } }).publicKey.spki).length // => 64
 * ```
 */
export const hashKey = (spki: Uint8Array): string => hexOf(sha256(spki))
