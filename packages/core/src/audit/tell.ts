import { inertWithin } from '../error/inert.js'

/** PEM armour (RFC 7468), also one whose end was cut off. */
const armoured = /-----BEGIN.*?(?:-----END[^-]*(?:-----)?|$)/gs

/** DER in base64: `M` and `A` to `P` are the tag of a SEQUENCE, with which every key, certificate and request begins; lines may be broken. */
const sequence = /M[A-P](?:[A-Za-z0-9+/]|\\u\{[ad]\}|[\r\n]){46,}={0,2}/g

/** A JSON Web Token (RFC 7519): its header is an object, so that it begins as the base64 of `{"`. */
const webToken = /(?<![\w-])eyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g

const redacted = '[redacted]'

const withoutKeyMaterial = (text: string): string =>
  text.replace(armoured, redacted).replace(sequence, redacted).replace(webToken, redacted)

/**
 * Text as an event may hold it: what looks like a key, a certificate or a token is taken out, the rest is inert, on one line, and
 * has at most `longest` characters and an ellipsis. Told again it stays as it is.
 */
export const tell = (text: string, longest: number): string => {
  const told = inertWithin(withoutKeyMaterial(text), longest)
  // What was made inert has become longer; the half of a pair that a cut leaves is no character.
  return told.length > longest ? `${told.slice(0, longest).replace(/\p{Cs}$/u, '')}…` : told
}
