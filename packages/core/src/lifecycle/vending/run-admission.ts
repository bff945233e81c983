import type { AttemptRecord } from '../device-store/attempt-record.js'
import type { DeviceStore } from '../device-store/device-store.js'
import { countRefusal } from './count-refusal.js'
import type { Vending } from './define-vending.js'
import { type AdmitVending, judgeAdmission } from './judge-admission.js'
import type { RefuseVending } from './vending-decision.js'
import type { VendingFacts } from './vending-facts.js'
import type { VendingAsker } from './vending-message.js'

/** What an admission needs of the world. */
export interface AdmissionWorld {
  readonly store: Pick<DeviceStore, 'read' | 'readAttempts' | 'writeAttempts'>
  now(): Date
}

/** An admission, with what was read of the source for it. */
export type AdmissionOutcome = (AdmitVending & { readonly attempts: AttemptRecord | undefined }) | RefuseVending

/**
 * Judges who asks by what the store holds, and counts a wrong credential. A device that does not exist goes the way of a wrong token,
 * through the same reads and the same write.
 *
 * @throws {LifecycleError} `request-malformed`, `facts-malformed`; and whatever the store rejects with
 * @example
 * ```ts
 * import { defineVending, enrolDevice, runAdmission } from '@thingplan/core/lifecycle'
 * import { createMemoryDeviceStore } from '@thingplan/core/testing'
 *
 * const vending = defineVending({ account: { id: '123456789012', region: 'eu-central-1' }, registration: 'just-in-time', issuer: 'own-ca' })
 * const store = createMemoryDeviceStore()
 * await store.write(enrolDevice('SN-1'))
 * const asker = { serialNumber: 'SN-1', credential: { kind: 'owner', owner: 'ada' }, source: '192.0.2.1' } as const
 * const admission = await runAdmission(vending, asker, { store, now: () => new Date(0) }, { ownsDevice: true })
 * admission.verdict // => 'admit'
 * ```
 */
export const runAdmission = async (
  vending: Vending,
  asker: VendingAsker,
  { store, now }: AdmissionWorld,
  { ownsDevice }: Pick<VendingFacts, 'ownsDevice'> = {},
): Promise<AdmissionOutcome> => {
  const [record, known] = await Promise.all([store.read(asker.serialNumber), store.readAttempts(asker.source)])
  const judge = (attempts: AttemptRecord | undefined) =>
    judgeAdmission(vending, asker, record, { now: now(), ownsDevice, attempts })
  const admission = judge(known)
  if (admission.verdict === 'admit') return Object.freeze({ ...admission, attempts: known })
  await countRefusal(store, admission, judge)
  return admission
}
