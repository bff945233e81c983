import { describe, expect, it } from 'vitest'
import { readInvocation } from './read-invocation.js'

const record = { messageId: 'm-1', receiptHandle: 'r', body: '{}', eventSource: 'aws:sqs', awsRegion: 'eu-central-1' }

describe('readInvocation', () => {
  it('takes an object without records for the event of a rule', () => {
    const event = { certificateId: 'x' }
    expect(readInvocation(event)).toEqual({ source: 'rule', event })
  })

  it('reads the messages of a batch', () => {
    expect(readInvocation({ Records: [record, { ...record, messageId: 'm-2', body: 7 }] })).toEqual({
      source: 'sqs',
      messages: [
        { messageId: 'm-1', body: '{}' },
        { messageId: 'm-2', body: 7 },
      ],
    })
  })

  it.each([
    ['1', { deliveries: 1 }],
    ['12', { deliveries: 12 }],
    ['0', {}],
    ['1e3', {}],
    [2, {}],
  ])('reads that SQS has delivered a message for the %j. time', (ApproximateReceiveCount, read) => {
    expect(readInvocation({ Records: [{ ...record, attributes: { ApproximateReceiveCount } }] })).toEqual({
      source: 'sqs',
      messages: [{ messageId: 'm-1', body: '{}', ...read }],
    })
  })

  it('reads an empty batch', () => {
    expect(readInvocation({ Records: [] })).toEqual({ source: 'sqs', messages: [] })
  })

  it.each([
    ['nothing', undefined],
    ['a text', 'text'],
    ['a list', [record]],
    ['records that are no list', { Records: {} }],
    ['a record that is none', { Records: [null] }],
    ['records of SNS', { Records: [{ EventSource: 'aws:sns', Sns: {} }] }],
    ['records of S3', { Records: [{ eventSource: 'aws:s3', s3: {} }] }],
    ['a record without an id', { Records: [{ ...record, messageId: undefined }] }],
  ])('refuses %s', (_what, value) => {
    expect(() => readInvocation(value)).toThrow(expect.objectContaining({ name: 'AdapterError', code: 'event-shape' }))
  })
})
