import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  type Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
} from '../peculiar.js'

/** Identifiers of the certified key and of the key that signs, in hex. */
export interface KeyIdentifiers {
  readonly subject: string
  readonly authority: string
}

/** A name by which a server is reached. */
export interface AlternativeName {
  readonly type: 'dns' | 'ip'
  readonly value: string
}

/** RFC 5280 section 4.2.1: what a CA's certificate says; being its own issuer it names no other. */
export const authorityExtensions = (subjectKey: string, pathLength: number | undefined): Extension[] => [
  new BasicConstraintsExtension(true, pathLength, true),
  new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
  new SubjectKeyIdentifierExtension(subjectKey),
]

const leafExtensions = (keys: KeyIdentifiers): Extension[] => [
  new BasicConstraintsExtension(false, undefined, true),
  new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
  new SubjectKeyIdentifierExtension(keys.subject),
  new AuthorityKeyIdentifierExtension(keys.authority),
]

/** A device signs its side of the handshake and nothing else, in TLS 1.2 with ephemeral keys as in TLS 1.3. */
export const deviceExtensions = (keys: KeyIdentifiers): Extension[] => [
  ...leafExtensions(keys),
  new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
]

/** A verification certificate only shows that the CA's key is at hand. */
export const verificationExtensions = (keys: KeyIdentifiers): Extension[] => leafExtensions(keys)

export const serverExtensions = (keys: KeyIdentifiers, names: readonly AlternativeName[]): Extension[] => [
  ...leafExtensions(keys),
  new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
  new SubjectAlternativeNameExtension([...names]),
]
