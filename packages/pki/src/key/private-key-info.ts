import { fromHex } from '../bytes.js'
import { readConstructed, readElement } from '../der/read-element.js'
import * as Tag from '../der/tag.js'
import { writeElement, writeInteger, writeObjectIdentifier, writeSequence } from '../der/write-element.js'
import { type PublicKeyAlgorithm, readKeyAlgorithm } from './public-key-algorithm.js'

/** The algorithm of a PrivateKeyInfo (RFC 5958 section 2); `undefined` where it is none. */
export const privateKeyAlgorithm = (pkcs8: Uint8Array): PublicKeyAlgorithm | undefined => {
  const [version, identifier, key] = readConstructed(pkcs8, Tag.sequence) ?? []
  const isKey = version?.tag === Tag.integer && identifier?.tag === Tag.sequence && key?.tag === Tag.octetString
  return isKey ? readKeyAlgorithm(identifier.content) : undefined
}

const wrap = (identifier: Uint8Array, key: Uint8Array): Uint8Array =>
  writeSequence(writeInteger(Uint8Array.of(0)), identifier, writeElement(Tag.octetString, key))

/** RFC 8017 appendix A.1: an RSAPrivateKey as PrivateKeyInfo. */
const wrapRsa = (key: Uint8Array): Uint8Array => wrap(fromHex('300d06092a864886f70d0101010500'), key)

/** RFC 5915 section 3: an ECPrivateKey as PrivateKeyInfo; its curve stands in `[0]`. */
const wrapEc = (key: Uint8Array): Uint8Array | undefined => {
  const parameters = readConstructed(key, Tag.sequence)?.find(({ tag }) => tag === Tag.context(0))
  const curve = parameters && readElement(parameters.content)
  if (curve?.tag !== Tag.objectIdentifier) return undefined
  return wrap(writeSequence(writeObjectIdentifier('2a8648ce3d0201'), curve.octets), key)
}

const wrappers: ReadonlyMap<string, (key: Uint8Array) => Uint8Array | undefined> = /* @__PURE__ */ new Map([
  ['PRIVATE KEY', (key: Uint8Array): Uint8Array | undefined => key],
  ['RSA PRIVATE KEY', wrapRsa],
  ['EC PRIVATE KEY', wrapEc],
])

/** Labels of private keys that are not encrypted. */
export const privateKeyLabels: readonly string[] = /* @__PURE__ */ Object.freeze([...wrappers.keys()])

/** A private key of any of these labels as PrivateKeyInfo. */
export const toPrivateKeyInfo = (label: string, der: Uint8Array): Uint8Array | undefined => wrappers.get(label)?.(der)
