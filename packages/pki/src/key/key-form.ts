/** Octets of a coordinate of a point, by curve (SEC 1 section 2.3.5). */
const coordinates: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ['P-256', 32],
  ['P-384', 48],
  ['P-521', 66],
])

/** RFC 5480 section 2.2: uncompressed or compressed; the hybrid form, which OpenSSL reads, is not allowed. */
const isPoint = (octets: Uint8Array, coordinate: number): boolean => {
  const [form] = octets
  if (form === 0x04) return octets.length === 1 + 2 * coordinate
  return (form === 0x02 || form === 0x03) && octets.length === 1 + coordinate
}

/**
 * Whether a key has the form that its algorithm, in WebCrypto's terms, demands (RFC 5480 section 2.2, RFC 8410 section 4).
 *
 * A certificate of any other key is refused by its readers, so none is to be signed.
 */
export const hasKeyForm = (
  { name, namedCurve = '' }: { readonly name: string; readonly namedCurve?: string },
  key: Uint8Array,
): boolean => {
  if (name === 'Ed25519') return key.length === 32
  const coordinate = coordinates.get(namedCurve)
  return coordinate === undefined || isPoint(key, coordinate)
}
