const octetsOfGroups = (groups: string): number[] =>
  groups.split(':').flatMap((group) => {
    if (group === '') return []
    const value = Number.parseInt(group, 16)
    return [value >> 8, value & 0xff]
  })

/** The octets of an IPv4 address in dotted decimals or an IPv6 address with at most one `::` (RFC 4291 section 2.2). */
export const ipAddressOctets = (address: string): Uint8Array => {
  if (!address.includes(':')) return Uint8Array.from(address.split('.'), Number)
  const [head = '', tail] = address.split('::')
  if (tail === undefined) return Uint8Array.from(octetsOfGroups(head))
  const octets = new Uint8Array(16)
  const last = octetsOfGroups(tail)
  octets.set(octetsOfGroups(head))
  octets.set(last, 16 - last.length)
  return octets
}
