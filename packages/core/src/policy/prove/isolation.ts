import type { DecidingStatement } from '../evaluate/policy-answer.js'

/** Something that a device may do in another's space, as `evaluatePolicies` confirms. */
export interface Counterexample {
  /** For example `iot:Publish`. */
  readonly action: string
  /** ARN, or `*` for `iot:ListRetainedMessages`, which is about the whole account. */
  readonly resource: string
  /** What is reached, which is the resource without what the ARN says before: a topic, a client id, the name of a thing. */
  readonly path: string
  /** The topic filter to subscribe to, where messages are received. */
  readonly filter?: string
  /** What the device connects as, where it does. */
  readonly clientId?: string
  /** The statement that allows it. */
  readonly statement: DecidingStatement
}

/** Whether a device stays out of another's space. */
export type Isolation =
  /** A proof: nothing that policies may allow reaches it. */
  | { readonly verdict: 'isolated' }
  | { readonly verdict: 'reaches'; readonly counterexamples: readonly Counterexample[] }
  /** Nothing that reaches it was confirmed, but it cannot be ruled out. */
  | { readonly verdict: 'unknown'; readonly reasons: readonly string[] }
