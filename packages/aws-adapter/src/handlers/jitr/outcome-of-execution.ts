import type { AcceptDecision, Execution, RejectDecision, StepFailure, UndecidedDecision } from '@thingplan/core'
import type { CallFailure } from '../../driver/attempt.js'
import { moreTime } from '../../invocation/deadline.js'
import type { Complaint, FailedOutcome, FailedReason, JitrOutcome, UndecidedOutcome } from './jitr-outcome.js'

type Decided = AcceptDecision | RejectDecision

const subject = ({
  certificateId,
  registration,
}: Decided | UndecidedDecision): Pick<JitrOutcome, 'certificateId' | 'registration'> => ({
  certificateId,
  registration,
})

/** What a person reads first of a decision that does not accept. */
export const firstRefusal = ({ findings }: Decided | UndecidedDecision): string =>
  findings.find(({ ok }) => !ok)?.message ?? 'the registration does not say why'

export const outcomeOfQuestions = (decision: UndecidedDecision): UndecidedOutcome => ({
  kind: 'undecided',
  ...subject(decision),
  message: firstRefusal(decision),
  decision,
})

const complaintOf = (reason: FailedReason, failure: StepFailure | undefined): Complaint => {
  const remedy = reason === 'deadline' ? moreTime : 'look at `execution.steps`'
  if (failure === undefined) return { code: reason, remedy }
  return { code: failure.code, field: failure.field, remedy: failure.remedy ?? remedy }
}

const failed = (decision: Decided, execution: Execution): FailedOutcome => {
  const failure = execution.steps.find((step) => step.failure !== undefined)?.failure
  const isAborted = execution.status === 'aborted'
  const reason: FailedReason = isAborted ? 'deadline' : 'execution-failed'
  const fallback = isAborted ? 'the invocation ended before the plan was carried out' : 'a step was not done'
  return {
    kind: 'failed',
    reason,
    ...subject(decision),
    message: failure?.message ?? fallback,
    retryable: execution.retryable,
    ...(isAborted ? { begun: true } : {}),
    ...complaintOf(reason, failure),
    decision,
    execution,
  }
}

export const outcomeOfExecution = (decision: Decided, execution: Execution): JitrOutcome => {
  if (execution.status !== 'completed') return failed(decision, execution)
  return decision.verdict === 'accept'
    ? { kind: 'registered', ...subject(decision), message: 'the device is registered', decision, execution }
    : {
        kind: 'refused',
        reason: 'rejected',
        ...subject(decision),
        message: firstRefusal(decision),
        decision,
        execution,
      }
}

/** The outcome where AWS could not say whose certificate it is that owns the thing. */
export const outcomeOfUnknownOwner = (
  decision: Decided,
  execution: Execution,
  { name, kind, code, remedy }: CallFailure,
): FailedOutcome => ({
  kind: 'failed',
  reason: 'describe-failed',
  ...subject(decision),
  message: `describing the certificate that owns the thing failed with ${name}`,
  retryable: kind === 'retry',
  code,
  remedy,
  decision,
  execution,
})
