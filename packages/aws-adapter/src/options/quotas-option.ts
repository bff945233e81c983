import { quote } from '@thingplan/core'
import { defaultQuotas, documentedQuotas, type Quotas } from '@thingplan/core/capacity'
import { AdapterError } from '../error/adapter-error.js'
import { refuseUnknownOptions } from './refuse-unknown-options.js'

/** Where nothing documents a quota: what most operations of their kind have. */
const undocumentedQuota = 10

const mostPerSecond = 1_000_000

/**
 * Refuses what is not a number above 0, up to the most.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const checkAboveNothing = (field: string, value: unknown, most: number): void => {
  if (typeof value === 'number' && value > 0 && value <= most) return
  throw new AdapterError('adapter-option', `${quote(field)} is not a number in its range`, {
    field,
    value: String(value),
    remedy: `give a number above 0, to ${most}`,
  })
}

/**
 * The calls a second that an account has by operation: the given ones, and the defaults for all others.
 *
 * @throws {AdapterError} `adapter-option` for an operation that does not exist, and for a number that is none
 */
export const quotasOption = (quotas: Quotas = {}): ((operation: string) => number) => {
  refuseUnknownOptions('quotas', quotas, Object.keys(documentedQuotas))
  for (const [operation, perSecond] of Object.entries(quotas)) {
    checkAboveNothing(`quotas.${operation}`, perSecond, mostPerSecond)
  }
  const known = new Map(Object.entries({ ...defaultQuotas, ...quotas }))
  return (operation) => known.get(operation) ?? undocumentedQuota
}
