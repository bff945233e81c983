import type { EmulatedAccount } from './account.js'
import type { Emitter } from './event/emitter.js'
import type { EmulatorEvents } from './event/events.js'
import type { Registry } from './registry/registry.js'

/** What a command or a connection works on. */
export interface World {
  readonly account: EmulatedAccount
  readonly clock: () => Date
  readonly registry: Registry
  readonly events: Emitter<EmulatorEvents>
  readonly createThingAttributeLimit: 3 | 50
  /** Takes what went wrong where nobody can catch it: in a listener, in the broker. */
  report(error: unknown): void
}
