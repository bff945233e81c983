import type { Bench } from '../bench/bench.js'

/** What AWS did. */
export interface Observation {
  /** For a person: lower case, one line, no final period. */
  readonly observed: string
  /** Whether that is what the SDK goes by. */
  readonly asRead: boolean
}

/** One fact that nobody has confirmed, and how to find out. */
export interface Check {
  /** For example `JITR-01`. */
  readonly id: string
  /** Where AWS writes about it, or would have to. */
  readonly page: string
  /** The question, as a statement that may be wrong. */
  readonly fact: string
  /** What the SDK goes by until somebody knows: the stricter reading. */
  readonly reading: string
  /** The calls that it makes, beside those that clean up. */
  readonly calls: readonly string[]
  /** Whether a role for provisioning has to be given. */
  readonly needsRole?: true
  observe(bench: Bench): Promise<Observation>
}
