import type { Input } from '../request/input.js'
import type { World } from '../world.js'

/** One command of AWS IoT's control plane. */
export interface Operation<Answer extends object = object> {
  /** The members of the input that the emulator knows; any other is refused, because ignoring it would be a lie. */
  readonly members: readonly string[]
  /** Performed at once and as a whole: no two operations interleave. */
  perform(world: World, input: Input): Answer
}

/** A command that waits for a key, a signature or a function; what it changes, it changes at once and after all waiting. */
export interface AwaitedOperation<Answer extends object = object> {
  readonly members: readonly string[]
  perform(world: World, input: Input): Promise<Answer>
}
