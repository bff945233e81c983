import type { DeviceRecord } from '../device-store/device-record.js'
import { checkMessage } from './check-message.js'
import { decideClaim } from './decide-claim.js'
import { decideDue, whatIsDue } from './decide-due.js'
import { decideSighting } from './decide-sighting.js'
import type { Vending } from './define-vending.js'
import { admitAsker } from './judge-admission.js'
import { judgeDelivery } from './judge-delivery.js'
import type { VendingDecision } from './vending-decision.js'
import type { VendingFacts } from './vending-facts.js'
import type { VendingMessage, VendingRequest } from './vending-message.js'
import { refuse, settled } from './vending-scene.js'

const decideRequest = (
  vending: Vending,
  request: VendingRequest,
  known: DeviceRecord | undefined,
  facts: VendingFacts,
): VendingDecision => {
  const admission = admitAsker(vending, request, known, facts)
  if (admission.verdict === 'refuse') return admission
  const { record, grant, tokenAliveAt } = admission
  const refusal = judgeDelivery(vending, record, request, facts)
  if (refusal !== undefined) return refuse(refusal)
  const scene = { vending, record, facts, now: facts.now.getTime() }
  return whatIsDue(scene) ?? decideClaim(scene, { request, grant, tokenAliveAt })
}

/**
 * Decides on the next step of vending a certificate: a pure function of the rules, the message, the device's record and the facts.
 *
 * A decision is one small step. `proceed`: write its `write`, carry out its `effect`, and decide anew with the new record
 * and the effect's outcome among the facts; after a conflict, read again and decide anew. `answer` and `refuse` end a request,
 * `settled` ends a sighting. `runVending` is that loop. A crash between any two steps loses nothing: the record
 * says where to go on, and whoever comes when the lease is over does.
 *
 * @param vending - the rules, from `defineVending`
 * @param message - a request, a sighting, or the time
 * @param record - what the store holds; undefined where it holds nothing
 * @param facts - now, the holder of the lease, and what came of the effects so far
 * @throws {LifecycleError} `request-malformed`, `facts-malformed`: mistakes of the caller, not of the device
 * @example
 * ```ts
 * import { decideVending, defineVending, enrolDevice, grantToken, hashKey, writeToken } from '@thingplan/core/lifecycle'
 *
 * const vending = defineVending({ account: { id: '123456789012', region: 'eu-central-1' }, registration: 'just-in-time', issuer: 'own-ca' })
 * const token = writeToken(Uint8Array.from({ length: 16 }, (_, index) => index))
 * const enrolled = enrolDevice('SN-1').record
 * const { record } = grantToken(enrolled, { token, expiresAt: new Date(2_000_000_000_000) })
 * const request = {
 *   kind: 'vend', serialNumber: 'SN-1', credential: { kind: 'token', token }, source: '192.0.2.1',
 *   csr: '-----BEGIN CERTIFICATE REQUEST-----', keyHash: hashKey(new Uint8Array(91)), delivery: 'csr',
 * } as const
 * const decision = decideVending(vending, request, record, { now: new Date(1_900_000_000_000), holder: 'invocation-0000001' })
 * decision.transition // => 'claim'
 * ```
 */
export const decideVending = (
  vending: Vending,
  message: VendingMessage,
  record: DeviceRecord | undefined,
  facts: VendingFacts,
): VendingDecision => {
  checkMessage(message, record, facts)
  if (message.kind === 'vend') return decideRequest(vending, message, record, facts)
  if (record === undefined || record.standing !== 'enrolled') return settled
  const scene = { vending, record, facts, now: facts.now.getTime() }
  return message.kind === 'seen' ? decideSighting(scene, message.certificateId) : decideDue(scene)
}
