import { quote } from '../error/quote.js'
import { unknownOption } from '../error/unknown-option.js'
import type { AbortSignalLike, CertificateObservation } from './driver.js'
import type { ProgressEvent } from './execution.js'
import { PlanError } from './plan-error.js'

export interface ExecuteOptions {
  /** How many steps may be under way at once: 1 to 64. Default 8. */
  readonly concurrency?: number | undefined
  /** Once it has fired no step is started; those under way are waited for. */
  readonly signal?: AbortSignalLike | undefined
  /** Told of every step as it happens. What it throws or rejects with is dropped: a listener never changes what is carried out. */
  readonly onProgress?: ((event: ProgressEvent) => void) | undefined
  /** A clock in milliseconds, from any origin. Without it the records hold no times. */
  readonly now?: (() => number) | undefined
  /** Statuses that somebody has just seen; handed on to the driver. */
  readonly observations?: readonly CertificateObservation[] | undefined
}

const isFunction = (value: unknown): boolean => typeof value === 'function'

const rules: Readonly<Record<keyof ExecuteOptions, readonly [wanted: string, holds: (value: unknown) => boolean]>> = {
  concurrency: [
    'a whole number from 1 to 64',
    (value) => Number.isInteger(value) && Number(value) > 0 && Number(value) < 65,
  ],
  signal: ['an abort signal', (value) => typeof Object(value).aborted === 'boolean'],
  onProgress: ['a function', isFunction],
  now: ['a function that returns milliseconds', isFunction],
  observations: ['a list of certificate observations', Array.isArray],
}

/** A value that throws when it is looked at holds nothing. */
const isAllowed = (value: unknown, holds: (value: unknown) => boolean): boolean => {
  try {
    return value === undefined || holds(value)
  } catch {
    return false
  }
}

/** @throws {PlanError} `plan-option` naming the key */
export const checkExecuteOptions = (options: ExecuteOptions): void => {
  const unknown = unknownOption('execute', options, Object.keys(rules))
  if (unknown !== undefined) throw new PlanError('plan-option', unknown.message, unknown.details)
  const given: Readonly<Record<string, unknown>> = { ...options }
  for (const [field, [wanted, holds]] of Object.entries(rules)) {
    if (isAllowed(given[field], holds)) continue
    const remedy = `give ${wanted}, or leave it out`
    throw new PlanError('plan-option', `execute: ${quote(field)} must be ${wanted}`, { field, remedy })
  }
}
