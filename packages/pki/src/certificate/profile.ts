import {
  type AlternativeName,
  authorityKeyIdentifier,
  basicConstraints,
  extendedKeyUsage,
  keyUsage,
  subjectAlternativeNames,
  subjectKeyIdentifier,
} from './extension.js'

/** Identifiers of the certified key and of the key that signs, in hex. */
export interface KeyIdentifiers {
  readonly subject: string
  readonly authority: string
}

/** Extensions in DER, in the order in which they are written. */
export type Extensions = readonly Uint8Array[]

/** RFC 5280 section 4.2.1: what a root CA's certificate says; being its own issuer it names no other. */
export const rootExtensions = (subjectKey: string, pathLength: number): Extensions => [
  basicConstraints({ ca: true, pathLength }),
  keyUsage(['keyCertSign', 'cRLSign']),
  subjectKeyIdentifier(subjectKey),
]

/** A CA below another. */
export const intermediateExtensions = (keys: KeyIdentifiers, pathLength: number): Extensions => [
  ...rootExtensions(keys.subject, pathLength),
  authorityKeyIdentifier(keys.authority),
]

/** A verification certificate only shows that the CA's key is at hand. */
export const verificationExtensions = (keys: KeyIdentifiers): Extensions => [
  basicConstraints({ ca: false }),
  keyUsage(['digitalSignature']),
  subjectKeyIdentifier(keys.subject),
  authorityKeyIdentifier(keys.authority),
]

/** A device signs its side of the handshake and nothing else, in TLS 1.2 with ephemeral keys as in TLS 1.3. */
export const deviceExtensions = (keys: KeyIdentifiers): Extensions => [
  ...verificationExtensions(keys),
  extendedKeyUsage('clientAuth'),
]

export const serverExtensions = (keys: KeyIdentifiers, names: readonly AlternativeName[]): Extensions => [
  ...verificationExtensions(keys),
  extendedKeyUsage('serverAuth'),
  subjectAlternativeNames(names),
]
