/** What RFC 4514 section 2.4 wants escaped: a leading blank or `#`, a trailing blank, the separators, and NUL. */
const special = /^[ #]| $|["+,;<>\\]|\p{Cc}/gu

/** Percent-encoding writes the hex of UTF-8 as well, with another sign in front. */
const escapeCharacter = (character: string): string =>
  /\p{Cc}/u.test(character) ? encodeURIComponent(character).replaceAll('%', '\\') : `\\${character}`

/**
 * An attribute value in the string form of RFC 4514 section 2.4.
 *
 * Beyond what it demands, all control characters are written as the hex of their UTF-8, as it allows, so that a name can
 * be printed in one line of a log.
 */
export const escapeAttributeValue = (value: string): string => value.replace(special, escapeCharacter)
