/** Takes a listener off again. */
export type Unsubscribe = () => void

/** Listeners may be asynchronous. */
export type Listener<Payload> = (payload: Payload) => unknown

type Listeners<Events> = { [Name in keyof Events]: Set<Listener<Events[Name]>> }

/** Events by name. A listener that fails disturbs nobody: its error goes to `onFailure`. */
export class Emitter<Events extends object> {
  readonly #listeners: Listeners<Events>
  readonly #running = new Set<Promise<void>>()
  readonly #onFailure: (error: unknown, name: keyof Events) => void

  /** The sets to keep listeners in, empty: one for each event there is. */
  constructor(listeners: Listeners<Events>, onFailure: (error: unknown, name: keyof Events) => void) {
    this.#listeners = listeners
    this.#onFailure = onFailure
  }

  on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): Unsubscribe {
    const listeners = this.#listeners[name]
    // A listener that is added twice is called twice, and each is taken off by its own function.
    const own: Listener<Events[Name]> = (payload) => listener(payload)
    listeners.add(own)
    return () => {
      listeners.delete(own)
    }
  }

  has(name: keyof Events): boolean {
    return this.#listeners[name].size > 0
  }

  emit<Name extends keyof Events>(name: Name, payload: Events[Name]): void {
    for (const listener of [...this.#listeners[name]]) {
      const run = call(listener, payload).catch((error: unknown) => this.#onFailure(error, name))
      this.#running.add(run)
      void run.finally(() => this.#running.delete(run))
    }
  }

  /** Resolves when no listener is running, not even one that another has set off. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }
}

const call = async <Payload>(listener: Listener<Payload>, payload: Payload): Promise<void> => {
  await listener(payload)
}
