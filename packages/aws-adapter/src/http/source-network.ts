import { isIPv6 } from 'node:net'

const group = (digits: string): string => Number.parseInt(digits, 16).toString(16)

/**
 * Where wrong credentials are counted for: an address of IPv4 as it is, one of IPv6 by its first 64 bits, since one caller has all the
 * addresses behind them (RFC 4291 section 2.5.4). Anything else, such as a name for the caller, stays as it is.
 */
export const sourceNetwork = (source: string): string => {
  const address = source.replace(/%.*$/, '')
  if (!isIPv6(address)) return source
  // An address of IPv4, as sockets that take both write it (RFC 4291 section 2.5.5.2).
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return mapped
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter((digits) => digits !== ''))
  const zeros = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0')
  return `${[...head, ...zeros, ...tail].slice(0, 4).map(group).join(':')}::/64`
}
