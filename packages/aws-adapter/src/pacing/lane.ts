import { afterCall, afterSuccess, afterThrottling, type Pace, startsAt } from './pace.js'
import { PacingError } from './pacing-error.js'

/** Milliseconds that are left to the caller; undefined where nothing ends. */
export type Remaining = () => number | undefined

export interface LaneOptions {
  readonly operation: string
  readonly pace: Pace
  /** How many calls may wait. */
  readonly queueLimit: number
  readonly clock: () => Date
  readonly sleep: (ms: number) => Promise<void>
}

interface Turn {
  readonly ticket: number
  readonly remaining: Remaining
  readonly go: () => void
  readonly refuse: (error: unknown) => void
}

/** What a lane is doing. */
export interface LaneState {
  readonly operation: string
  /** Calls per second at present. */
  readonly rate: number
  /** Calls per second at most. */
  readonly ceiling: number
  readonly waiting: number
  /** Calls that were let go, so far; one that was throttled and let go again counts twice. */
  readonly sent: number
  /** Calls that AWS has throttled, so far. */
  readonly throttled: number
}

/** The calls of one operation: they wait their turn in the order in which they came. */
export class Lane {
  readonly #operation: string
  readonly #queueLimit: number
  readonly #clock: () => Date
  readonly #sleep: (ms: number) => Promise<void>
  readonly #waiting: Turn[] = []
  #pace: Pace
  #isServing = false
  #tickets = 0
  #sent = 0
  #throttled = 0

  constructor({ operation, pace, queueLimit, clock, sleep }: LaneOptions) {
    this.#operation = operation
    this.#pace = pace
    this.#queueLimit = queueLimit
    this.#clock = clock
    this.#sleep = sleep
  }

  get state(): LaneState {
    const { rate, ceiling } = this.#pace
    const [waiting, sent, throttled] = [this.#waiting.length, this.#sent, this.#throttled]
    return { operation: this.#operation, rate, ceiling, waiting, sent, throttled }
  }

  /** A call's place in the order. It keeps it when it is throttled and has to wait again. */
  takeTicket(): number {
    this.#tickets += 1
    return this.#tickets
  }

  /**
   * Resolves when the caller may call, with the time.
   *
   * @throws {PacingError} at once where its turn would come too late, or too many wait
   */
  async turn(ticket: number, remaining: Remaining): Promise<number> {
    const behind = this.#waiting.findIndex((other) => other.ticket > ticket)
    const ahead = behind === -1 ? this.#waiting.length : behind
    if (ahead >= this.#queueLimit) throw this.#full()
    const now = this.#now()
    const wait = startsAt(this.#pace, now, ahead) - now
    if (wait >= (remaining() ?? Number.POSITIVE_INFINITY)) throw this.#tooLate(wait)
    const going = new Promise<void>((go, refuse) => {
      this.#waiting.splice(ahead, 0, { ticket, remaining, go, refuse })
    })
    void this.#serve()
    await going
    return this.#now()
  }

  succeeded(): void {
    this.#pace = afterSuccess(this.#pace)
  }

  wasThrottled(sentAt: number): void {
    this.#throttled += 1
    this.#pace = afterThrottling(this.#pace, sentAt, this.#now())
  }

  #now(): number {
    return this.#clock().getTime()
  }

  /** Lets one after the other go. What the caller does then is done in the caller's own asynchronous context. */
  async #serve(): Promise<void> {
    if (this.#isServing) return
    this.#isServing = true
    try {
      for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
        const now = this.#now()
        const wait = startsAt(this.#pace, now) - now
        const left = next.remaining() ?? Number.POSITIVE_INFINITY
        if (wait >= left) {
          this.#waiting.shift()
          next.refuse(this.#tooLate(wait))
        } else if (wait > 0) {
          // Looked at again then: meanwhile the pace may have changed, and another may have come first.
          await this.#sleep(Math.ceil(wait))
        } else {
          this.#waiting.shift()
          this.#pace = afterCall(this.#pace, now)
          this.#sent += 1
          next.go()
        }
      }
    } catch (error) {
      // The clock and the timer are the caller's. Nobody is left to wait for one that has failed.
      for (const { refuse } of this.#waiting.splice(0)) refuse(error)
    } finally {
      this.#isServing = false
    }
  }

  #tooLate(wait: number): PacingError {
    const message = `${this.#operation} has its turn in ${Math.ceil(wait)} ms, which is too late`
    return new PacingError('pacing-deadline', message, {
      field: this.#operation,
      remedy: 'let the message come again; for more at a time, have the quota raised in Service Quotas',
    })
  }

  #full(): PacingError {
    return new PacingError('pacing-queue-full', `${this.#queueLimit} calls of ${this.#operation} wait already`, {
      field: this.#operation,
      remedy: 'let the message come again; take fewer messages at once, or raise `queueLimit`',
    })
  }
}
