import type { Finding } from '../registration/finding.js'
import type { AuditContext } from './audit-context.js'
import type { AcceptedEvent, AuditFailure, CompletedEvent, FailedEvent, RefusedEvent } from './audit-event.js'
import { eventOf, longestCode, longestField, longestMessage, settingOf } from './event-of.js'
import { tell } from './tell.js'
import { tellFindings } from './tell-findings.js'

/** A failure as whoever met it says it; what is undefined is left out. */
export interface FailureNotice {
  readonly code: string
  readonly message: string
  readonly field?: string | undefined
  readonly remedy?: string | undefined
  readonly retryable: boolean
}

/** A refusal as whoever judged says it. */
export interface RefusalNotice extends Pick<FailureNotice, 'code' | 'message'> {
  readonly findings?: readonly Finding[] | undefined
}

export const tellFailure = ({ code, message, field, remedy, retryable }: FailureNotice): AuditFailure => ({
  code: tell(code, longestCode),
  message: tell(message, longestMessage),
  ...(field === undefined ? undefined : { field: tell(field, longestField) }),
  ...(remedy === undefined ? undefined : { remedy: tell(remedy, longestMessage) }),
  retryable,
})

/**
 * The end of what was accepted: the device is registered, vended to, rotated or removed.
 *
 * @param message - what was done: lower case, one line, no final period
 * @param context - when, in which flow, and whom it is about
 * @param end - `repeated`: whether nothing was left to do, since it had been done before
 * @returns the event, deeply frozen
 * @throws {AuditError} `audit-option` for a context that is none
 *
 * @example
 * ```ts
 * import { auditCompletion } from '@thingplan/core/audit'
 *
 * const context = { at: new Date('2026-06-01'), flow: 'removal', subject: { thingName: 'sensor-1' } } as const
 * auditCompletion('the device is removed', context).type // => 'completed'
 * ```
 */
export const auditCompletion = (
  message: string,
  context: AuditContext,
  { repeated = false }: { readonly repeated?: boolean } = {},
): CompletedEvent =>
  eventOf({
    ...settingOf('completed', context),
    message: tell(message, longestMessage),
    ...(repeated ? { repeated } : undefined),
  })

/**
 * An acceptance without findings: a request that was let in, and is being worked on.
 *
 * @param message - what was accepted: lower case, one line, no final period
 * @param context - when, in which flow, and whom it is about
 * @returns the event, deeply frozen
 * @throws {AuditError} `audit-option` for a context that is none
 *
 * @example
 * ```ts
 * import { auditAcceptance } from '@thingplan/core/audit'
 *
 * const context = { at: new Date('2026-06-01'), flow: 'rotation', subject: { thingName: 'sensor-1' } } as const
 * auditAcceptance('the request is accepted', context).type // => 'accepted'
 * ```
 */
export const auditAcceptance = (message: string, context: AuditContext): AcceptedEvent =>
  eventOf({ ...settingOf('accepted', context), message: tell(message, longestMessage), findings: [] })

/**
 * A refusal without a decision of `decide`: what was asked could not even be judged, or was judged by other rules.
 *
 * @param refusal - `code`, for alarms, `message`, for a person, and `findings`, where there are any
 * @param context - when, in which flow, and whom it is about
 * @returns the event, deeply frozen
 * @throws {AuditError} `audit-option` for a context that is none
 *
 * @example
 * ```ts
 * import { auditRefusal } from '@thingplan/core/audit'
 *
 * const refusal = { code: 'tombstoned', message: 'the device has been removed for good' }
 * auditRefusal(refusal, { at: new Date('2026-06-01'), flow: 'registration' }).findings // => []
 * ```
 */
export const auditRefusal = ({ code, message, findings = [] }: RefusalNotice, context: AuditContext): RefusedEvent =>
  eventOf({
    ...settingOf('refused', context),
    code: tell(code, longestCode),
    message: tell(message, longestMessage),
    ...tellFindings(findings),
  })

/**
 * What was not done, as an audit event: a message that could not be read, a source that did not answer, a plan that was not
 * carried out.
 *
 * @param failure - `code`, `message`, `field`, `remedy`, and whether the same message can succeed later (`retryable`)
 * @param context - when, in which flow, and whom it is about
 * @returns the event, deeply frozen
 * @throws {AuditError} `audit-option` for a context that is none
 *
 * @example
 * ```ts
 * import { auditFailure } from '@thingplan/core/audit'
 *
 * const failure = { code: 'event-malformed', message: 'the message is not JSON', retryable: false }
 * const event = auditFailure(failure, { at: new Date('2026-06-01'), flow: 'registration', correlationId: 'm-1' })
 * event.failure.code // => 'event-malformed'
 * ```
 */
export const auditFailure = (failure: FailureNotice, context: AuditContext): FailedEvent =>
  eventOf({ ...settingOf('failed', context), failure: tellFailure(failure) })
