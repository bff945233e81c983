/** What RFC 4514 section 2.4 wants escaped: a leading blank or `#`, a trailing blank, the separators, and NUL. */
const special = /^[ #]| $|["+,;<>\\]|\p{Cc}/gu

const escapeCharacter = (character: string): string => {
  const codePoint = character.codePointAt(0) ?? 0
  if (codePoint >= 0x20 && codePoint < 0x7f) return `\\${character}`
  const octets = codePoint < 0x80 ? [codePoint] : [0xc0 | (codePoint >> 6), 0x80 | (codePoint & 0x3f)]
  return octets.map((octet) => `\\${octet.toString(16).toUpperCase().padStart(2, '0')}`).join('')
}

/**
 * An attribute value in the string form of RFC 4514 section 2.4.
 *
 * Beyond what it demands, all control characters are written as the hex of their UTF-8, as it allows, so that a name can
 * be printed in one line of a log.
 */
export const escapeAttributeValue = (value: string): string => value.replace(special, escapeCharacter)
