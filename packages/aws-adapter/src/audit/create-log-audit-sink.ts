import type { AuditEvent, AuditSink } from '@thingplan/core/audit'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireFunction } from '../options/required-option.js'
import { bytesOf, isTooLarge, tooLarge } from './event-size.js'
import { refuseIncomplete, type Unrecorded } from './incomplete-trail.js'
import { jsonLine } from './json-line.js'
import { type LineWriter, writeLine, writeToStandardOutput } from './line-writer.js'

export interface LogAuditSinkOptions {
  /** Takes each line, without its end. Default: standard output. */
  readonly write?: LineWriter
}

/** The words of Lambda's JSON log format (AWS Lambda Developer Guide, "Log-level filtering"). */
type Level = 'INFO' | 'WARN' | 'ERROR'

const levelOf = (event: AuditEvent): Level => {
  switch (event.type) {
    case 'refused':
    case 'undecided':
      return 'WARN'
    case 'failed':
    case 'step-failed':
      return event.failure.retryable ? 'WARN' : 'ERROR'
    default:
      return 'INFO'
  }
}

/**
 * An audit sink that writes a line of JSON for each event: `level` (`INFO`, `WARN` for what was refused or is tried again,
 * `ERROR`) and the event's own fields. Characters that could end a line, move a terminal's cursor or hide text are escaped.
 *
 * That another sink of the trail failed is a line too, with the `type` `sink-failed`.
 *
 * `record` rejects with an `AdapterError` `audit-not-recorded` where a line was not written.
 *
 * @param options - all optional
 * @throws {AdapterError} `adapter-option`
 * @see AWS Lambda Developer Guide, "Log and monitor Node.js Lambda functions"
 *
 * @example
 * ```ts
 * import { createLogAuditSink } from '@thingplan/aws-adapter/audit'
 *
 * const lines: string[] = []
 * const sink = createLogAuditSink({ write: (line) => void lines.push(line) })
 * await sink.record([
 *   {
 *     version: 1,
 *     id: 'e1',
 *     type: 'completed',
 *     at: '2026-11-22T10:00:00.000Z',
 *     flow: 'registration',
 *     subject: { thingName: 'sensor-1' },
 *     message: 'registered',
 *   },
 * ])
 * lines[0]?.startsWith('{"level":"INFO","version":1,"id":"e1","type":"completed"') // => true
 * ```
 */
export const createLogAuditSink = (options: LogAuditSinkOptions = {}): AuditSink => {
  refuseUnknownOptions('createLogAuditSink', options, ['write'])
  const { write = writeToStandardOutput } = options
  requireFunction(write, 'write')
  const name = 'log'

  const record = async (event: AuditEvent): Promise<readonly Unrecorded[]> => {
    const line = jsonLine({ level: levelOf(event), ...event })
    const bytes = bytesOf(line)
    return isTooLarge(bytes) ? [tooLarge(event, bytes)] : writeLine(write, [event], line)
  }

  return Object.freeze({
    name,
    record: async (events) => {
      const unrecorded: Unrecorded[] = []
      for (const event of events) unrecorded.push(...(await record(event)))
      refuseIncomplete(name, events, unrecorded)
    },
    sinkFailed: (failure) => write(jsonLine({ level: 'ERROR', type: 'sink-failed', failure })),
  } satisfies AuditSink)
}
