/** One attribute of a distinguished name: a type and a value. */
export interface NameAttribute {
  /** Dotted OID of the attribute type, for example `2.5.4.3`. */
  readonly oid: string
  /** Short name of the type where there is one (`CN`), else its long name (`title`), else the dotted OID. */
  readonly type: string
  /** The decoded text; for values that are not text, the hex of their DER (RFC 4514 section 2.4), with `#` in front. */
  readonly value: string
}

/**
 * A distinguished name as the certificate holds it: order, duplicates and multi-valued RDNs are kept.
 *
 * Wherever a type is asked for, the short name, the long name and the dotted OID are the same: `CN`, `commonName`, `2.5.4.3`.
 */
export interface Name {
  /** Relative distinguished names in the order of the encoding. */
  readonly rdns: readonly (readonly NameAttribute[])[]
  /** Every attribute in order, as `[type, value]`; a fresh list at each call. */
  entries(): [type: string, value: string][]
  /** The first value of a type; `undefined` where the name has none. */
  get(type: string): string | undefined
  /** All values of a type, in order; a fresh list at each call. */
  getAll(type: string): readonly string[]
  /** RFC 4514: last RDN first. */
  toString(): string
}
