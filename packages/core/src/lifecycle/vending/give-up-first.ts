import { createPlan } from '../../plan/create-plan.js'
import { detachPolicy } from '../../plan/step/detach-policy.js'
import { detachThing } from '../../plan/step/detach-thing.js'
import { setThingOwner } from '../../plan/step/set-thing-owner.js'
import type { Step } from '../../plan/step/step.js'
import type { DeviceThing, IssuedCertificate } from '../device-store/device-record.js'
import { halfMadeThing } from './half-made-thing.js'
import type { ProceedVending, RefuseVending } from './vending-decision.js'
import { proceed, refuse, type VendingScene } from './vending-scene.js'

/** What looking for the owner fails with where there is no such thing, or it is not the certificate's. */
const isNotOwned = (code: string): boolean => code === 'prerequisite-missing' || code === 'thing-owned-by-another'

/** Looks whether the thing is the certificate's; where it is anybody's, there is nothing to look for, and it is detached already. */
const steps = ({ thingName, ownership, policyNames }: DeviceThing, certificateId: string): readonly Step[] =>
  ownership === 'off'
    ? [
        ...policyNames.map((policyName) => detachPolicy({ policyName, certificateId, after: [] })),
        detachThing({ thingName, certificateId, after: [] }),
      ]
    : // From an owner to itself nothing changes.
      [setThingOwner({ thingName, from: certificateId, to: certificateId, ownership, after: [] })]

/**
 * Gives up a certificate that is refused, the first of its device. A thing may have been begun for it: where that is its own, the record
 * names it before anything is taken away, so that the next certificate may have it whenever the process goes down.
 *
 * @param goOn - given the thing that is the device's, if any
 */
export const giveUpFirst = (
  scene: VendingScene,
  next: IssuedCertificate,
  goOn: (thing: DeviceThing | undefined) => ProceedVending,
): ProceedVending | RefuseVending => {
  const { vending, record, facts } = scene
  const { failed } = facts
  const { certificateId } = next
  const thing = halfMadeThing(scene, next)
  if (thing === undefined) return goOn(record.thing)
  const id = `look:${certificateId}`
  if (facts.completed?.includes(id)) return goOn(thing.ownership === 'off' ? record.thing : thing)
  if (failed?.id === id) return isNotOwned(failed.code) ? goOn(record.thing) : refuse('unavailable')
  const plan = createPlan({
    registration: vending.registration?.(record.serialNumber).name ?? 'vending',
    purpose: 'refuse',
    account: vending.account,
    certificateId,
    steps: steps(thing, certificateId),
  })
  return proceed(scene, 'give-up', { effect: { effect: 'execute', id, plan } })
}
