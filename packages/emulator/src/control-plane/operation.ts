import type { Input } from '../request/input.js'
import type { World } from '../world.js'

/** One command of AWS IoT's control plane. */
export interface Operation<Answer extends object = object> {
  /** The members of the input that the emulator knows; any other is refused, because ignoring it would be a lie. */
  readonly members: readonly string[]
  /** Performed at once and as a whole: no two operations interleave. */
  perform(world: World, input: Input): Answer
}
