import type { Plan } from '../plan/plan.js'
import type { Decision } from '../registration/decision.js'
import type { AuditContext } from './audit-context.js'
import type { DecisionEvent } from './audit-event.js'
import { eventOf, longestMessage, settingOf } from './event-of.js'
import { tell } from './tell.js'
import { tellFindings } from './tell-findings.js'

/** The thing that a plan is about. */
export const thingNameOf = ({ steps }: Plan): string | undefined => {
  const step = steps.find((candidate) => 'thingName' in candidate)
  return step !== undefined && 'thingName' in step ? step.thingName : undefined
}

const unsaid = { code: 'rejected', message: 'the registration does not say why' }

/**
 * A decision as an audit event: accepted, refused or undecided, with its findings.
 *
 * @param decision - of `decide`
 * @param context - when it was made, in which flow; certificate id, registration and thing name are the decision's
 * @returns the event, deeply frozen; the same for the same input
 * @throws {AuditError} `audit-option` for a context that is none
 *
 * @example
 * ```ts
 * import { decide, defineRegistration, requireSubject } from '@thingplan/core'
 * import { auditDecision } from '@thingplan/core/audit'
 * import { factsFixture } from '@thingplan/core/testing'
 *
 * const registration = defineRegistration({
 *   name: 'sensors',
 *   rules: [requireSubject({ serialNumber: /[0-9]{4}/ })],
 *   profiles: [{ thing: { name: 'sensor-<%= certificate.attributes.subject.serialNumber %>' }, policies: [] }],
 * })
 * const decision = decide(registration, factsFixture({ subject: { serialNumber: 'x' } }))
 * const event = auditDecision(decision, { at: new Date('2026-06-01'), flow: 'registration', correlationId: 'm-1' })
 * event.type === 'refused' && event.code // => 'subject-field-mismatch'
 * ```
 */
export const auditDecision = (decision: Decision, context: AuditContext): DecisionEvent => {
  const { verdict, certificateId, registration, findings } = decision
  const about = { certificateId, registration }
  const told = tellFindings(findings)
  if (verdict === 'accept') {
    const thingName = thingNameOf(decision.plan) ?? context.subject?.thingName
    return eventOf({ ...settingOf('accepted', context, { ...about, thingName }), ...told })
  }
  const { code, message } = findings.find(({ ok }) => !ok) ?? unsaid
  const because = tell(message, longestMessage)
  return verdict === 'reject'
    ? eventOf({ ...settingOf('refused', context, about), code, message: because, ...told })
    : eventOf({ ...settingOf('undecided', context, about), message: because, ...told })
}
