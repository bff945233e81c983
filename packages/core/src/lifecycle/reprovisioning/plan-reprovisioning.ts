import { createPlan } from '../../plan/create-plan.js'
import { addToThingGroup } from '../../plan/step/add-to-thing-group.js'
import { attachPolicy } from '../../plan/step/attach-policy.js'
import { attachThing } from '../../plan/step/attach-thing.js'
import { atOnce } from '../../plan/step/base-step.js'
import { detachPolicy } from '../../plan/step/detach-policy.js'
import { detachThing } from '../../plan/step/detach-thing.js'
import { removeFromThingGroup } from '../../plan/step/remove-from-thing-group.js'
import { pendingActivation, setCertificateStatus } from '../../plan/step/set-certificate-status.js'
import { setThingOwner } from '../../plan/step/set-thing-owner.js'
import type { Step } from '../../plan/step/step.js'
import { updateThing } from '../../plan/step/update-thing.js'
import { checkReprovisioningFacts, checkReprovisioningOptions, stamp } from './check-reprovisioning.js'
import {
  type Reprovisioning,
  type ReprovisioningRefusal,
  type ReprovisioningRequest,
  refuseReprovisioning,
} from './reprovisioning.js'

const judge = (request: ReprovisioningRequest): ReprovisioningRefusal | undefined => {
  const { policy, from, to, changes = {}, joins = [], leaves = [] } = request
  if (policy === 'refuse') return 'policy-refuses'
  if (from.certificateId === to.certificateId) return 'certificate-same'
  if (from.tombstoned === true) return 'device-removed'
  if (!(from.notBefore < to.notBefore)) return 'certificate-older'
  if (to.status !== 'PENDING_ACTIVATION') return 'certificate-decided'
  const changesThing = Object.keys(changes).length + joins.length + leaves.length > 0
  return policy === 'rotate' && changesThing ? 'changes-not-wanted' : undefined
}

/** What the thing loses and gets; after a reset nothing of the old is left. */
const changesOf = ({ policy, thing, changes = {}, joins = [], leaves = [] }: ReprovisioningRequest) => {
  if (policy !== 'reset') return { attributes: changes, joins, leaves }
  const gone = Object.keys(thing.attributes).filter((name) => name !== stamp)
  return {
    attributes: { ...Object.fromEntries(gone.map((name) => [name, ''])), ...changes },
    joins,
    leaves: thing.thingGroups.filter((group) => !joins.includes(group)),
  }
}

const idsOf = (steps: readonly Step[]): string[] => steps.map(({ id }) => id)

const stepsOf = (request: ReprovisioningRequest): readonly Step[] => {
  const { thing, from, to, ownership = 'stamp', principal = 'shared', retire = 'REVOKED' } = request
  const { thingName } = thing
  const { certificateId } = to
  const { attributes, joins, leaves } = changesOf(request)
  const policies = to.policies.map((policyName) => attachPolicy({ policyName, certificateId, after: atOnce }))
  const isOut = from.status === 'REVOKED' || from.status === retire
  const retired = isOut
    ? []
    : [
        setCertificateStatus({
          certificateId: from.certificateId,
          status: retire,
          expects: [from.status],
          after: idsOf(policies),
        }),
      ]
  const afterRetirement = idsOf(retired.length > 0 ? retired : policies)
  const taken = from.policies.map((policyName) =>
    detachPolicy({ policyName, certificateId: from.certificateId, after: afterRetirement }),
  )
  const detach = (after: readonly string[]): Step =>
    detachThing({ thingName, certificateId: from.certificateId, after })
  // Where attachments show the owner, the thing must never be without one.
  const detachedFirst = ownership === 'stamp' ? [detach(afterRetirement)] : []
  const attachedEarly =
    ownership === 'principals' ? [attachThing({ thingName, certificateId, principal, after: afterRetirement })] : []
  const owned = setThingOwner({
    thingName,
    from: from.certificateId,
    to: certificateId,
    ownership,
    after: idsOf([
      ...detachedFirst,
      ...attachedEarly,
      ...(detachedFirst.length + attachedEarly.length > 0 ? [] : retired),
    ]),
  })
  const after = [owned.id]
  const attached =
    ownership === 'stamp' ? [attachThing({ thingName, certificateId, principal, after })] : [detach(after)]
  const changed =
    Object.keys(attributes).length === 0 ? [] : [updateThing({ thingName, attributes: { ...attributes }, after })]
  const groups = [
    ...leaves.map((thingGroupName) => removeFromThingGroup({ thingName, thingGroupName, after })),
    ...joins.map((thingGroupName) => addToThingGroup({ thingName, thingGroupName, after })),
  ]
  const before = [
    ...policies,
    ...retired,
    ...taken,
    ...detachedFirst,
    ...attachedEarly,
    owned,
    ...attached,
    ...changed,
    ...groups,
  ]
  const activation = setCertificateStatus({
    certificateId,
    status: 'ACTIVE',
    expects: pendingActivation,
    after: idsOf(before),
  })
  return [...before, activation]
}

/**
 * Plans what happens to the identity of a device that comes with a new certificate, after a factory reset, a repair or a sale.
 *
 * The old certificate is retired before the thing passes on, and the new one becomes ACTIVE last. A device that still works
 * is rotated instead (`decideRotation`), which proves the new certificate before the old one goes.
 *
 * @returns a plan, or the reason why there is none
 * @throws {LifecycleError} `lifecycle-option`; `facts-malformed` for a thing that is stamped with neither of the two certificates, and
 *   for an owner that is being transferred
 * @example
 * ```ts
 * import { planReprovisioning } from '@thingplan/core/lifecycle'
 *
 * const old = { certificateId: 'ab'.repeat(32), status: 'ACTIVE', notBefore: new Date(0), policies: ['sensor'] } as const
 * const planned = planReprovisioning({
 *   name: 'sensors',
 *   account: { id: '123456789012', region: 'eu-central-1' },
 *   policy: 'refuse',
 *   thing: { thingName: 'sensor-1', attributes: {}, thingGroups: [] },
 *   from: old,
 *   to: { ...old, certificateId: 'cd'.repeat(32), status: 'PENDING_ACTIVATION', notBefore: new Date(1) },
 * })
 * planned.verdict // => 'refuse'
 * ```
 */
export const planReprovisioning = (request: ReprovisioningRequest): Reprovisioning => {
  checkReprovisioningOptions(request)
  const { name, account, to } = request
  const code = judge(request)
  if (code !== undefined) return refuseReprovisioning(code)
  checkReprovisioningFacts(request)
  const { certificateId } = to
  const steps = stepsOf(request)
  const plan = createPlan({ registration: name, purpose: 'register', account, certificateId, steps })
  return Object.freeze({ verdict: 'plan', plan })
}
