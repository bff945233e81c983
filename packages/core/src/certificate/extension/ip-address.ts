import { octetAt } from '../der/octet-at.js'

/** The longest run of zero groups, at least two, the first of equals (RFC 5952 section 4.2). */
const longestZeros = (groups: readonly number[]): { readonly start: number; readonly length: number } => {
  let best = { start: 0, length: 1 }
  for (let start = 0; start < groups.length; start += 1) {
    let length = 0
    while (groups[start + length] === 0) length += 1
    if (length > best.length) best = { start, length }
  }
  return best
}

const hexGroups = (groups: readonly number[]): string => groups.map((group) => group.toString(16)).join(':')

const textOfIpv6 = (bytes: Uint8Array, start: number): string => {
  const groups = Array.from({ length: 8 }, (_, index) => {
    return octetAt(bytes, start + 2 * index) * 256 + octetAt(bytes, start + 2 * index + 1)
  })
  const zeros = longestZeros(groups)
  if (zeros.length < 2) return hexGroups(groups)
  return `${hexGroups(groups.slice(0, zeros.start))}::${hexGroups(groups.slice(zeros.start + zeros.length))}`
}

/** The text of an IPv4 address of 4 octets or an IPv6 address of 16 (RFC 5952 section 4); otherwise `undefined`. */
export const textOfIpAddress = (bytes: Uint8Array, start: number, end: number): string | undefined => {
  if (end - start === 4) return bytes.subarray(start, end).join('.')
  return end - start === 16 ? textOfIpv6(bytes, start) : undefined
}
