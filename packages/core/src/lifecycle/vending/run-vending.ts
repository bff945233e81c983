import type { AttemptRecord } from '../device-store/attempt-record.js'
import type { DeviceRecord } from '../device-store/device-record.js'
import type { DeviceStore } from '../device-store/device-store.js'
import { countRefusal } from './count-refusal.js'
import { decideVending } from './decide-vending.js'
import type { Vending } from './define-vending.js'
import type { AdmissionOutcome } from './run-admission.js'
import type {
  AnswerVending,
  RefuseVending,
  SettledVending,
  VendingDecision,
  VendingEffect,
} from './vending-decision.js'
import type { VendingFacts } from './vending-facts.js'
import type { VendingMessage } from './vending-message.js'
import { refuse } from './vending-scene.js'

/** What came of an effect: facts for the next decision. `{}` after a plan that was completed is completed by the loop. */
export type EffectOutcome = Partial<Pick<VendingFacts, 'found' | 'issued' | 'answers' | 'failed'>>

/** What vending needs of the world. */
export interface VendingWorld {
  readonly store: DeviceStore
  now(): Date
  /** Carries out an effect. A rejection ends the run as it is: nothing is lost, the record says where to go on. */
  perform(effect: VendingEffect): Promise<EffectOutcome>
  /** Told of every decision, for audit records. */
  observe?(decision: VendingDecision, record: DeviceRecord | undefined): void
}

/** Facts that stay the same during a run. */
export interface VendingRunFacts extends Pick<VendingFacts, 'holder' | 'ownsDevice' | 'sealingKeySigned'> {
  /** What `runAdmission` has read a moment ago, so that it is not read again before something has changed. Default: nothing. */
  readonly admission?: Pick<Extract<AdmissionOutcome, { readonly verdict: 'admit' }>, 'record' | 'attempts'>
}

export type VendingOutcome = AnswerVending | RefuseVending | SettledVending

/** Far more than a request takes: three writes and effects of each kind, and a conflict with each. */
const mostSteps = 64

/**
 * Vends a certificate, notes a sighting, or does what is due: decides, writes, carries out the effect, and decides anew, until
 * there is an answer.
 *
 * Everything happens through `world`: run it again after a crash at any point, or twice at once, and the device has one
 * certificate.
 *
 * @param facts - `holder` is new random text for each run
 * @throws {LifecycleError} `request-malformed`, `facts-malformed`; and whatever the world rejects with
 * @example
 * ```ts
 * import { defineVending, runVending } from '@thingplan/core/lifecycle'
 * import { createMemoryDeviceStore } from '@thingplan/core/testing'
 *
 * const vending = defineVending({ account: { id: '123456789012', region: 'eu-central-1' }, registration: 'just-in-time', issuer: 'own-ca' })
 * const world = { store: createMemoryDeviceStore(), now: () => new Date(0), perform: async () => ({}) }
 * const outcome = await runVending(vending, { kind: 'due', serialNumber: 'SN-1' }, world, { holder: 'invocation-0000001' })
 * outcome.verdict // => 'settled'
 * ```
 */
export const runVending = async (
  vending: Vending,
  message: VendingMessage,
  world: VendingWorld,
  { admission, ...facts }: VendingRunFacts,
): Promise<VendingOutcome> => {
  const { store } = world
  const { serialNumber } = message
  const readAttempts = async (): Promise<AttemptRecord | undefined> =>
    message.kind === 'vend' ? store.readAttempts(message.source) : undefined
  const attempts = admission === undefined ? await readAttempts() : admission.attempts
  let record = admission === undefined ? await store.read(serialNumber) : admission.record
  let known: Omit<VendingFacts, 'now'> = { ...facts, attempts }
  for (let step = 0; step < mostSteps; step += 1) {
    const current = { ...known, now: world.now() }
    const decision = decideVending(vending, message, record, current)
    world.observe?.(decision, record)
    if (decision.verdict === 'refuse') {
      const decidedOn = record
      await countRefusal(store, decision, (counted) =>
        decideVending(vending, message, decidedOn, { ...current, attempts: counted }),
      )
    }
    if (decision.verdict !== 'proceed') return decision
    const { write, effect } = decision
    if (write !== undefined) {
      if ((await store.write(write)) === 'conflict') {
        record = await store.read(serialNumber)
        continue
      }
      record = write.record
    }
    if (effect === undefined) continue
    const outcome = await world.perform(effect)
    const { failed } = outcome
    const completed = failed === undefined ? [...(known.completed ?? []), effect.id] : known.completed
    known = { ...known, ...outcome, failed, completed }
  }
  return refuse('unavailable')
}
