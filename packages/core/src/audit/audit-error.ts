import { ThingplanError } from '../error/thingplan-error.js'

export type AuditErrorCode =
  /** Not JSON, or JSON that is no audit event. */
  | 'audit-malformed'
  /** A version that this release does not know. */
  | 'audit-version'
  /** A context that lacks something, has too much, or the wrong type. */
  | 'audit-option'

export class AuditError extends ThingplanError<AuditErrorCode> {
  override readonly name = 'AuditError'
}
