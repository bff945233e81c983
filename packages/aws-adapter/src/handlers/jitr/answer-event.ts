import { isThingplanError, type RegistrationEvent } from '@thingplan/core'
import { errorName } from '../../error/error-name.js'
import { within } from '../../sources/within.js'
import type { ClaimStore } from '../../stores/claim-store.js'
import type { Deadline } from './deadline.js'
import type { FailedOutcome, JitrOutcome } from './jitr-outcome.js'
import type { JitrWorld } from './jitr-world.js'
import type { RecentOutcomes, SharedOutcome } from './recent-outcomes.js'
import { registerDevice } from './register-device.js'
import { withClaim } from './with-claim.js'

export interface Desk {
  readonly world: JitrWorld
  readonly claims: ClaimStore | undefined
  readonly recent: RecentOutcomes | undefined
}

const tooLate = (certificateId: string): FailedOutcome => ({
  kind: 'failed',
  reason: 'deadline',
  certificateId,
  message: 'the invocation ended before the registration',
  retryable: true,
  remedy: 'give the function more time, or the batch fewer messages',
})

/** Our own errors stay what they are however often an event is delivered; nobody knows that of foreign ones. */
export const outcomeOfError = (error: unknown): FailedOutcome => {
  const base = { kind: 'failed', reason: 'unexpected' } as const
  if (!isThingplanError(error)) return { ...base, message: `failed with ${errorName(error)}`, retryable: true }
  const { message, remedy } = error
  return { ...base, message, retryable: false, ...(remedy === undefined ? {} : { remedy }) }
}

/** Registers the device, but no longer than the invocation lasts; what is under way then converges at the next delivery. */
const registerInTime = async (event: RegistrationEvent, deadline: Deadline, world: JitrWorld): Promise<JitrOutcome> => {
  const { certificateId } = event
  const register = (): Promise<JitrOutcome> => registerDevice(event, deadline.signal, world)
  const remaining = deadline.remainingMs()
  try {
    if (remaining === undefined) return await register()
    const registered = await within(remaining, register)
    if (registered.kind === 'timeout') return tooLate(certificateId)
    if (registered.kind === 'value') return registered.value
    return { ...outcomeOfError(registered.error), certificateId }
  } catch (error) {
    return { ...outcomeOfError(error), certificateId }
  }
}

/** One event, one outcome; never throws. */
export const answerEvent = async (
  event: RegistrationEvent,
  deadline: Deadline,
  { world, claims, recent }: Desk,
): Promise<SharedOutcome> => {
  const { certificateId, caCertificateId, awsAccountId } = event
  if (deadline.signal.aborted) return { outcome: tooLate(certificateId), duplicate: false }
  const work = (): Promise<JitrOutcome> =>
    withClaim(certificateId, claims, { deadline, timeoutMs: world.sourceTimeoutMs }, () =>
      registerInTime(event, deadline, world),
    )
  if (recent === undefined) return { outcome: await work(), duplicate: false }
  // An event that tells another CA or account is another event: a forged one must not answer for the true one.
  return recent.share(`${certificateId} ${caCertificateId} ${awsAccountId}`, work)
}
