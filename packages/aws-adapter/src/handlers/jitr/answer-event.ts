import { isThingplanError, type RegistrationEvent } from '@thingplan/core'
import { errorName } from '../../error/error-name.js'
import type { Deadline } from '../../invocation/deadline.js'
import { moreTime } from '../../invocation/deadline.js'
import { within } from '../../sources/within.js'
import type { ClaimStore } from '../../stores/claim-store.js'
import type { FailedOutcome, FailedReason, JitrOutcome } from './jitr-outcome.js'
import type { JitrWorld } from './jitr-world.js'
import type { RecentOutcomes, SharedOutcome } from './recent-outcomes.js'
import { registerDevice } from './register-device.js'
import { withClaim } from './with-claim.js'

export interface Desk {
  readonly world: JitrWorld
  readonly claims: ClaimStore | undefined
  readonly recent: RecentOutcomes | undefined
}

/** No time was left, before the work or in it. */
export const tooLate = (certificateId: string, begun: boolean): FailedOutcome => ({
  kind: 'failed',
  reason: 'deadline',
  certificateId,
  begun,
  message: begun
    ? 'the registration took longer than its share of the invocation'
    : 'the invocation ended before the registration was begun',
  retryable: true,
  code: 'deadline',
  field: 'certificateId',
  value: certificateId,
  remedy: moreTime,
})

/** Our own errors stay what they are however often an event is delivered; nobody knows that of foreign ones. */
export const outcomeOfError = (error: unknown, reason: FailedReason = 'unexpected'): FailedOutcome => {
  const isOurs = isThingplanError(error)
  const base = { kind: 'failed', reason, retryable: !isOurs } as const
  const remedy = 'look at what the client, the driver or the other options of the handler throw'
  if (!isOurs) return { ...base, message: `failed with ${errorName(error)}`, code: reason, remedy }
  const { code, message, field, value } = error
  return { ...base, message, code, field, value, remedy: error.remedy ?? remedy }
}

/**
 * The outcome of the work, waited for no longer than the invocation lasts; what is under way then converges at the next delivery.
 * Never throws.
 */
const inTime = async (
  certificateId: string,
  deadline: Deadline,
  work: () => Promise<JitrOutcome>,
): Promise<JitrOutcome> => {
  const remaining = deadline.remainingMs() ?? Number.POSITIVE_INFINITY
  if (remaining <= 0) return tooLate(certificateId, false)
  const done = await within(remaining, work)
  if (done.kind === 'value') return done.value
  return done.kind === 'timeout' ? tooLate(certificateId, true) : { ...outcomeOfError(done.error), certificateId }
}

/** One event, one outcome, which nobody can change: it may answer for other events too. Never throws. */
export const answerEvent = async (
  event: RegistrationEvent,
  deadline: Deadline,
  { world, claims, recent }: Desk,
): Promise<SharedOutcome> => {
  const { certificateId, caCertificateId, awsAccountId } = event
  if (deadline.signal.aborted) return { outcome: Object.freeze(tooLate(certificateId, false)), duplicate: false }
  const register = (): Promise<JitrOutcome> =>
    inTime(certificateId, deadline, () => registerDevice(event, deadline.signal, world))
  const work = async (): Promise<JitrOutcome> =>
    Object.freeze(await withClaim(event, claims, { deadline, timeoutMs: world.sourceTimeoutMs }, register))
  if (recent === undefined) return { outcome: await work(), duplicate: false }
  // An event that tells another CA or account is another event: a forged one must not answer for the true one.
  return recent.share(`${certificateId} ${caCertificateId} ${awsAccountId}`, work, async (working) =>
    // Another invocation may have more time than this one.
    Object.freeze(await inTime(certificateId, deadline, () => working)),
  )
}
