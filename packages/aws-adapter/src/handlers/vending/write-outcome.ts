import type { SweepReport } from '../../sweep/sweep-report.js'
import type { DueOutcome } from '../sighting/due-outcome.js'
import type { SightingOutcome } from '../sighting/sighting-outcome.js'
import type { VendingHandlerOutcome } from './vending-outcome.js'

/** A cause is told in a few words: it may be any error of any library, with all that was sent in it. */
const describeCause = (cause: unknown): string | undefined =>
  cause instanceof Error ? `${cause.name}: ${cause.message}` : undefined

/** JSON of an error is `{}`, or whatever its library has put on it; what it says is in properties that JSON passes over. */
const describeError = (error: Error): object => ({
  name: error.name,
  ...('code' in error && typeof error.code === 'string' ? { code: error.code } : {}),
  message: error.message,
  cause: describeCause(error.cause),
})

/**
 * An outcome as one line of JSON, for logs: errors by `name`, `code`, `message` and the words of their `cause`, and nothing else that
 * a library has put on them. No outcome has a token, a key or a certificate request in it.
 *
 * @param outcome - what a handler or `runDue` tells of, or what `sweepOrphans` returns
 *
 * @example
 * ```ts
 * import { writeOutcome } from '@thingplan/aws-adapter/vending'
 *
 * const correlationId = '0f4b1d9e-7a0b-4a52-9c53-3d1c6a1e7f10'
 * const error = new RangeError('the table is gone')
 * const line = writeOutcome({ kind: 'failed', correlationId, source: '192.0.2.1', failures: [], error })
 * JSON.parse(line).error // => { name: 'RangeError', message: 'the table is gone' }
 * ```
 */
export const writeOutcome = (outcome: VendingHandlerOutcome | SightingOutcome | DueOutcome | SweepReport): string =>
  JSON.stringify(outcome, (_key, value: unknown) => (value instanceof Error ? describeError(value) : value))
