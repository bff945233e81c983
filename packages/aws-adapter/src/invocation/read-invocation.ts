import { AdapterError } from '../error/adapter-error.js'

/** A message of a batch: what it is called in `batchItemFailures`, and its text. */
export interface QueuedMessage {
  readonly messageId: string
  readonly body: unknown
  /** How often SQS has delivered it by now, where it says so. */
  readonly deliveries?: number
}

/** What a Lambda function was invoked with. */
export type Invocation =
  /** By a rule, asynchronously: the argument is the event itself. */
  | { readonly source: 'rule'; readonly event: object }
  /** By SQS: a batch of messages. */
  | { readonly source: 'sqs'; readonly messages: readonly QueuedMessage[] }

const wrongShape = (message: string, field?: string): AdapterError =>
  new AdapterError('event-shape', message, {
    field,
    remedy: 'invoke the function from an IoT rule, or from an SQS queue that a rule sends to',
  })

const own = (value: object, key: string): unknown => new Map<string, unknown>(Object.entries(value)).get(key)

/** Amazon SQS API Reference, "ReceiveMessage": `ApproximateReceiveCount`. A hint for logs; a wrong one does no harm. */
const readDeliveries = (attributes: unknown): Pick<QueuedMessage, 'deliveries'> => {
  const count = typeof attributes === 'object' && attributes !== null && own(attributes, 'ApproximateReceiveCount')
  return typeof count === 'string' && /^[1-9]\d{0,8}$/.test(count) ? { deliveries: Number(count) } : {}
}

const readMessage = (record: unknown, index: number): QueuedMessage => {
  const field = `Records[${index}]`
  if (typeof record !== 'object' || record === null) throw wrongShape(`\`${field}\` is not a record`, field)
  if (own(record, 'eventSource') !== 'aws:sqs') throw wrongShape(`\`${field}\` does not come from SQS`, field)
  const messageId = own(record, 'messageId')
  if (typeof messageId !== 'string' || messageId === '') throw wrongShape(`\`${field}\` has no messageId`, field)
  return { messageId, body: own(record, 'body'), ...readDeliveries(own(record, 'attributes')) }
}

/**
 * Tells the invocations apart. A batch is refused as a whole only where it is none of SQS: what is wrong with a single
 * message is that message's failure.
 *
 * @throws {AdapterError} `event-shape`
 * @see AWS Lambda Developer Guide, "Using Lambda with Amazon SQS"; AWS IoT Core Developer Guide, "Lambda" (rule action)
 */
export const readInvocation = (value: unknown): Invocation => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw wrongShape('the invocation is not an object')
  }
  const records = own(value, 'Records')
  if (records === undefined) return { source: 'rule', event: value }
  if (!Array.isArray(records)) throw wrongShape('`Records` is not a list', 'Records')
  return { source: 'sqs', messages: records.map(readMessage) }
}

/**
 * Tells the invocations apart, and has one that is neither told before it is thrown, so that it does not go unnoticed.
 *
 * @param tell - answers what cannot be read, as it does for events
 * @throws {AdapterError} `event-shape`
 */
export const takeInvocation = async (
  value: unknown,
  tell: (readEvent: () => never) => Promise<unknown>,
): Promise<Invocation> => {
  try {
    return readInvocation(value)
  } catch (error) {
    await tell(() => {
      throw error
    })
    throw error
  }
}
