import type { RegistrationEvent } from '@thingplan/core'
import type { Deadline } from '../../invocation/deadline.js'
import { within } from '../../sources/within.js'
import type { Claim, ClaimStore } from '../../stores/claim-store.js'
import { isLasting, type JitrOutcome } from './jitr-outcome.js'
import { refuseAgain } from './refuse-unjudged.js'

const settledBefore = (certificateId: string, claim: Extract<Claim, { state: 'settled' }>): JitrOutcome =>
  claim.outcome === 'refused'
    ? refuseAgain(certificateId)
    : { kind: 'already-active', certificateId, message: 'another worker has registered the device', remembered: true }

const heldByAnother = (certificateId: string): JitrOutcome => ({
  kind: 'failed',
  reason: 'claim-held',
  certificateId,
  message: 'another worker is at the certificate',
  retryable: true,
  code: 'claim-held',
  field: 'certificateId',
  value: certificateId,
  remedy: 'nothing; the event is delivered again',
})

const settledKinds: readonly unknown[] = ['registered', 'already-active', 'refused']

/** A store is foreign code: a claim that is none counts as no answer. */
const checkClaim = (claim: Claim): Claim | undefined => {
  switch (claim?.state) {
    case 'held':
      return claim
    case 'settled':
      return settledKinds.includes(claim.outcome) ? claim : undefined
    case 'claimed':
      return typeof claim.token === 'string' ? claim : undefined
    default:
      return undefined
  }
}

/**
 * Does the work under a claim, so that one worker of many does it.
 *
 * Claims save calls and guard nothing, therefore a store that fails or does not answer is done without: the device is
 * registered all the same. The worker that holds the claim can still fail, so that `held` is no outcome to be content with.
 */
export const withClaim = async (
  { certificateId, timestamp }: Pick<RegistrationEvent, 'certificateId' | 'timestamp'>,
  claims: ClaimStore | undefined,
  { deadline, timeoutMs }: { readonly deadline: Deadline; readonly timeoutMs: number },
  work: () => Promise<JitrOutcome>,
): Promise<JitrOutcome> => {
  if (claims === undefined) return work()
  const claimed = await within(deadline.before(timeoutMs), () => claims.claim(certificateId, timestamp))
  const claim = claimed.kind === 'value' ? checkClaim(claimed.value) : undefined
  if (claim === undefined) return work()
  if (claim.state === 'held') return heldByAnother(certificateId)
  if (claim.state === 'settled') return settledBefore(certificateId, claim)
  const outcome = await work()
  await within(deadline.after(timeoutMs), () =>
    isLasting(outcome)
      ? claims.settle(certificateId, claim.token, outcome.kind)
      : claims.release(certificateId, claim.token),
  )
  return outcome
}
