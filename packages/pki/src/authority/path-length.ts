import type { Certificate } from '@thingplan/core'
import { PkiError } from '../pki-error.js'

/**
 * How many CAs may stand between a new one and a device (RFC 5280 section 4.2.1.9).
 *
 * @param issuer the CA that certifies it, which must leave room for it and for those below it.
 * @throws {PkiError} `pki-option`; `authority-unfit` where the issuer's own path length leaves none.
 */
export const checkPathLength = (pathLength: number, issuer?: Certificate): number => {
  const field = 'pathLength'
  const value = String(pathLength)
  if (!Number.isInteger(pathLength) || pathLength < 0 || pathLength > 255) {
    const remedy = 'leave it out for a CA that signs devices only'
    throw new PkiError('pki-option', 'the path length is not a whole number from 0 to 255', { field, value, remedy })
  }
  const room = issuer?.basicConstraints?.pathLength ?? Number.POSITIVE_INFINITY
  if (pathLength < room) return pathLength
  throw new PkiError('authority-unfit', `the issuer has a path length of ${room}, and certifies no CA of ${value}`, {
    field,
    value,
    remedy: `make the issuer with a path length of at least ${pathLength + 1}`,
  })
}
