/** What happens in a minute of virtual time. */
export interface Minute {
  /** Events that were published. */
  events: number
  registrations: number
  /** At its end. */
  queued: number
  /** Devices that have knocked and are not registered, at its end. */
  waiting: number
}

const minuteMs = 60_000

/** Counts by the minute. Times are milliseconds since the start. */
export class Recorder {
  readonly #minutes: Minute[] = []
  events = 0
  /** Devices that came back with an ACTIVE certificate, and caused no event. */
  connections = 0
  deepestQueue = 0

  get minutes(): readonly Readonly<Minute>[] {
    return this.#minutes
  }

  event(at: number): void {
    this.events += 1
    this.#minuteOf(at).events += 1
  }

  registration(at: number): void {
    this.#minuteOf(at).registrations += 1
  }

  /** Looks at the queue at the end of a minute. */
  look(at: number, queued: number, waiting: number): void {
    Object.assign(this.#minuteOf(at - 1), { queued, waiting })
    this.deepestQueue = Math.max(this.deepestQueue, queued)
  }

  #minuteOf(at: number): Minute {
    const number = Math.floor(at / minuteMs)
    while (this.#minutes.length <= number) {
      this.#minutes.push({ events: 0, registrations: 0, queued: 0, waiting: 0 })
    }
    const minute = this.#minutes[number]
    if (minute === undefined) throw new RangeError('before the start')
    return minute
  }
}
