import { createPlan } from '../../plan/create-plan.js'
import type { Plan } from '../../plan/plan.js'
import { detachPolicy } from '../../plan/step/detach-policy.js'
import { detachThing } from '../../plan/step/detach-thing.js'
import { registerCertificate } from '../../plan/step/register-certificate.js'
import { type CertificateStatus, setCertificateStatus } from '../../plan/step/set-certificate-status.js'
import { setThingOwner } from '../../plan/step/set-thing-owner.js'
import type { Step } from '../../plan/step/step.js'
import type { DeviceRecord, RetiringCertificate } from '../device-store/device-record.js'
import type { Vending } from './define-vending.js'

const unrevoked: readonly CertificateStatus[] = /* @__PURE__ */ Object.freeze([
  'ACTIVE',
  'INACTIVE',
  'PENDING_ACTIVATION',
  'REGISTER_INACTIVE',
])

/**
 * Plans the end of a certificate.
 *
 * One that is replaced gives the thing to its successor first. Both become REVOKED, not INACTIVE: a worker that was asleep and is
 * late with its activation then finds a status that no activation expects. Neither is deleted: its CA might register it again.
 */
export const planRetirement = (
  { account, registration }: Vending,
  { thing, current }: DeviceRecord,
  { certificateId, reason, certificatePem, caCertificatePem }: RetiringCertificate,
): Plan => {
  const steps: Step[] = []
  const add = (step: Step): void => {
    steps.push(step)
  }
  const last = (): string[] => steps.slice(-1).map(({ id }) => id)
  if (certificatePem !== undefined) {
    add(registerCertificate({ certificateId, certificatePem, caCertificatePem, after: [] }))
  }
  const successor = reason === 'replaced' ? current?.certificateId : undefined
  if (thing !== undefined && thing.ownership !== 'off' && successor !== undefined) {
    const { thingName, ownership } = thing
    add(setThingOwner({ thingName, from: certificateId, to: successor, ownership, after: [] }))
  }
  add(setCertificateStatus({ certificateId, status: 'REVOKED', expects: [...unrevoked], after: last() }))
  const detaching = last()
  for (const policyName of thing?.policyNames ?? []) add(detachPolicy({ policyName, certificateId, after: detaching }))
  if (thing !== undefined) add(detachThing({ thingName: thing.thingName, certificateId, after: detaching }))
  return createPlan({
    registration: registration?.name ?? 'vending',
    purpose: successor === undefined ? 'refuse' : 'register',
    account,
    certificateId: successor ?? certificateId,
    steps,
  })
}
