import { readConstructed } from '../der/read-element.js'
import * as Tag from '../der/tag.js'

/** The three parts of a certificate, a request and a CRL. */
export interface SignedStructure {
  /** With tag and length, as it was signed. */
  readonly toBeSigned: Uint8Array
  /** Content of the AlgorithmIdentifier. */
  readonly algorithm: Uint8Array
  readonly signature: Uint8Array
}

/** Takes a signed structure apart; `undefined` where it is none. */
export const readSigned = (der: Uint8Array): SignedStructure | undefined => {
  const [toBeSigned, algorithm, signature, more] = readConstructed(der, Tag.sequence) ?? []
  if (toBeSigned?.tag !== Tag.sequence || algorithm?.tag !== Tag.sequence || more !== undefined) return undefined
  // A signature has whole octets.
  if (signature?.tag !== Tag.bitString || signature.content[0] !== 0) return undefined
  return { toBeSigned: toBeSigned.octets, algorithm: algorithm.content, signature: signature.content.subarray(1) }
}
