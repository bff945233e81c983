import { type Certificate, type KeyUsage, quote } from '@thingplan/core'
import { PkiError } from '../pki-error.js'
import { chainError } from './check-link.js'

/** The side of TLS on which a certificate is presented. */
export type Purpose = 'client' | 'server'

/** What a purpose asks for: its OID, and key usages of which one suffices. */
interface Demand {
  readonly oid: string
  readonly keyUsages: readonly KeyUsage[]
}

/** RFC 5280 section 4.2.1.12: a client signs or agrees on a key; to a server one may be sent in RSA besides. */
const demands: ReadonlyMap<string, Demand> = /* @__PURE__ */ new Map<string, Demand>([
  ['server', { oid: '1.3.6.1.5.5.7.3.1', keyUsages: ['digitalSignature', 'keyEncipherment', 'keyAgreement'] }],
  ['client', { oid: '1.3.6.1.5.5.7.3.2', keyUsages: ['digitalSignature', 'keyAgreement'] }],
])
const anyPurpose = '2.5.29.37.0'

/**
 * Whether every certificate of a chain that is limited to purposes is for this one, and the key of the first may be used for it; a
 * CA's purposes bound those below it, its key usage does not.
 *
 * @throws {PkiError} `chain-purpose`, `pki-option`.
 */
export const checkPurpose = (chain: readonly [Certificate, ...Certificate[]], purpose: Purpose): void => {
  const demand = demands.get(purpose)
  if (demand === undefined) {
    const value = String(purpose)
    const remedy = 'use `client` or `server`'
    throw new PkiError('pki-option', `no purpose ${quote(value)}`, { field: 'purpose', value, remedy })
  }
  const { oid, keyUsages } = demand
  const unfit = (certificate: Certificate, field: string): PkiError =>
    chainError('chain-purpose', certificate, field, `is not for a TLS ${purpose}`, 'issue one that is')
  const [first] = chain
  if (first.keyUsage?.some((usage) => keyUsages.includes(usage)) === false) throw unfit(first, 'keyUsage')
  const limited = chain.find(
    ({ extendedKeyUsage: usages }) => usages !== undefined && !usages.includes(oid) && !usages.includes(anyPurpose),
  )
  if (limited !== undefined) throw unfit(limited, 'extendedKeyUsage')
}
