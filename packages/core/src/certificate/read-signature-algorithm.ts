import { rowsOf } from './arc-table.js'
import type { Certificate } from './certificate.js'
import { checkNested } from './der/check-nested.js'
import { type DerReader, leave, narrow } from './der/der-reader.js'
import { readObjectIdentifier } from './der/read-object-identifier.js'
import * as Tag from './der/tag.js'

/** RFC 3279, 4055, 5758, 8410 and 9881. */
const names: ReadonlyMap<string, string> = /* @__PURE__ */ (() =>
  new Map(
    rowsOf({
      '1.2.840.113549.1.1': [
        '2 md2WithRSAEncryption',
        '4 md5WithRSAEncryption',
        '5 sha1WithRSAEncryption',
        '10 RSASSA-PSS',
        '11 sha256WithRSAEncryption',
        '12 sha384WithRSAEncryption',
        '13 sha512WithRSAEncryption',
        '14 sha224WithRSAEncryption',
      ],
      '1.2.840.10040.4': ['3 dsa-with-sha1'],
      '1.2.840.10045.4': ['1 ecdsa-with-SHA1'],
      '1.2.840.10045.4.3': ['1 ecdsa-with-SHA224', '2 ecdsa-with-SHA256', '3 ecdsa-with-SHA384', '4 ecdsa-with-SHA512'],
      '1.3.101': ['112 Ed25519', '113 Ed448'],
      '2.16.840.1.101.3.4.3': [
        '1 dsa-with-sha224',
        '2 dsa-with-sha256',
        '17 ML-DSA-44',
        '18 ML-DSA-65',
        '19 ML-DSA-87',
      ],
    }).map(([oid = '', name = '']) => [oid, name]),
  ))()

/** The AlgorithmIdentifier of a signature (RFC 5280 section 4.1.1.2). */
export const readSignatureAlgorithm = (reader: DerReader): Certificate['signatureAlgorithm'] => {
  const outerEnd = narrow(reader, Tag.sequence)
  const oid = readObjectIdentifier(reader)
  if (reader.position < reader.end) checkNested(reader)
  leave(reader, outerEnd)
  const name = names.get(oid)
  return Object.freeze(name === undefined ? { oid } : { oid, name })
}
