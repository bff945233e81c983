import type { Certificate } from './certificate.js'
import { checkOptionalAny } from './der/check-optional-any.js'
import type { DerReader } from './der/der-reader.js'
import { readObjectIdentifier } from './der/read-object-identifier.js'
import { Tag } from './der/tag.js'

/** RFC 3279, 4055, 5758, 8410 and 9881. */
const names: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['1.2.840.113549.1.1.2', 'md2WithRSAEncryption'],
  ['1.2.840.113549.1.1.4', 'md5WithRSAEncryption'],
  ['1.2.840.113549.1.1.5', 'sha1WithRSAEncryption'],
  ['1.2.840.113549.1.1.10', 'RSASSA-PSS'],
  ['1.2.840.113549.1.1.11', 'sha256WithRSAEncryption'],
  ['1.2.840.113549.1.1.12', 'sha384WithRSAEncryption'],
  ['1.2.840.113549.1.1.13', 'sha512WithRSAEncryption'],
  ['1.2.840.113549.1.1.14', 'sha224WithRSAEncryption'],
  ['1.2.840.10040.4.3', 'dsa-with-sha1'],
  ['2.16.840.1.101.3.4.3.1', 'dsa-with-sha224'],
  ['2.16.840.1.101.3.4.3.2', 'dsa-with-sha256'],
  ['1.2.840.10045.4.1', 'ecdsa-with-SHA1'],
  ['1.2.840.10045.4.3.1', 'ecdsa-with-SHA224'],
  ['1.2.840.10045.4.3.2', 'ecdsa-with-SHA256'],
  ['1.2.840.10045.4.3.3', 'ecdsa-with-SHA384'],
  ['1.2.840.10045.4.3.4', 'ecdsa-with-SHA512'],
  ['1.3.101.112', 'Ed25519'],
  ['1.3.101.113', 'Ed448'],
  ['2.16.840.1.101.3.4.3.17', 'ML-DSA-44'],
  ['2.16.840.1.101.3.4.3.18', 'ML-DSA-65'],
  ['2.16.840.1.101.3.4.3.19', 'ML-DSA-87'],
])

/** The AlgorithmIdentifier of a signature (RFC 5280 section 4.1.1.2). */
export const readSignatureAlgorithm = (parent: DerReader): Certificate['signatureAlgorithm'] => {
  const reader = parent.enter(Tag.sequence)
  const oid = readObjectIdentifier(reader)
  checkOptionalAny(reader)
  const name = names.get(oid)
  return Object.freeze(name === undefined ? { oid } : { oid, name })
}
