import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { registered } from '../fixtures/audit-events.js'
import { awsError } from '../fixtures/aws-error.js'
import { parseMetricDocument } from '../fixtures/parse-metric-document.js'
import { createAuditTrail } from './create-audit-trail.js'
import { createLogAuditSink } from './create-log-audit-sink.js'
import { createMetricsAuditSink } from './create-metrics-audit-sink.js'
import { createSqsAuditSink } from './sqs/create-sqs-audit-sink.js'

describe('a trail whose queue is gone', () => {
  it('counts it and logs it, and has the events in its other sinks', async () => {
    const client = new SQSClient({ region: 'eu-central-1' })
    mockClient(client).on(SendMessageBatchCommand).rejects(awsError('QueueDoesNotExist'))
    const lines: string[] = []
    const metrics: string[] = []
    const trail = createAuditTrail({
      sinks: [
        createSqsAuditSink({ client, queueUrl: 'https://sqs.eu-central-1.amazonaws.com/123456789012/audit' }),
        createLogAuditSink({ write: (line) => void lines.push(line) }),
        createMetricsAuditSink({ write: (line) => void metrics.push(line) }),
      ],
      onSinkFailure: () => {},
    })
    await trail.record([registered()])

    expect(trail.failures).toBe(1)
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { type: 'completed', id: registered().id },
      { type: 'sink-failed', failure: { sink: 'sqs audit', code: 'sink-failed', eventIds: [registered().id] } },
    ])
    const values = metrics
      .flatMap(parseMetricDocument)
      .map(({ name, dimensions, values: [value] }) => [name, dimensions['Sink'], value])
    expect(values).toEqual([
      ['Registered', undefined, 1],
      ['SinkFailures', undefined, 1],
      ['UnrecordedEvents', undefined, 1],
      ['SinkFailures', 'sqs audit', 1],
      ['UnrecordedEvents', 'sqs audit', 1],
    ])
  })
})
