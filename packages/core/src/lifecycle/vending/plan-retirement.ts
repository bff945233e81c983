import { createPlan } from '../../plan/create-plan.js'
import type { Plan } from '../../plan/plan.js'
import { detachPolicy } from '../../plan/step/detach-policy.js'
import { detachThing } from '../../plan/step/detach-thing.js'
import { registerCertificate } from '../../plan/step/register-certificate.js'
import { type CertificateStatus, setCertificateStatus } from '../../plan/step/set-certificate-status.js'
import { setThingOwner } from '../../plan/step/set-thing-owner.js'
import type { Step } from '../../plan/step/step.js'
import { updateThing } from '../../plan/step/update-thing.js'
import type { DeviceRecord, DeviceThing, RetiringCertificate } from '../device-store/device-record.js'
import type { Vending } from './define-vending.js'

const unrevoked: readonly CertificateStatus[] = /* @__PURE__ */ Object.freeze([
  'ACTIVE',
  'INACTIVE',
  'PENDING_ACTIVATION',
  'REGISTER_INACTIVE',
])

/** Whether a certificate is given up that nothing came before, and that was never ready: what it has of its thing is half made. */
export const isHalfMade = ({ current }: DeviceRecord, { reason }: RetiringCertificate): boolean =>
  reason === 'superseded' && current === undefined

/** Takes the thing away from its owner, provided that it is the owner: nobody's, it can be the next certificate's. */
const disown = ({ thingName, ownership }: DeviceThing, certificateId: string, after: readonly string[]): Step[] => {
  if (ownership === 'off') return []
  // From an owner to itself nothing changes; anybody else's thing is refused.
  const owned = setThingOwner({ thingName, from: certificateId, to: certificateId, ownership, after })
  if (ownership === 'principals') return [owned]
  return [owned, updateThing({ thingName, attributes: { certificateId: '' }, after: [owned.id] })]
}

/**
 * Plans the end of a certificate.
 *
 * One that is replaced gives the thing to its successor first. Both become REVOKED, not INACTIVE: a worker that was asleep and is
 * late with its activation then finds a status that no activation expects. Neither is deleted: its CA might register it again.
 *
 * @param extent - `certificate-alone`: whose the thing is neither matters nor changes
 */
export const planRetirement = (
  { account, registration }: Vending,
  record: DeviceRecord,
  retiring: RetiringCertificate,
  extent: 'with-thing' | 'certificate-alone',
): Plan => {
  const { thing, current } = record
  const { certificateId, reason, certificatePem, caCertificatePem } = retiring
  const steps: Step[] = []
  const add = (step: Step): void => {
    steps.push(step)
  }
  const last = (): string[] => steps.slice(-1).map(({ id }) => id)
  if (certificatePem !== undefined) {
    add(registerCertificate({ certificateId, certificatePem, caCertificatePem, after: [] }))
  }
  const successor = reason === 'replaced' ? current?.certificateId : undefined
  const owned = extent === 'with-thing' ? thing : undefined
  if (owned !== undefined && owned.ownership !== 'off' && successor !== undefined) {
    const { thingName, ownership } = owned
    add(setThingOwner({ thingName, from: certificateId, to: successor, ownership, after: [] }))
  }
  add(setCertificateStatus({ certificateId, status: 'REVOKED', expects: [...unrevoked], after: last() }))
  const detaching = last()
  for (const policyName of thing?.policyNames ?? []) add(detachPolicy({ policyName, certificateId, after: detaching }))
  const disowning = owned !== undefined && isHalfMade(record, retiring) ? disown(owned, certificateId, detaching) : []
  steps.push(...disowning)
  if (thing !== undefined) {
    const after = disowning.length > 0 ? last() : detaching
    add(detachThing({ thingName: thing.thingName, certificateId, after }))
  }
  return createPlan({
    registration: registration?.name ?? 'vending',
    purpose: successor === undefined ? 'refuse' : 'register',
    account,
    certificateId: successor ?? certificateId,
    steps,
  })
}
