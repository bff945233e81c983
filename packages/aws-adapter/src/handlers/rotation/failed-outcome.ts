import type { Execution } from '@thingplan/core'
import type { RotationVerdict } from '@thingplan/core/lifecycle'
import { moreTime } from '../../invocation/deadline.js'
import type { FailedRotation, RotationHandlerOutcome } from './rotation-outcome.js'
import { StageError } from './stage-error.js'

/** What every outcome of one message says. */
export type Particulars = Pick<RotationHandlerOutcome, 'device' | 'principal' | 'decisions'>

export const tooLate = (about: Particulars): FailedRotation => ({
  kind: 'failed',
  reason: 'deadline',
  ...about,
  message: 'the invocation ended before the rotation was carried on',
  retryable: true,
  code: 'deadline',
  remedy: moreTime,
})

export const failedWith = (error: unknown, about: Particulars): FailedRotation => {
  const stage = error instanceof StageError ? error : new StageError('unexpected', error)
  const { reason, retryable, message, complaint } = stage
  return { kind: 'failed', reason, ...about, message, retryable, ...complaint }
}

/** A plan was not carried out to its end. The next decision is made on what is there then, so that a changed status is no end. */
export const stoppedAt = (execution: Execution, about: Particulars): FailedRotation => {
  if (execution.status === 'aborted') return { ...tooLate(about), execution }
  const failure = execution.steps.find((step) => step.failure !== undefined)?.failure
  const remedy = 'look at `execution.steps`'
  return {
    kind: 'failed',
    reason: 'execution-failed',
    ...about,
    message: failure?.message ?? 'a step was not done',
    retryable: execution.retryable || failure?.code === 'certificate-state-changed',
    code: failure?.code ?? 'execution-failed',
    field: failure?.field,
    remedy: failure?.remedy ?? remedy,
    execution,
  }
}

/** Whoever comes back later finds the certificate, or takes over. */
export const underWay = ({ code, message }: RotationVerdict, about: Particulars): FailedRotation => ({
  kind: 'failed',
  reason: 'issue-under-way',
  ...about,
  message,
  retryable: true,
  code,
  remedy: 'deliver the message again, later',
})

/** The issuer has made another certificate than was asked for; asked again, it would do so again. */
export const unfitCertificate = (
  decision: RotationVerdict,
  certificateId: string,
  about: Particulars,
): FailedRotation => ({
  kind: 'failed',
  reason: 'issue-failed',
  ...about,
  message: decision.message,
  retryable: false,
  code: decision.code,
  field: 'certificateId',
  value: certificateId,
  remedy: 'have the issuer make what it is asked for; the certificate is used for nothing, and can be deleted',
})
