/** Text in UTF-8 (RFC 3629 section 3). A lone surrogate, which has none, takes the three octets of its number. */
export const octetsOfText = (text: string): Uint8Array => {
  const octets: number[] = []
  for (const character of text) {
    const codePoint = character.codePointAt(0) ?? 0
    /** The six bits of the code point above so many, behind the mark of an octet that is not the first. */
    const follow = (bits: number): number => 0x80 | ((codePoint >> bits) & 0x3f)
    if (codePoint < 0x80) octets.push(codePoint)
    else if (codePoint < 0x800) octets.push(0xc0 | (codePoint >> 6), follow(0))
    else if (codePoint < 0x10000) octets.push(0xe0 | (codePoint >> 12), follow(6), follow(0))
    else octets.push(0xf0 | (codePoint >> 18), follow(12), follow(6), follow(0))
  }
  return Uint8Array.from(octets)
}
