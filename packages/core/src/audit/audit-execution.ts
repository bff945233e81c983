import type { Execution, StepRecord } from '../plan/execution.js'
import type { Plan } from '../plan/plan.js'
import type { AuditContext } from './audit-context.js'
import { thingNameOf } from './audit-decision.js'
import { auditCompletion, auditFailure, tellFailure } from './audit-end.js'
import type { AuditEvent, StepDoneEvent, StepFailedEvent } from './audit-event.js'
import { eventOf, longestStepId, settingOf } from './event-of.js'
import { tell } from './tell.js'

const contextOf = (context: AuditContext, plan: Plan): AuditContext => {
  const { certificateId, registration } = plan
  const thingName = thingNameOf(plan)
  const named = thingName === undefined ? undefined : { thingName }
  return { ...context, subject: { ...context.subject, certificateId, registration, ...named } }
}

const sharedKinds: readonly string[] = ['ensure-thing-type', 'ensure-thing-group', 'ensure-billing-group']

/** What devices share was most often made by another one, and tells nothing of an earlier execution. */
const sharedSteps = ({ steps }: Plan): ReadonlySet<string> => {
  const shared = steps.filter(
    (step) => sharedKinds.includes(step.kind) || (step.kind === 'ensure-policy' && step.scope === 'shared'),
  )
  return new Set(shared.map(({ id }) => id))
}

const unsaid = { code: 'step-unexpected', message: 'the execution does not say why', retryable: true }

const stepEvent = (
  { id, kind, outcome, durationMs, failure }: StepRecord,
  context: AuditContext,
): StepDoneEvent | StepFailedEvent | undefined => {
  if (outcome === 'not-started') return undefined
  const step = { id: tell(id, longestStepId), kind }
  if (outcome === 'failed') {
    return eventOf({ ...settingOf('step-failed', context), step, failure: tellFailure(failure ?? unsaid) })
  }
  const timed = durationMs === undefined ? undefined : { durationMs }
  return eventOf({ ...settingOf('step-done', context), step: { ...step, outcome, ...timed } })
}

/**
 * The steps of an execution as audit events, and before them `resumed` where it takes up an earlier one; without an end.
 *
 * @param plan - what was carried out
 * @param execution - of `execute`
 * @param context - when it ended, in which flow; certificate id, registration and thing name are the plan's
 * @param delivery - `deliveries`: how often the message was delivered by now. Default 1
 * @returns the events in the order of the plan, deeply frozen; steps that were not started have none
 * @throws {AuditError} `audit-option` for a context that is none
 *
 * @example
 * ```ts
 * import { execute } from '@thingplan/core'
 * import { auditSteps } from '@thingplan/core/audit'
 * import { createMemoryDriver, planFixture } from '@thingplan/core/testing'
 *
 * const plan = planFixture({ thingName: 'pump-7' })
 * const certificates = { [plan.certificateId]: { status: 'PENDING_ACTIVATION' } } as const
 * const execution = await execute(plan, createMemoryDriver({ certificates }))
 * const events = auditSteps(plan, execution, { at: new Date('2026-06-01'), flow: 'registration' })
 * events.every(({ type }) => type === 'step-done') // => true
 * ```
 */
export const auditSteps = (
  plan: Plan,
  execution: Execution,
  context: AuditContext,
  { deliveries = 1 }: { readonly deliveries?: number | undefined } = {},
): readonly AuditEvent[] => {
  const about = contextOf(context, plan)
  const shared = sharedSteps(plan)
  const alreadyDone = execution.steps.filter(({ id, outcome }) => outcome === 'already-done' && !shared.has(id)).length
  const again = deliveries > 1 ? { deliveries } : undefined
  const isResumed = alreadyDone > 0 || again !== undefined
  const resumed = isResumed ? [eventOf({ ...settingOf('resumed', about), alreadyDone, ...again })] : []
  return Object.freeze([...resumed, ...execution.steps.flatMap((record) => stepEvent(record, about) ?? [])])
}

const failureOf = ({ status, steps, retryable }: Execution): Parameters<typeof auditFailure>[0] => {
  const failure = steps.find((step) => step.failure !== undefined)?.failure
  if (failure !== undefined) return { ...failure, retryable }
  return status === 'aborted'
    ? { code: 'aborted', message: 'the execution was stopped before its end', retryable }
    : { code: 'execution-failed', message: 'a step was not done', retryable }
}

/**
 * An execution as audit events: `resumed` where some steps were done by an earlier one, each step, and `completed` or `failed`. The
 * consequence of a refusal ends without `completed`: the device stays refused.
 *
 * @param plan - what was carried out
 * @param execution - of `execute`
 * @param context - when it ended, in which flow; certificate id, registration and thing name are the plan's
 * @returns the events in order, deeply frozen
 * @throws {AuditError} `audit-option` for a context that is none
 *
 * @example
 * ```ts
 * import { execute } from '@thingplan/core'
 * import { auditExecution } from '@thingplan/core/audit'
 * import { createMemoryDriver, planFixture } from '@thingplan/core/testing'
 *
 * const plan = planFixture({ thingName: 'pump-7' })
 * const certificates = { [plan.certificateId]: { status: 'PENDING_ACTIVATION' } } as const
 * const execution = await execute(plan, createMemoryDriver({ certificates }))
 * const events = auditExecution(plan, execution, { at: new Date('2026-06-01'), flow: 'registration' })
 * events.at(-1)?.type // => 'completed'
 * ```
 */
export const auditExecution = (plan: Plan, execution: Execution, context: AuditContext): readonly AuditEvent[] => {
  const steps = auditSteps(plan, execution, context)
  const about = contextOf(context, plan)
  if (execution.status !== 'completed') return Object.freeze([...steps, auditFailure(failureOf(execution), about)])
  if (plan.purpose === 'refuse') return steps
  return Object.freeze([...steps, auditCompletion('every step of the plan is done', about)])
}
