/** The range that UTF-16 keeps for itself: no characters (Unicode 3.9, D71 to D75). */
export const isSurrogate = (codePoint: number): boolean => codePoint >= 0xd800 && codePoint <= 0xdfff

export const largestCodePoint = 0x10ffff

/** Appends a code point as UTF-16. */
export const pushCodePoint = (codeUnits: number[], codePoint: number): void => {
  if (codePoint < 0x10000) {
    codeUnits.push(codePoint)
    return
  }
  codeUnits.push(0xd800 + ((codePoint - 0x10000) >> 10), 0xdc00 + ((codePoint - 0x10000) & 0x3ff))
}
