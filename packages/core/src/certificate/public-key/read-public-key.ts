import type { PublicKey, PublicKeyAlgorithm } from '../certificate.js'
import { checkOptionalAny } from '../der/check-optional-any.js'
import { type DerElement, DerReader } from '../der/der-reader.js'
import { readOctetsOfBitString } from '../der/read-bit-string.js'
import { readObjectIdentifier } from '../der/read-object-identifier.js'
import { Tag } from '../der/tag.js'
import { publicKeyContext } from './context.js'
import { curveOfPoint } from './elliptic-curve.js'
import { rsaModulusBits } from './rsa-modulus-bits.js'
import { type KeyProperties, SubjectPublicKey } from './subject-public-key.js'

interface FixedLengthKey {
  readonly algorithm: PublicKeyAlgorithm
  readonly octets: number
}

/** Algorithms without parameters, whose keys all have one length (RFC 8410 sections 3 and 4, RFC 9881 section 4). */
const fixedLengthKeys: ReadonlyMap<string, FixedLengthKey> = /* @__PURE__ */ new Map<string, FixedLengthKey>([
  ['1.3.101.112', { algorithm: 'Ed25519', octets: 32 }],
  ['1.3.101.113', { algorithm: 'Ed448', octets: 57 }],
  ['2.16.840.1.101.3.4.3.17', { algorithm: 'ML-DSA-44', octets: 1312 }],
  ['2.16.840.1.101.3.4.3.18', { algorithm: 'ML-DSA-65', octets: 1952 }],
  ['2.16.840.1.101.3.4.3.19', { algorithm: 'ML-DSA-87', octets: 2592 }],
])

/** RFC 3279 section 2.3.1 wants NULL; its absence is read too, as OpenSSL does. */
const readRsa = (parameters: DerReader, key: DerElement): KeyProperties => {
  const none = parameters.readOptional(Tag.null)
  if (none !== undefined && none.end !== none.content) throw parameters.malformed('has a NULL with content', none.start)
  parameters.finish()
  return { algorithm: 'RSA', bits: rsaModulusBits(parameters.bytes, key) }
}

/** RFC 4055 section 1.2: parameters are optional and restrict the key; they are not interpreted. */
const readRsassaPss = (parameters: DerReader, key: DerElement): KeyProperties => {
  checkOptionalAny(parameters)
  return { algorithm: 'RSASSA-PSS', bits: rsaModulusBits(parameters.bytes, key) }
}

/** RFC 5480 section 2.1.1: a named curve. A curve spelled out by its parameters could be anybody's (CVE-2020-0601). */
const readEllipticCurve = (parameters: DerReader, key: DerElement): KeyProperties => {
  const oid = readObjectIdentifier(parameters)
  parameters.finish()
  return { algorithm: 'EC', curve: curveOfPoint(parameters, oid, key) }
}

const readOther = (oid: string, parameters: DerReader, key: DerElement): KeyProperties => {
  const fixed = fixedLengthKeys.get(oid)
  if (fixed === undefined) {
    checkOptionalAny(parameters)
    return { algorithm: 'unknown' }
  }
  parameters.finish()
  if (key.end - key.content !== fixed.octets) {
    throw parameters.refuse(`has a key that is not the ${fixed.octets} octets of ${fixed.algorithm}`, key.content)
  }
  return { algorithm: fixed.algorithm }
}

const readProperties = (oid: string, parameters: DerReader, key: DerElement): KeyProperties => {
  switch (oid) {
    case '1.2.840.113549.1.1.1':
      return readRsa(parameters, key)
    case '1.2.840.113549.1.1.10':
      return readRsassaPss(parameters, key)
    case '1.2.840.10045.2.1':
      return readEllipticCurve(parameters, key)
    default:
      return readOther(oid, parameters, key)
  }
}

/** A SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7): the algorithm, its parameters, and a key in the form they demand. */
export const readPublicKey = (parent: DerReader): PublicKey => {
  const info = parent.readTagged(Tag.sequence, publicKeyContext)
  const reader = new DerReader(parent.bytes, info.content, info.end, publicKeyContext)
  const parameters = reader.enter(Tag.sequence)
  const oid = readObjectIdentifier(parameters)
  const key = readOctetsOfBitString(reader)
  reader.finish()
  return new SubjectPublicKey(parent.bytes, info, oid, readProperties(oid, parameters, key))
}
