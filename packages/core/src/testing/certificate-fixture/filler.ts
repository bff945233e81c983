/** FNV-1a over the bytes: a different content gives a different seed. */
const seedOf = (bytes: Uint8Array): number => {
  let seed = 0x811c9dc5
  for (const octet of bytes) seed = Math.imul(seed ^ octet, 0x01000193)
  return seed >>> 0
}

/** Octets that look random and are always the same for the same content; they are nobody's key and nobody's signature. */
export const filler = (content: Uint8Array, length: number): Uint8Array => {
  let state = seedOf(content)
  return Uint8Array.from({ length }, () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state & 0xff
  })
}

/** The same, as a number with its highest and lowest bit set: odd, and exactly as long as asked. */
export const fillerNumber = (content: Uint8Array, length: number): Uint8Array => {
  const octets = filler(content, length)
  octets[0] = (octets[0] ?? 0) | 0x80
  octets[length - 1] = (octets[length - 1] ?? 0) | 1
  return octets
}
