import { type Certificate, quote } from '@thingplan/core'
import { PkiError } from '../pki-error.js'
import { chainError } from './check-link.js'

/** The side of TLS on which a certificate is presented. */
export type Purpose = 'client' | 'server'

/** RFC 5280 section 4.2.1.12. */
const purposes: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['server', '1.3.6.1.5.5.7.3.1'],
  ['client', '1.3.6.1.5.5.7.3.2'],
])
const anyPurpose = '2.5.29.37.0'

/**
 * Whether every certificate of a chain that is limited to purposes is for this one; a CA's purposes bound those below it.
 *
 * @throws {PkiError} `chain-purpose`, `pki-option`.
 */
export const checkPurpose = (chain: readonly Certificate[], purpose: Purpose): void => {
  const oid = purposes.get(purpose)
  if (oid === undefined) {
    const value = String(purpose)
    const remedy = 'use `client` or `server`'
    throw new PkiError('pki-option', `no purpose ${quote(value)}`, { field: 'purpose', value, remedy })
  }
  const unfit = chain.find(
    ({ extendedKeyUsage: usages }) => usages !== undefined && !usages.includes(oid) && !usages.includes(anyPurpose),
  )
  if (unfit === undefined) return
  throw chainError('chain-purpose', unfit, 'extendedKeyUsage', `is not for a TLS ${purpose}`, 'issue one that is')
}
