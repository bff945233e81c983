import type { DerElement, DerReader } from '../der/der-reader.js'
import { octetAt } from '../der/octet-at.js'

interface Curve {
  readonly name: string
  /** Octets of one coordinate of a point. */
  readonly coordinate: number
}

/** The curves of FIPS 186 that devices use (RFC 5480 section 2.1.1.1). */
const curves: ReadonlyMap<string, Curve> = /* @__PURE__ */ new Map([
  ['1.2.840.10045.3.1.7', { name: 'P-256', coordinate: 32 }],
  ['1.3.132.0.34', { name: 'P-384', coordinate: 48 }],
  ['1.3.132.0.35', { name: 'P-521', coordinate: 66 }],
])

/** RFC 5480 section 2.2: the uncompressed and the compressed form of a point; the hybrid form is not allowed. */
const isPointLength = (form: number, octets: number, coordinate: number): boolean =>
  form === 0x04 ? octets === 1 + 2 * coordinate : (form === 0x02 || form === 0x03) && octets === 1 + coordinate

/** The name of a curve, else its OID, once the key has the form of a point of that curve. */
export const curveOfPoint = (reader: DerReader, oid: string, key: DerElement): string => {
  const curve = curves.get(oid)
  if (curve === undefined) return oid
  if (!isPointLength(octetAt(reader.bytes, key.content), key.end - key.content, curve.coordinate)) {
    throw reader.refuse(`has a key that is not a point of ${curve.name}`, key.content)
  }
  return curve.name
}
