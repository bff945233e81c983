import type { AuditEvent, AuditFlow } from '@thingplan/core/audit'
import { describe, expect, it } from 'vitest'
import { auditedAt, failed, refused, registered, registration } from '../fixtures/audit-events.js'
import { parseMetricDocument } from '../fixtures/parse-metric-document.js'
import { auditMetrics } from './audit-metrics.js'
import { createMetricsAuditSink, type MetricsAuditSinkOptions } from './create-metrics-audit-sink.js'

const metrics = (options: MetricsAuditSinkOptions = {}) => {
  const lines: string[] = []
  const sink = createMetricsAuditSink({ write: (line) => void lines.push(line), clock: () => auditedAt, ...options })
  const extracted = () => lines.flatMap(parseMetricDocument)
  return {
    lines,
    sink,
    extracted,
    /** Values by name, and by the dimension that the sink adds where there is one. */
    values: () =>
      Object.fromEntries(
        extracted().map(({ name, dimensions: { Code, Sink }, values }) => [
          [name, Code ?? Sink].filter((part) => part !== undefined).join(' of '),
          values.length === 1 ? values[0] : values,
        ]),
      ),
  }
}

describe('createMetricsAuditSink', () => {
  it('writes documents in the embedded metric format', async () => {
    const { sink, lines } = metrics({ namespace: 'Fleet', dimensions: { Stage: 'production', Service: 'jitr' } })
    await sink.record([refused()])
    const Metrics = [{ Name: 'Refused', Unit: 'Count' }]
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      {
        _aws: {
          Timestamp: auditedAt.getTime(),
          CloudWatchMetrics: [{ Namespace: 'Fleet', Dimensions: [['Stage', 'Service']], Metrics }],
        },
        Stage: 'production',
        Service: 'jitr',
        Refused: 1,
      },
      {
        _aws: {
          Timestamp: auditedAt.getTime(),
          CloudWatchMetrics: [{ Namespace: 'Fleet', Dimensions: [['Stage', 'Service', 'Code']], Metrics }],
        },
        Stage: 'production',
        Service: 'jitr',
        Code: 'subject-field-missing',
        Refused: 1,
      },
    ])
  })

  it('counts a whole registration in one line', async () => {
    const { sink, lines, values } = metrics()
    await sink.record(registration(3))
    expect(lines).toHaveLength(1)
    expect(values()).toEqual({ Accepted: 1, StepsDone: 3, StepDuration: [10, 11, 12], Registered: 1 })
  })

  const { id, at, version, flow, subject } = registered()
  const base = { id, at, version, flow, subject }
  const step = { id: 's', kind: 'attach-policy', outcome: 'done' } as const

  it.each<[string, AuditEvent, object]>([
    ['an acceptance', { ...base, type: 'accepted', findings: [] }, { Accepted: 1 }],
    ['a refusal', refused('expired'), { Refused: 1, 'Refused of expired': 1 }],
    ['an open question', { ...base, type: 'undecided', message: '', findings: [] }, { Undecided: 1 }],
    ['a second execution', { ...base, type: 'resumed', alreadyDone: 7 }, { Resumed: 1 }],
    ['a step', { ...base, type: 'step-done', step }, { StepsDone: 1 }],
    [
      'a step with its time',
      { ...base, type: 'step-done', step: { ...step, durationMs: 0 } },
      { StepsDone: 1, StepDuration: 0 },
    ],
    ['what was done before', { ...base, type: 'completed', message: '', repeated: true }, { Repeated: 1 }],
    [
      'a step that failed',
      { ...base, type: 'step-failed', step, failure: { code: 'x', message: '', retryable: false } },
      { StepsFailed: 1 },
    ],
    ['a failure that mends itself', failed(true), { Failed: 1, 'Failed of step-retryable': 1 }],
    ['a failure for good', failed(false), { Failed: 1, FailedForGood: 1, 'Failed of step-retryable': 1 }],
  ])('counts %s', async (_what, event, expected) => {
    const { sink, values } = metrics()
    await sink.record([event])
    expect(values()).toEqual(expected)
  })

  it.each<[AuditFlow, object]>([
    ['registration', { Registered: 1 }],
    ['provisioning', { Provisioned: 1 }],
    ['vending', { Vended: 1 }],
    ['rotation', { Rotated: 1 }],
    ['removal', { Removed: 1 }],
  ])('counts the end of a %s by its name', async (of, expected) => {
    const { sink, values } = metrics()
    await sink.record([registered({ flow: of })])
    expect(values()).toEqual(expected)
  })

  it('adds up, and counts codes apart', async () => {
    const { sink, values } = metrics()
    await sink.record([refused('expired'), refused('revoked'), refused('expired'), failed()])
    expect(values()).toEqual({
      Refused: 3,
      'Refused of expired': 2,
      'Refused of revoked': 1,
      Failed: 1,
      'Failed of step-retryable': 1,
    })
  })

  it('writes a hundred values to a document at most', async () => {
    const { sink, lines, extracted } = metrics()
    await sink.record(registration(250))
    expect(lines).toHaveLength(3)
    const total = (of: string) => extracted().flatMap(({ name, values }) => (name === of ? values : []))
    expect(total('StepDuration')).toHaveLength(250)
    expect(total('StepsDone')).toEqual([250])
    expect(total('Registered')).toEqual([1])
  })

  it('writes nothing for nothing', async () => {
    const { sink, lines } = metrics()
    await sink.record([])
    expect(lines).toEqual([])
  })

  it('has nothing of a device in its lines, but the code of a refusal', async () => {
    const { sink, lines } = metrics()
    await sink.record([...registration(), refused()])
    expect(lines.join('\n')).not.toMatch(/a1a1|20481234|P-100|message-1|serial number/)
  })

  it('counts a bounded number of codes apart, and none that is no code', async () => {
    const { sink, extracted } = metrics()
    await sink.record([
      refused('a\nb'),
      refused('"'),
      ...Array.from({ length: 300 }, (_, index) => refused(`c${index}`)),
    ])
    const counted = new Set(extracted().flatMap(({ dimensions: { Code } }) => Code ?? []))
    expect(counted.size).toBe(201)
    expect(counted).toContain('other')
  })

  it('counts what other sinks failed to record', async () => {
    const { sink, values, lines } = metrics()
    await sink.sinkFailed?.({ sink: 'dynamodb log', code: 'sink-timeout', eventIds: ['1', '2', '3'] })
    expect(values()).toEqual({
      SinkFailures: 1,
      UnrecordedEvents: 3,
      'SinkFailures of dynamodb log': 1,
      'UnrecordedEvents of dynamodb log': 3,
    })
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ _aws: { Timestamp: auditedAt.getTime() } })
  })

  it('emits every metric that it has, and no other', async () => {
    const { sink, extracted } = metrics()
    const flows = ['registration', 'provisioning', 'vending', 'rotation', 'removal'] as const
    await sink.record([
      ...registration(),
      ...flows.map((of) => registered({ flow: of })),
      refused(),
      failed(false),
      { ...base, type: 'completed', message: '', repeated: true },
      { ...base, type: 'undecided', message: '', findings: [] },
      { ...base, type: 'resumed', alreadyDone: 1 },
      { ...base, type: 'step-failed', step, failure: { code: 'x', message: '', retryable: true } },
    ])
    await sink.sinkFailed?.({ sink: 'log', code: 'sink-failed', eventIds: [] })
    const emitted = Object.fromEntries(extracted().map(({ name, unit }) => [name, unit]))
    expect(emitted).toEqual(auditMetrics)
  })

  it('names all events where a line was not written', async () => {
    const sink = createMetricsAuditSink({
      write: () => {
        throw new Error('closed')
      },
    })
    await expect(sink.record([refused('a'), refused('b')])).rejects.toMatchObject({
      code: 'audit-not-recorded',
      value: `${refused('a').id}, ${refused('b').id}`,
    })
  })

  it.each<[object, string]>([
    [{ namespace: 'AWS/IoT' }, 'namespace'],
    [{ namespace: 'a b' }, 'namespace'],
    [{ write: 1 }, 'write'],
    [{ dimensions: 'Stage' }, 'dimensions'],
    [{ dimensions: { Refused: 'x' } }, 'dimensions'],
    [{ dimensions: { Code: 'x' } }, 'dimensions'],
    [{ dimensions: { _aws: 'x' } }, 'dimensions'],
    [{ dimensions: { 'a b': 'x' } }, 'dimensions'],
    [{ dimensions: { Stage: '' } }, 'dimensions'],
    [{ dimensions: { Stage: 7 } }, 'dimensions'],
    [{ dimensions: { Stage: 'é' } }, 'dimensions'],
    [{ dimensions: Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`D${index}`, 'x'])) }, 'dimensions'],
    [{ dimension: {} }, 'dimension'],
  ])('refuses the option %j', (options, field) => {
    expect(() => metrics(options)).toThrow(expect.objectContaining({ code: 'adapter-option', field }))
  })

  it('takes as many dimensions as CloudWatch does, its own included', async () => {
    const dimensions = Object.fromEntries(Array.from({ length: 29 }, (_, index) => [`D${index}`, 'x']))
    const { sink, extracted } = metrics({ dimensions })
    await sink.record([refused()])
    expect(Object.keys(extracted()[1]?.dimensions ?? {})).toHaveLength(30)
  })
})
