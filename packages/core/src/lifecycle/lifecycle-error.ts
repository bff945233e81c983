import { ThingplanError } from '../error/thingplan-error.js'

export type LifecycleErrorCode =
  /** A stored record that is none, or of a form that this release does not know. */
  | 'record-malformed'
  /** A record that does not follow from the one that is stored. */
  | 'record-transition'
  /** A request or an event that cannot be one: a serial number, a hash or a delivery that does not exist. */
  | 'request-malformed'
  /** Facts that are none, or that are about another key. */
  | 'facts-malformed'
  /** The current certificate shows no policy to be copied; read again, it may. */
  | 'policies-not-seen'
  /** A token that could be guessed. */
  | 'token-weak'
  /** An option that does not exist, is missing, or has the wrong type. */
  | 'lifecycle-option'

/** What went wrong between the parts of a program; a device that is refused is a decision, never an error. */
export class LifecycleError extends ThingplanError<LifecycleErrorCode> {
  override readonly name = 'LifecycleError'
}
