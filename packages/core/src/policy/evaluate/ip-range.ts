const octetsOfIpv4 = (text: string): readonly number[] | undefined => {
  const parts = text.split('.')
  const valid = parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
  return valid ? parts.map(Number) : undefined
}

/** @param ends whether an address ends with these groups. */
const octetsOfGroups = (text: string, ends: boolean): readonly number[] | undefined => {
  if (text === '') return []
  const octets: number[] = []
  const groups = text.split(':')
  for (const [index, group] of groups.entries()) {
    const mapped = ends && index === groups.length - 1 ? octetsOfIpv4(group) : undefined
    if (mapped === undefined && !/^[\da-f]{1,4}$/i.test(group)) return undefined
    const value = Number.parseInt(group, 16)
    octets.push(...(mapped ?? [value >> 8, value & 0xff]))
  }
  return octets
}

/** RFC 4291 section 2.2: eight groups, of which `::` once leaves out those that are zero; the last two may be IPv4. */
const octetsOfIpv6 = (text: string): readonly number[] | undefined => {
  const [before = '', after, ...more] = text.split('::')
  const head = octetsOfGroups(before, after === undefined)
  const tail = octetsOfGroups(after ?? '', true)
  if (head === undefined || tail === undefined || more.length > 0) return undefined
  const zeros = 16 - head.length - tail.length
  const fits = after === undefined ? zeros === 0 : zeros >= 2
  return fits ? [...head, ...Array.from({ length: zeros }, () => 0), ...tail] : undefined
}

/** RFC 4291 section 2.5.5.2: how a socket for both families shows an IPv4 address. */
const isMappedIpv4 = (octets: readonly number[]): boolean =>
  octets.slice(0, 12).every((octet, index) => octet === (index < 10 ? 0 : 0xff))

const octetsOfAddress = (text: string): readonly number[] | undefined => {
  const octets = octetsOfIpv4(text) ?? octetsOfIpv6(text)
  return octets?.length === 16 && isMappedIpv4(octets) ? octets.slice(12) : octets
}

const bitsOf = (octets: readonly number[]): string => octets.map((octet) => octet.toString(2).padStart(8, '0')).join('')

/**
 * Whether an address is in a range, written as in RFC 4632 (`203.0.113.0/24`, `2001:db8::/32`) or as one address.
 *
 * @returns undefined where either is not what it should be.
 */
export const isInRange = (range: string, address: string): boolean | undefined => {
  const [, network = '', length] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(range) ?? []
  const expected = octetsOfAddress(network)
  const actual = octetsOfAddress(address)
  if (expected === undefined || actual === undefined) return undefined
  const bits = length === undefined ? expected.length * 8 : Number(length)
  if (bits > expected.length * 8) return undefined
  return expected.length === actual.length && bitsOf(expected).slice(0, bits) === bitsOf(actual).slice(0, bits)
}
