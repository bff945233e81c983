import { Emitter } from './emitter.js'
import type { EmulatorEvents } from './events.js'

/** The events of an emulator, and what becomes of errors that nobody can catch. */
export interface EventHub {
  readonly emitter: Emitter<EmulatorEvents>
  /**
   * Takes an error of a listener or of the broker. It goes to the listeners of `error`; without one it is warned of at once
   * and thrown by the next `settled`, so that no test passes by accident. It never ends the process.
   */
  report(error: unknown): void
  /** Takes work that nobody waits for but `settled`; its error goes to `report`. */
  background(work: Promise<void>): void
  /** Resolves when no listener and no such work is running; rejects with the errors that no listener of `error` has been told. */
  settled(): Promise<void>
}

export const createEventHub = (): EventHub => {
  const untold: unknown[] = []
  const keep = (error: unknown): void => {
    untold.push(error)
    process.emitWarning(error instanceof Error ? error : String(error))
  }
  const report = (error: unknown): void => {
    if (emitter.has('error')) emitter.emit('error', error)
    else keep(error)
  }
  const emitter: Emitter<EmulatorEvents> = new Emitter<EmulatorEvents>(
    {
      registered: new Set(),
      provisioning: new Set(),
      connection: new Set(),
      'certificate-status': new Set(),
      error: new Set(),
    },
    // An error of a listener of `error` must not come back to it.
    (error, name) => (name === 'error' ? keep(error) : report(error)),
  )
  const working = new Set<Promise<void>>()
  const background = (work: Promise<void>): void => {
    const run = work.catch(report)
    working.add(run)
    void run.finally(() => working.delete(run))
  }
  const settled = async (): Promise<void> => {
    // A listener may begin work, and work calls listeners.
    do {
      await Promise.all(working)
      await emitter.settled()
    } while (working.size > 0)
    const [first, ...others] = untold.splice(0)
    if (others.length > 0) throw new AggregateError([first, ...others], 'several listeners of the emulator have failed')
    if (first !== undefined) throw first
  }
  return { emitter, report, background, settled }
}

export const eventNames: readonly string[] = ['registered', 'provisioning', 'connection', 'certificate-status', 'error']
