import type { AttributeType } from '@thingplan/core'

/** A spelling of a known attribute type (`CN`, `commonName`, `2.5.4.3`), or any dotted OID. */
export type SubjectAttributeType = AttributeType | `${number}.${string}`

/** One attribute: its type and its value. */
export type SubjectAttribute = readonly [type: SubjectAttributeType, value: string]

/**
 * A distinguished name to be written into a certificate or a request.
 *
 * - text: RFC 4514 (`CN=device-1,O=Acme`), whose last part comes first in the encoding;
 * - a list of RDNs in the order of the encoding, each one attribute or a list of attributes;
 * - an object of values by type, in the order of its keys; several values make several RDNs.
 */
export type SubjectInput =
  | string
  | readonly (SubjectAttribute | readonly SubjectAttribute[])[]
  | { readonly [Type in SubjectAttributeType]?: string | readonly string[] }
