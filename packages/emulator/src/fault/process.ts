import type { Faults } from './fault.js'

export interface ProcessOptions {
  /** What goes wrong with its requests. Default: nothing. */
  readonly faults?: Faults
}

/**
 * A process that has clients, such as one Lambda environment: its requests are counted together, and it can die.
 *
 * Once it is dead, what it still waits for never settles, and what it still asks for never arrives.
 */
export interface EmulatedProcess {
  readonly isDead: boolean
  /** Resolves when it has died; what had an effect until then is done. */
  readonly died: Promise<void>
  /** Lets it die between two requests. */
  kill(): void
  /**
   * Makes a request to something that the emulator does not have, such as a table: its faults meet it like any other.
   *
   * @param name - as the faults are told, for example `Store.put`
   * @param input - as the faults are told
   * @param perform - what the request does
   */
  request<Answer>(
    name: string,
    input: Readonly<Record<string, unknown>>,
    perform: () => Answer | Promise<Answer>,
  ): Promise<Answer>
}
