import type { Extension } from '../certificate.js'
import type { DerContext, DerReader } from '../der/der-reader.js'
import { readBoolean } from '../der/read-boolean.js'
import { readObjectIdentifier } from '../der/read-object-identifier.js'
import { Tag } from '../der/tag.js'
import { CertificateExtension } from './certificate-extension.js'
import { noStandardExtensions, noteStandardExtension, type StandardExtensions } from './standard-extensions.js'

const context: DerContext = { field: 'extensions', code: 'certificate-extension' }

/** All extensions in order, and what the standard ones among them say. */
export interface Extensions {
  readonly all: readonly Extension[]
  readonly standard: Readonly<StandardExtensions>
}

/** What a certificate says that has none. */
export const noExtensions = (): Extensions => ({ all: Object.freeze([]), standard: noStandardExtensions() })

/**
 * Extensions (RFC 5280 sections 4.1.2.9 and 4.2), each OID once.
 *
 * An empty list and an encoded `critical FALSE` are read, because issuers in the field write them.
 */
export const readExtensions = (parent: DerReader): Extensions => {
  const { bytes } = parent
  const sequence = parent.enter(Tag.sequence, context)
  const all: Extension[] = []
  const seen = new Set<string>()
  const standard = noStandardExtensions()
  while (!sequence.isAtEnd()) {
    const reader = sequence.enter(Tag.sequence)
    const start = reader.position
    const oid = readObjectIdentifier(reader)
    if (seen.has(oid)) throw reader.refuse(`has the extension ${oid} twice`, start)
    seen.add(oid)
    const critical = reader.nextTag() === Tag.boolean && readBoolean(reader)
    const value = reader.readTagged(Tag.octetString)
    reader.finish()
    noteStandardExtension(standard, oid, bytes, value)
    all.push(new CertificateExtension(bytes, oid, critical, value))
  }
  return { all: Object.freeze(all), standard }
}
