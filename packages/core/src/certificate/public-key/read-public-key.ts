import type { PublicKey, PublicKeyAlgorithm } from '../certificate.js'
import { checkNested } from '../der/check-nested.js'
import { type DerReader, finish, leave, malformed, narrow, nextTag, open, unexpected } from '../der/der-reader.js'
import { enterBitString } from '../der/enter-bit-string.js'
import { octetAt } from '../der/octet-at.js'
import { enterInteger } from '../der/read-integer.js'
import { readObjectIdentifier } from '../der/read-object-identifier.js'
import * as Tag from '../der/tag.js'

type Algorithm = readonly [name: PublicKeyAlgorithm, octets?: number]

/** RFC 3279, 4055, 5480, 8410 and 9881, with the octets of a key where all have as many, and then no parameters either. */
const algorithms: ReadonlyMap<string, Algorithm> = /* @__PURE__ */ new Map<string, Algorithm>([
  ['1.2.840.113549.1.1.1', ['RSA']],
  ['1.2.840.113549.1.1.10', ['RSASSA-PSS']],
  ['1.2.840.10045.2.1', ['EC']],
  ['1.3.101.112', ['Ed25519', 32]],
  ['1.3.101.113', ['Ed448', 57]],
  ['2.16.840.1.101.3.4.3.17', ['ML-DSA-44', 1312]],
  ['2.16.840.1.101.3.4.3.18', ['ML-DSA-65', 1952]],
  ['2.16.840.1.101.3.4.3.19', ['ML-DSA-87', 2592]],
])

const unknown: Algorithm = ['unknown']

type Curve = readonly [name: string, coordinate: number]

/** The curves of FIPS 186 that devices use (RFC 5480 section 2.1.1.1), and the octets of one coordinate of their points. */
const curves: ReadonlyMap<string, Curve> = /* @__PURE__ */ new Map<string, Curve>([
  ['1.2.840.10045.3.1.7', ['P-256', 32]],
  ['1.3.132.0.34', ['P-384', 48]],
  ['1.3.132.0.35', ['P-521', 66]],
])

const readBitsOfPositive = (reader: DerReader): number => {
  const end = enterInteger(reader)
  const { bytes, position } = reader
  const leading = octetAt(bytes, position) === 0 ? position + 1 : position
  if (leading === end || octetAt(bytes, position) > 0x7f) throw unexpected(reader, 'a number above zero')
  reader.position = end
  return (end - leading) * 8 + 24 - Math.clz32(octetAt(bytes, leading))
}

/** The size of the modulus of an RSAPublicKey, a sequence of modulus and exponent (RFC 3279 section 2.3.1). */
const readModulusBits = (reader: DerReader): number => {
  const outerEnd = narrow(reader, Tag.sequence)
  const bits = readBitsOfPositive(reader)
  readBitsOfPositive(reader)
  leave(reader, outerEnd)
  return bits
}

/** RFC 5480 section 2.2: the uncompressed and the compressed form of a point; the hybrid form is not allowed. */
const octetsOfPoint = (form: number, coordinate: number): number => {
  if (form === 0x04) return 1 + 2 * coordinate
  return form === 0x02 || form === 0x03 ? 1 + coordinate : -1
}

/** A key while it is read, frozen then. Bytes are mutable, so each read of them is a copy. */
class SubjectPublicKey implements PublicKey {
  declare algorithm: PublicKeyAlgorithm
  declare oid: string
  declare bits?: number
  declare curve?: string
  readonly #der: Uint8Array
  readonly #start: number
  readonly #end: number

  constructor(der: Uint8Array, start: number, end: number) {
    this.#der = der
    this.#start = start
    this.#end = end
  }

  get spki(): Uint8Array {
    return this.#der.slice(this.#start, this.#end)
  }
}

/** Reads the algorithm and its parameters, and returns the octets that its keys have, where all have as many. */
const readAlgorithm = (reader: DerReader, key: SubjectPublicKey): number | undefined => {
  const outerEnd = narrow(reader, Tag.sequence)
  const oid = readObjectIdentifier(reader)
  const { position } = reader
  const [algorithm, octets] = algorithms.get(oid) ?? unknown
  key.algorithm = algorithm
  key.oid = oid
  if (algorithm === 'RSA') {
    // RFC 3279 section 2.3.1 wants NULL; its absence is read too, as OpenSSL does.
    if (nextTag(reader) === Tag.null && open(reader) > reader.position) throw malformed(reader, 'no content', position)
  } else if (algorithm === 'EC') {
    // RFC 5480 section 2.1.1: a named curve. One spelled out by its parameters could be anybody's (CVE-2020-0601).
    key.curve = readObjectIdentifier(reader)
  } else if (octets === undefined && position < reader.end) {
    // For RSASSA-PSS they restrict the key (RFC 4055 section 1.2).
    checkNested(reader)
  }
  leave(reader, outerEnd)
  return octets
}

/** Reads the key itself, which stands at the end, in the form that its algorithm demands. */
const readKey = (reader: DerReader, key: SubjectPublicKey, octets: number | undefined): void => {
  const end = enterBitString(reader)
  const { bytes, position } = reader
  if (octetAt(bytes, position - 1) > 0) throw unexpected(reader, 'whole octets', position - 1)
  finish(reader, end)
  if (key.algorithm === 'RSA' || key.algorithm === 'RSASSA-PSS') {
    key.bits = readModulusBits(reader)
    return
  }
  let expected = octets
  if (key.curve !== undefined) {
    const [curve, coordinate] = curves.get(key.curve) ?? [key.curve]
    key.curve = curve
    expected = coordinate && octetsOfPoint(octetAt(bytes, position), coordinate)
  }
  if (expected !== undefined && expected !== end - position) throw unexpected(reader, `a key of ${key.algorithm}`)
  reader.position = end
}

/** A SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7): the algorithm, its parameters, and a key in the form they demand. */
export const readPublicKey = (reader: DerReader): PublicKey => {
  const { bytes, position, field } = reader
  reader.field = 'subjectPublicKeyInfo'
  const outerEnd = narrow(reader, Tag.sequence)
  const key = new SubjectPublicKey(bytes, position, reader.end)
  const octets = readAlgorithm(reader, key)
  readKey(reader, key, octets)
  leave(reader, outerEnd)
  reader.field = field
  return Object.freeze(key)
}
