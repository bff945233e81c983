import type { Certificate } from '@thingplan/core'
import { firstMoment, lastMoment, wholeSecond } from '../der/time-range.js'
import { PkiError } from '../pki-error.js'
import type { ClockOption } from '../web-crypto.js'

/** When a certificate is good, both ends included; whole seconds, as X.509 writes them. */
export interface Validity {
  readonly notBefore: Date
  readonly notAfter: Date
}

export interface ValidityOptions extends ClockOption {
  /** Default: five minutes ago, so that a device whose clock is a little slow can use it; not before the issuer's. */
  readonly notBefore?: Date | undefined
  /** Default: by the kind of certificate, counted from now; not after the issuer's. */
  readonly notAfter?: Date | undefined
}

const day = 24 * 60 * 60 * 1000
const clockSkew = 5 * 60 * 1000

/**
 * `notAfter` where no expiry is wanted: `99991231235959Z` (RFC 5280 section 4.1.2.5).
 *
 * @example
 * ```ts
 * import { createCertificateAuthority, noExpiry } from '@thingplan/pki'
 *
 * const { certificate } = await createCertificateAuthority({ subject: 'CN=Factory CA', notAfter: noExpiry() })
 * certificate.notAfter.toISOString() // => '9999-12-31T23:59:59.000Z'
 * ```
 */
export const noExpiry = (): Date => new Date(lastMoment)

/**
 * A moment as X.509 writes it, in milliseconds.
 *
 * @throws {PkiError} `validity-malformed`.
 */
export const toSecond = (field: string, moment: Date): number => {
  const time = wholeSecond(moment)
  if (time !== undefined) return time
  const remedy = 'give a Date between 1950 and 9999'
  throw new PkiError('validity-malformed', `${field} is not a date that a certificate can hold`, { field, remedy })
}

const outside = (field: string, issuer: Date): PkiError =>
  new PkiError('validity-outside-issuer', `${field} is outside the validity of the issuer`, {
    field,
    value: issuer.toISOString(),
    remedy: "choose a validity within the issuer's, or leave it out",
  })

/**
 * The validity of a certificate to be issued. What is asked for is taken or refused; defaults give way to the issuer's.
 *
 * @param days length of the default validity.
 * @throws {PkiError} `validity-malformed`, `validity-outside-issuer`.
 */
export const resolveValidity = (
  options: ValidityOptions,
  days: number,
  issuer?: Pick<Certificate, 'notBefore' | 'notAfter'>,
): Validity => {
  const now = toSecond('now', options.now ?? new Date())
  const earliest = issuer?.notBefore.getTime() ?? firstMoment
  const latest = issuer?.notAfter.getTime() ?? lastMoment
  const from =
    options.notBefore === undefined ? Math.max(now - clockSkew, earliest) : toSecond('notBefore', options.notBefore)
  const to =
    options.notAfter === undefined ? Math.min(now + days * day, latest) : toSecond('notAfter', options.notAfter)
  if (issuer !== undefined && (from < earliest || from > latest)) throw outside('notBefore', issuer.notBefore)
  if (issuer !== undefined && to > latest) throw outside('notAfter', issuer.notAfter)
  if (to < from) {
    const remedy = 'let notAfter follow notBefore'
    throw new PkiError('validity-malformed', 'notAfter is before notBefore', { field: 'notAfter', remedy })
  }
  return { notBefore: new Date(from), notAfter: new Date(to) }
}
