import { quote } from '@thingplan/core'
import { PkiError } from '../pki-error.js'
import type { AlternativeName } from './extension.js'

/** RFC 1123 section 2.1 and RFC 1035 section 2.3.4, with a wildcard as the whole first label (RFC 9525 section 6.3). */
const dnsName =
  /^(?=.{1,253}$)(?:\*\.)?(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/
const fourNumbers = /^(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)){3}$/

const isIpv6 = (text: string): boolean => {
  const halves = text.split('::')
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')))
  const fits = groups.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))
  return fits && (halves.length === 2 ? groups.length < 8 : halves.length === 1 && groups.length === 8)
}

const malformed = (field: string, value: string): PkiError =>
  new PkiError('alternative-name-malformed', `${quote(value)} in ${quote(field)} is none`, {
    field,
    value,
    remedy: 'give DNS names in ASCII (A-labels) and IP addresses as numbers',
  })

/**
 * The names of a server, checked.
 *
 * @throws {PkiError} `alternative-name-malformed`; `pki-option` without any.
 */
export const alternativeNames = (
  dnsNames: readonly string[],
  ipAddresses: readonly string[],
): readonly [AlternativeName, ...AlternativeName[]] => {
  const wrongName = dnsNames.find((name) => !dnsName.test(name) || fourNumbers.test(name))
  if (wrongName !== undefined) throw malformed('dnsNames', String(wrongName))
  const wrongAddress = ipAddresses.find((address) => !fourNumbers.test(address) && !isIpv6(String(address)))
  if (wrongAddress !== undefined) throw malformed('ipAddresses', String(wrongAddress))
  const [first, ...others] = [
    ...dnsNames.map((value): AlternativeName => ({ type: 'dns', value })),
    ...ipAddresses.map((value): AlternativeName => ({ type: 'ip', value })),
  ]
  if (first !== undefined) return [first, ...others]
  const remedy = 'name at least one in `dnsNames` or `ipAddresses`'
  throw new PkiError('pki-option', 'a server certificate needs a name or an address', { field: 'dnsNames', remedy })
}
