import { quote } from '@thingplan/core'
import { defaultQuotas, documentedQuotas, type Quotas } from '@thingplan/core/capacity'
import { AdapterError } from '../error/adapter-error.js'
import { refuseUnknownOptions } from './refuse-unknown-options.js'

/** Where nothing documents a quota: what most operations of their kind have. */
const undocumentedQuota = 10

/** Three calls an hour: what is slower is a mistake, and would never end. */
const leastPerSecond = 0.001

const mostPerSecond = 1_000_000

/**
 * Refuses what is not a number from 0.001 to the most, fractions allowed.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const checkRate = (field: string, value: unknown, most: number): void => {
  if (typeof value === 'number' && value >= leastPerSecond && value <= most) return
  throw new AdapterError('adapter-option', `${quote(field)} is not a number in its range`, {
    field,
    value: String(value),
    remedy: `give a number from ${leastPerSecond} to ${most}`,
  })
}

/**
 * The calls a second that an account has by operation: the given ones, and the defaults for all others. One table serves all that keep
 * to an account's quotas, so that it may hold operations that are not called.
 *
 * @throws {AdapterError} `adapter-option` for an operation that does not exist, and for a number out of its range
 */
export const quotasOption = (quotas: Quotas = {}): ((operation: string) => number) => {
  refuseUnknownOptions('quotas', quotas, Object.keys(documentedQuotas))
  const known = new Map(Object.entries(defaultQuotas))
  for (const [operation, perSecond] of Object.entries(quotas)) {
    if (perSecond === undefined) continue
    checkRate(`quotas.${operation}`, perSecond, mostPerSecond)
    known.set(operation, perSecond)
  }
  return (operation) => known.get(operation) ?? undocumentedQuota
}
