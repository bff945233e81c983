import type { Flow } from '../flow.js'

/** A deliberate bug in front of what ships, which the harness has to find. */
export interface Mutant {
  readonly name: string
  /** What somebody has forgotten, as a sentence. */
  readonly mistake: string
  /** What has to be found: of all that goes wrong with the bug, what it is about. */
  readonly shows: RegExp
  readonly flow: Flow
}
