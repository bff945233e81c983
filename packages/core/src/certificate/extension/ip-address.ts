import { hexOf } from '../text/hex.js'

const textOfIpv6 = (hex: string): string => {
  const text = hex.replace(/.{4}(?=.)/g, '$&:').replace(/\b0+\B/g, '')
  // RFC 5952 section 4.2: `::` stands for the longest run of zero groups, at least two, the first of equals.
  const [longest] = (text.match(/\b0(?::0)+\b/g) ?? []).sort((one, other) => other.length - one.length)
  return longest === undefined ? text : text.replace(new RegExp(`(?:^|:)${longest}(?::|$)`), '::')
}

/** The text of an IPv4 address of 4 octets or an IPv6 address of 16 (RFC 5952 section 4); otherwise `undefined`. */
export const textOfIpAddress = (bytes: Uint8Array, start: number, end: number): string | undefined => {
  if (end - start === 4) return bytes.subarray(start, end).join('.')
  return end - start === 16 ? textOfIpv6(hexOf(bytes, start, end)) : undefined
}
