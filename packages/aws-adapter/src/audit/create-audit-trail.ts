import { isThingplanError } from '@thingplan/core'
import type { AuditEvent, AuditSink, AuditSinkFailure } from '@thingplan/core/audit'
import { AdapterError } from '../error/adapter-error.js'
import { errorName } from '../error/error-name.js'
import { numberOption } from '../options/number-option.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireFunction } from '../options/required-option.js'
import { type Timed, within } from '../sources/within.js'
import type { AuditTrail } from './audit-trail.js'
import { jsonLine } from './json-line.js'

export interface AuditTrailOptions {
  /** Where events go: at least one, each of another name. */
  readonly sinks: readonly AuditSink[]
  /** How long, in milliseconds, recording may take: 100 to 60000. Default 2000. A quarter of it is kept for telling of failures. */
  readonly timeoutMs?: number
  /** Told of every failure. Default: one line of JSON on standard error, which is also written where this throws or takes too long. */
  readonly onSinkFailure?: (failure: AuditSinkFailure) => void | Promise<void>
}

const known: readonly (keyof AuditTrailOptions)[] = ['sinks', 'timeoutMs', 'onSinkFailure']

/** The part of the time that the sinks get. */
const forSinks = 0.75

const checkSinks = (sinks: readonly AuditSink[]): void => {
  const refuse = (message: string): AdapterError =>
    new AdapterError('adapter-option', message, { field: 'sinks', remedy: 'give sinks, each with a `name` of its own' })
  if (!Array.isArray(sinks) || sinks.length === 0) throw refuse('`sinks` is not a list of sinks')
  for (const sink of sinks) {
    const isSink = typeof sink?.name === 'string' && sink.name !== '' && typeof sink.record === 'function'
    if (!isSink) throw refuse('`sinks` holds something that has no name, or no method `record`')
  }
  if (new Set(sinks.map(({ name }) => name)).size < sinks.length) throw refuse('two sinks have the same name')
}

/** The last resort: nobody else is told of it any more. */
const writeToStandardError = (failure: AuditSinkFailure): void => {
  process.stderr.write(`${jsonLine({ level: 'ERROR', text: 'audit events were not recorded', ...failure })}\n`)
}

const describe = (error: unknown): Pick<AuditSinkFailure, 'error' | 'message'> =>
  isThingplanError(error) ? { error: error.code, message: error.message } : { error: errorName(error) }

const failureOf = (timed: Timed<void>, sink: string, events: readonly AuditEvent[]): AuditSinkFailure | undefined => {
  if (timed.kind === 'value') return undefined
  const eventIds = Object.freeze(events.map(({ id }) => id))
  return timed.kind === 'timeout'
    ? Object.freeze({ sink, code: 'sink-timeout', eventIds })
    : Object.freeze({ sink, code: 'sink-failed', ...describe(timed.error), eventIds })
}

/**
 * Sends audit events to every sink, side by side. A sink that fails or is slow never fails a registration, holds up no other sink, and
 * never goes unnoticed: `onSinkFailure` is told which, why, and the ids of the events, and so are the other sinks that have `sinkFailed`.
 *
 * @param options - `sinks` is required
 * @returns the trail, for the option `audit` of handlers
 * @throws {AdapterError} `adapter-option` for an option that does not exist or has the wrong type or range, and for two sinks of one name
 *
 * @example
 * ```ts
 * import { createAuditTrail } from '@thingplan/aws-adapter/audit'
 * import { type AuditEvent, auditCompletion } from '@thingplan/core/audit'
 *
 * const kept: AuditEvent[] = []
 * const audit = createAuditTrail({
 *   sinks: [{ name: 'list', record: async (events) => void kept.push(...events) }],
 * })
 * await audit.record([auditCompletion('the device is registered', { at: new Date(0), flow: 'registration' })])
 * kept.map(({ type }) => type) // => ['completed']
 * ```
 */
export const createAuditTrail = (options: AuditTrailOptions): AuditTrail => {
  refuseUnknownOptions('createAuditTrail', options, known)
  const { sinks, onSinkFailure } = options
  checkSinks(sinks)
  requireFunction(onSinkFailure, 'onSinkFailure')
  const timeoutMs = numberOption('timeoutMs', options.timeoutMs, { fallback: 2_000, min: 100, max: 60_000 })
  let failures = 0

  const tell = async (failure: AuditSinkFailure, tellMs: number): Promise<void> => {
    failures += 1
    const others = sinks.filter(({ name, sinkFailed }) => name !== failure.sink && sinkFailed !== undefined)
    const [told] = await Promise.all([
      within(tellMs, async () => (onSinkFailure ?? writeToStandardError)(failure)),
      ...others.map((sink) => within(tellMs, async () => sink.sinkFailed?.(failure))),
    ])
    if (told.kind !== 'value' && onSinkFailure !== undefined) writeToStandardError(failure)
  }

  const send = async (sink: AuditSink, events: readonly AuditEvent[], withinMs: number): Promise<void> => {
    const sent = await within(withinMs * forSinks, async () => sink.record(events))
    const failure = failureOf(sent, sink.name, events)
    if (failure !== undefined) await tell(failure, withinMs * (1 - forSinks))
  }

  return Object.freeze({
    get failures() {
      return failures
    },
    record: async (events, withinMs = timeoutMs) => {
      const least = Math.min(withinMs, timeoutMs)
      try {
        const all = typeof events === 'function' ? events() : events
        if (all.length > 0) await Promise.all(sinks.map((sink) => send(sink, all, least)))
      } catch (error) {
        const failure = Object.freeze({ sink: 'all', code: 'events-failed', ...describe(error), eventIds: [] } as const)
        await tell(failure, least * (1 - forSinks))
      }
    },
  } satisfies AuditTrail)
}
