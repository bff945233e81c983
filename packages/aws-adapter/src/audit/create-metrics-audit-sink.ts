import type { AuditSink } from '@thingplan/core/audit'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireFunction } from '../options/required-option.js'
import { type TextPattern, textOption } from '../options/text-option.js'
import { type Measurement, measure } from './audit-metrics.js'
import { refuseIncomplete } from './incomplete-trail.js'
import { type LineWriter, writeLine, writeToStandardOutput } from './line-writer.js'
import { createVocabulary, dimensionsOption } from './metric-dimensions.js'
import { metricDocuments } from './metric-document.js'

export interface MetricsAuditSinkOptions {
  /** Where CloudWatch puts the metrics. Default `Thingplan`. */
  readonly namespace?: string
  /**
   * Up to 29 dimensions that every metric has, the same for the life of the process, such as the name of the function or the stage.
   * Default: none.
   */
  readonly dimensions?: Readonly<Record<string, string>>
  /** Takes each line, without its end. Default: standard output. */
  readonly write?: LineWriter
  /** When a sink failed; events say themselves when they were. Default: the system's clock. */
  readonly clock?: () => Date
}

const known: readonly (keyof MetricsAuditSinkOptions)[] = ['namespace', 'dimensions', 'write', 'clock']

/** CloudWatch API Reference, "PutMetricData": `AWS/` is for AWS's own services. */
const namespaceText: TextPattern = {
  pattern: /^(?!AWS\/|:)[\w.#:/-]{1,255}$/,
  wanted: '1 to 255 of `A-Za-z0-9._#:/-` that do not start with `AWS/`',
}

/**
 * An audit sink that counts: lines in CloudWatch's embedded metric format, of which CloudWatch makes metrics where they reach a log
 * group, without a call.
 *
 * The metrics are `Accepted`, `Refused`, `Undecided`, `Resumed`, `StepsDone`, `StepsFailed`, `StepDuration` (milliseconds, where an
 * execution has a clock), `Registered`, `Provisioned`, `Vended`, `Rotated`, `Removed`, `Repeated` (done before, for a message that came
 * again), `Failed`, `FailedForGood` (what no repetition mends), and, of the trail itself, `SinkFailures` and `UnrecordedEvents`.
 * `Refused` and `Failed` are there a second time by the dimension `Code`, and the last two by `Sink`. Nothing of a device is a
 * dimension, and of codes a process tells 200 apart; the others are `other`.
 *
 * `record` rejects with an `AdapterError` `audit-not-recorded` where a line was not written.
 *
 * @param options - all optional
 * @throws {AdapterError} `adapter-option`
 * @see Amazon CloudWatch User Guide, "Specification: Embedded metric format"
 *
 * @example
 * ```ts
 * import { createMetricsAuditSink } from '@thingplan/aws-adapter/audit'
 *
 * const lines: string[] = []
 * const sink = createMetricsAuditSink({ dimensions: { Stage: 'production' }, write: (line) => void lines.push(line) })
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
 * const { Stage, Registered } = JSON.parse(lines[0] ?? '{}')
 * const counted = [Stage, Registered]
 * counted // => ['production', 1]
 * ```
 */
export const createMetricsAuditSink = (options: MetricsAuditSinkOptions = {}): AuditSink => {
  refuseUnknownOptions('createMetricsAuditSink', options, known)
  const { write = writeToStandardOutput, clock = () => new Date() } = options
  requireFunction(write, 'write')
  requireFunction(clock, 'clock')
  const namespace = textOption('namespace', options.namespace ?? 'Thingplan', namespaceText)
  const dimensions = dimensionsOption(options.dimensions)
  const knownCode = createVocabulary()
  const knownSink = createVocabulary()
  const name = 'metrics'

  /** All of them, and once more those that are counted apart. */
  const linesOf = (at: number, all: readonly Measurement[], apart: string, word: (of: string) => string) => {
    const byWord = new Map<string, readonly Measurement[]>()
    for (const measurement of all) {
      if (measurement.code === undefined) continue
      const key = word(measurement.code)
      byWord.set(key, [...(byWord.get(key) ?? []), measurement])
    }
    return [
      ...metricDocuments({ namespace, dimensions }, at, all),
      ...[...byWord].flatMap(([key, some]) =>
        metricDocuments({ namespace, dimensions: { ...dimensions, [apart]: key } }, at, some),
      ),
    ]
  }

  return Object.freeze({
    name,
    record: async (events) => {
      const last = events.at(-1)
      if (last === undefined) return
      const lines = linesOf(Date.parse(last.at), events.flatMap(measure), 'Code', knownCode)
      for (const line of lines) refuseIncomplete(name, events, await writeLine(write, events, line))
    },
    sinkFailed: async ({ sink, eventIds }) => {
      const failures: readonly Measurement[] = [
        { metric: 'SinkFailures', value: 1, code: sink },
        { metric: 'UnrecordedEvents', value: eventIds.length, code: sink },
      ]
      for (const line of linesOf(clock().getTime(), failures, 'Sink', knownSink)) await write(line)
    },
  } satisfies AuditSink)
}
