import type { Certificate } from '../../certificate/certificate.js'
import { quote } from '../../error/quote.js'
import { checkOptions, isRecord, isText } from '../check-options.js'
import type { Facts } from '../facts.js'
import { normalizeSerialNumber } from '../hex.js'
import { concluded, passed, refused } from '../make-finding.js'
import type { RevocationList, RevokedCertificate } from '../revocation-list.js'
import type { Rule } from '../rule.js'
import { numberOption } from './number-option.js'

export interface NotRevokedOptions {
  /** Seconds by which the clocks of the CA and of the caller may differ, at both ends of a list: 0 to 86400. Default 0. */
  readonly clockSkewSeconds?: number
}

type RevokedBySerialNumber = ReadonlyMap<string, RevokedCertificate>

const name = 'not-revoked'

/** What cannot be read may be any certificate's: then nothing is known, and the rule throws. */
const serialNumberOf = ({ serialNumber }: Pick<RevokedCertificate, 'serialNumber'>): string => {
  const normalized = isText(serialNumber) ? normalizeSerialNumber(serialNumber) : undefined
  if (normalized === undefined) throw new TypeError('a serial number is not hexadecimal')
  return normalized
}

const indexed = (revocations: RevocationList['revocations']): RevokedBySerialNumber =>
  new Map(revocations.map((entry) => [serialNumberOf(entry), entry]))

const isList = (list: unknown): list is RevocationList => {
  const { issuer, thisUpdate, revocations } = isRecord(list) ? list : {}
  return (
    Array.isArray(issuer) && issuer.every(Array.isArray) && thisUpdate instanceof Date && Array.isArray(revocations)
  )
}

const listsOf = ({ issuer, authorityKeyIdentifier }: Certificate, revocations: Facts['revocations']) => {
  if (revocations === undefined) return []
  if (!Array.isArray(revocations) || !revocations.every(isList)) throw new TypeError('the revocations are no lists')
  const names = issuer.entries()
  const isIssuer = (list: RevocationList): boolean =>
    list.issuer.length === names.length &&
    list.issuer.every(([type, value], index) => type === names[index]?.[0] && value === names[index]?.[1])
  const isKey = ({ authorityKeyIdentifier: key = authorityKeyIdentifier }: RevocationList): boolean =>
    authorityKeyIdentifier === undefined || key === authorityKeyIdentifier
  return revocations.filter((list) => isIssuer(list) && isKey(list))
}

/**
 * Requires that the certificate's issuer has not revoked it, by the CRLs in `facts.revocations`.
 *
 * Give the present list of each CA, verified: `verifyCrl` of `@thingplan/pki` does that; nothing is verified here. A list
 * counts for a certificate whose issuer has the list's name and, where both say so, the list's key. Who is on one of them is
 * refused (`revoked`), also for a reason that may be lifted again, and by a list that is out of date.
 *
 * Where there is no list, or none of the present moment, nobody can know: the finding is `fact-missing`, and the certificate
 * is left alone.
 *
 * @throws {RegistrationError} `registration-option`.
 * @see RFC 5280 section 6.3.3.
 * @example
 * ```ts
 * import { notRevoked } from '@thingplan/core'
 * import { factsFixture } from '@thingplan/core/testing'
 *
 * const { certificate, now } = factsFixture()
 * const list = {
 *   issuer: certificate.issuer.entries(),
 *   thisUpdate: now,
 *   nextUpdate: new Date('2026-07-01T00:00:00Z'),
 *   revocations: [{ serialNumber: certificate.serialNumber, revokedAt: now }],
 * }
 *
 * notRevoked().evaluate(factsFixture({ revocations: [list] })).findings[0]?.code // => 'revoked'
 * notRevoked().evaluate(factsFixture()).findings[0]?.code // => 'fact-missing'
 * ```
 */
export const notRevoked = (options: NotRevokedOptions = {}): Rule => {
  checkOptions('notRevoked', options, ['clockSkewSeconds'])
  const skew = 1000 * numberOption('notRevoked', 'clockSkewSeconds', options.clockSkewSeconds ?? 0, 86_400)
  // One list is for many certificates. What is frozen stays as it was indexed; any other may have changed since.
  const indexes = new WeakMap<object, RevokedBySerialNumber>()
  const indexOf = ({ revocations }: RevocationList): RevokedBySerialNumber => {
    const known = indexes.get(revocations)
    if (known !== undefined) return known
    const index = indexed(revocations)
    if (Object.isFrozen(revocations) && revocations.every(Object.isFrozen)) indexes.set(revocations, index)
    return index
  }
  const isPresent = ({ thisUpdate, nextUpdate }: RevocationList, now: Date): boolean =>
    nextUpdate !== undefined &&
    thisUpdate.getTime() - skew <= now.getTime() &&
    now.getTime() <= nextUpdate.getTime() + skew
  return Object.freeze<Rule>({
    name,
    evaluate: ({ certificate, now, revocations }) => {
      const lists = listsOf(certificate, revocations)
      const value = serialNumberOf(certificate)
      const field = 'serialNumber'
      for (const list of lists) {
        const entry = indexOf(list).get(value)
        if (entry === undefined) continue
        const { reason } = entry
        const revokedAt = entry.revokedAt.toISOString()
        const why = reason === undefined ? '' : `: ${quote(reason)}`
        const details = { field, value, revokedAt, reason, remedy: 'issue a new certificate, to whom it belongs' }
        return concluded(refused(name, 'revoked', `the issuer has revoked it at ${revokedAt}${why}`, details))
      }
      if (lists.some((list) => isPresent(list, now))) {
        return concluded(passed(name, 'not-revoked', 'the issuer has not revoked it', { field }))
      }
      const remedy = 'pass the verified, present CRL of the issuer in `revocations`'
      const message =
        lists.length === 0
          ? 'nobody said which certificates the issuer has revoked'
          : 'what the issuer has revoked is out of date'
      return concluded(refused(name, 'fact-missing', message, { field: 'revocations', remedy }))
    },
  })
}
