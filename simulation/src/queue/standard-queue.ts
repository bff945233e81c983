import { chance, streams } from '../random.js'
import { Schedule } from '../time/schedule.js'
import { MessageRing } from './message-ring.js'

/** A message that has been received at least once. */
export interface Message {
  readonly number: number
  readonly device: number
  /** Milliseconds since the start. */
  readonly publishedAt: number
  receives: number
}

export interface QueueSettings {
  readonly visibilityTimeoutMs: number
  readonly maxReceiveCount: number
}

/** One message of so many changes places with one of the next few: SQS keeps the order as far as it can. */
const outOfOrder = 1 / 50
const reach = 100

/** One message of so many is delivered twice: SQS delivers at least once. */
const twice = 1 / 1000

/** A standard queue with its dead-letter queue. Only messages that are or were in flight are objects. */
export class StandardQueue {
  readonly #settings: QueueSettings
  readonly #seed: number
  readonly #ring = new MessageRing()
  /** Received, and not settled: by number. */
  readonly #received = new Map<number, Message>()
  readonly #visibleAgain = new Schedule()
  #sent = 0
  #numbers = 0
  receives = 0
  deadLetters = 0

  constructor(settings: QueueSettings, seed: number) {
    this.#settings = settings
    this.#seed = seed
  }

  get bytes(): number {
    return this.#ring.bytes + this.#visibleAgain.bytes
  }

  /** All messages that are not settled: visible, in flight, and waiting to be visible again. */
  get depth(): number {
    return this.#ring.size + this.#received.size
  }

  /** Messages that are in flight, or wait to be visible again. */
  get received(): number {
    return this.#received.size
  }

  /** When the next message can be received: now, later, or never as far as is known. */
  nextAt(now: number): number {
    return this.#ring.size > 0 ? now : this.#visibleAgain.nextAt
  }

  send(device: number, publishedAt: number): void {
    this.#sent += 1
    this.#ring.push(device, publishedAt)
    if (chance(this.#seed, streams.repetition, this.#sent) < twice) this.#ring.push(device, publishedAt)
  }

  receive(most: number, now: number): readonly Message[] {
    const batch: Message[] = []
    while (batch.length < most) {
      const message = this.#takeVisibleAgain(now) ?? this.#takeNew()
      if (message === undefined) return batch
      this.receives += 1
      message.receives += 1
      batch.push(message)
    }
    return batch
  }

  delete({ number }: Message): void {
    this.#received.delete(number)
  }

  /** Leaves a message that was not settled to its visibility timeout; once too often, and it is put aside. */
  leave(message: Message, receivedAt: number): void {
    if (message.receives < this.#settings.maxReceiveCount) {
      this.#visibleAgain.add(receivedAt + this.#settings.visibilityTimeoutMs, message.number)
      return
    }
    this.deadLetters += 1
    this.#received.delete(message.number)
  }

  #takeVisibleAgain(now: number): Message | undefined {
    const number = this.#visibleAgain.takeDue(now)
    return number === undefined ? undefined : this.#received.get(number)
  }

  #takeNew(): Message | undefined {
    this.#numbers += 1
    const isOutOfOrder = chance(this.#seed, streams.order, this.#numbers) < outOfOrder
    if (isOutOfOrder && this.#ring.size > reach) this.#ring.swapFirst(1 + (this.#numbers % reach))
    const next = this.#ring.shift()
    if (next === undefined) return undefined
    const [device, publishedAt] = next
    const message = { number: this.#numbers, device, publishedAt, receives: 0 }
    this.#received.set(message.number, message)
    return message
  }
}
