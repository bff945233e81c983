import type { JitrHandler } from '@thingplan/aws-adapter'
import type { VirtualClock } from '@thingplan/emulator'
import type { Message, StandardQueue } from '../queue/standard-queue.js'
import type { VirtualTimers } from '../time/virtual-timers.js'

/** How Lambda is told to read the queue, and how long the function may take. */
export interface FunctionSettings {
  readonly maximumConcurrency: number
  readonly batchSize: number
  readonly timeoutMs: number
}

export interface EventSource {
  readonly clock: VirtualClock
  readonly timers: VirtualTimers
  readonly queue: StandardQueue
  readonly settings: FunctionSettings
  /** A process, with a handler of its own. */
  readonly startProcess: () => JitrHandler
  /** The body of a message, made when it is received. */
  readonly bodyOf: (message: Message) => string
  /** Brings about what has happened up to now: messages that are due are sent. */
  readonly catchUp: () => void
  /** When the next message may come; infinity where none will that matters. */
  readonly nextAt: () => number
}

/** What happened to invocations. */
export interface InvocationCounts {
  invocations: number
  timeouts: number
}

const recordOf = ({ number }: Message, body: string): object => ({
  messageId: `m${number}`,
  eventSource: 'aws:sqs',
  body,
})

type Answer = Awaited<ReturnType<JitrHandler>> | 'timeout'

/** One invocation; the function is stopped when its time is over. */
const invoke = async (
  handler: JitrHandler,
  batch: readonly Message[],
  { clock, timers, settings, bodyOf }: EventSource,
): Promise<Answer> => {
  const endsAt = clock.now().getTime() + settings.timeoutMs
  let timer = 0
  const timeout = new Promise<'timeout'>((resolve) => {
    timer = timers.set(() => resolve('timeout'), settings.timeoutMs)
  })
  const Records = batch.map((message) => recordOf(message, bodyOf(message)))
  const context = { getRemainingTimeInMillis: () => endsAt - clock.now().getTime() }
  const answer = await Promise.race([handler({ Records }, context), timeout])
  timers.clear(timer)
  return answer
}

const failedOf = (answer: Answer, batch: readonly Message[]): ReadonlySet<string> =>
  typeof answer === 'object' && 'batchItemFailures' in answer
    ? new Set(answer.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier))
    : new Set(batch.map(({ number }) => `m${number}`))

/** One of the invocations that Lambda keeps going at once: batch after batch, until no message is left and none will come. */
const keepInvoking = async (source: EventSource, counts: InvocationCounts): Promise<void> => {
  const { clock, queue, settings } = source
  let handler = source.startProcess()
  for (;;) {
    source.catchUp()
    const receivedAt = clock.now().getTime()
    const batch = queue.receive(settings.batchSize, receivedAt)
    if (batch.length === 0) {
      const next = source.nextAt()
      if (next === Number.POSITIVE_INFINITY && queue.depth === 0) return
      // Where nothing is to come but what others have in flight, long polling takes a look every second.
      await clock.sleep(next === Number.POSITIVE_INFINITY ? 1000 : Math.max(1, next - receivedAt))
      continue
    }
    counts.invocations += 1
    const answer = await invoke(handler, batch, source)
    if (answer === 'timeout') {
      counts.timeouts += 1
      handler = source.startProcess()
    }
    const failed = failedOf(answer, batch)
    for (const message of batch) {
      if (failed.has(`m${message.number}`)) queue.leave(message, receivedAt)
      else queue.delete(message)
    }
  }
}

/** What Lambda does for a queue: as many invocations at once as it may, each in a process of its own. */
export const drain = async (source: EventSource): Promise<InvocationCounts> => {
  const counts: InvocationCounts = { invocations: 0, timeouts: 0 }
  await Promise.all(Array.from({ length: source.settings.maximumConcurrency }, () => keepInvoking(source, counts)))
  return counts
}
