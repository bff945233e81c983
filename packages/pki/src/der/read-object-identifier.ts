/** 128 bits, the largest arcs in use (UUIDs below 2.25, X.667), fit into 19 octets; a bound keeps reading linear. */
const longestArc = 19

/** The content of an OBJECT IDENTIFIER as dotted decimals (X.690 section 8.19); `undefined` where it is none. */
export const readObjectIdentifier = (content: Uint8Array): string | undefined => {
  const arcs: bigint[] = []
  let arc = 0n
  let octets = 0
  for (const octet of content) {
    if ((octets === 0 && octet === 0x80) || octets === longestArc) return undefined
    arc = arc * 128n + BigInt(octet & 0x7f)
    octets += 1
    if (octet < 0x80) {
      arcs.push(arc)
      arc = 0n
      octets = 0
    }
  }
  // The first one holds two: 40 times the first plus the second.
  const [joint, ...others] = arcs
  if (joint === undefined || octets > 0) return undefined
  const first = joint < 80n ? joint / 40n : 2n
  return [first, joint - first * 40n, ...others].join('.')
}
