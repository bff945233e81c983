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

interface OptionRule {
  readonly wanted: string
  readonly holds: (value: unknown) => boolean
}

const isFunction = (value: unknown): boolean => typeof value === 'function'

const rules: Readonly<Record<keyof ExecuteOptions, OptionRule>> = {
  concurrency: {
    wanted: 'a whole number from 1 to 64',
    holds: (value) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 64,
  },
  signal: {
    wanted: 'an abort signal',
    holds: (value) =>
      typeof value === 'object' && value !== null && 'aborted' in value && typeof value.aborted === 'boolean',
  },
  onProgress: { wanted: 'a function', holds: isFunction },
  now: { wanted: 'a function that returns milliseconds', holds: isFunction },
  observations: { wanted: 'a list of certificate observations', holds: Array.isArray },
}

/** @throws {PlanError} `plan-option` naming the key */
export const checkExecuteOptions = (options: ExecuteOptions): void => {
  if (typeof options !== 'object' || options === null) {
    throw new PlanError('plan-option', 'execute takes its options as an object', { field: 'options' })
  }
  const unknown = unknownOption('execute', options, Object.keys(rules))
  if (unknown !== undefined) throw new PlanError('plan-option', unknown.message, unknown.details)
  const given: Readonly<Record<string, unknown>> = { ...options }
  for (const [key, { wanted, holds }] of Object.entries(rules)) {
    if (given[key] === undefined || holds(given[key])) continue
    throw new PlanError('plan-option', `execute: ${quote(key)} must be ${wanted}`, {
      field: key,
      remedy: `give ${wanted}, or leave it out`,
    })
  }
}
