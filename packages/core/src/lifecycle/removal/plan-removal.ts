import { createPlan } from '../../plan/create-plan.js'
import { freezeDeeply } from '../../plan/freeze-deeply.js'
import { addToThingGroup } from '../../plan/step/add-to-thing-group.js'
import { atOnce } from '../../plan/step/base-step.js'
import { deleteCertificate } from '../../plan/step/delete-certificate.js'
import { deletePolicy } from '../../plan/step/delete-policy.js'
import { deleteThing } from '../../plan/step/delete-thing.js'
import { detachPolicy } from '../../plan/step/detach-policy.js'
import { detachThing } from '../../plan/step/detach-thing.js'
import { removeFromThingGroup } from '../../plan/step/remove-from-thing-group.js'
import { type CertificateStatus, setCertificateStatus } from '../../plan/step/set-certificate-status.js'
import type { Step } from '../../plan/step/step.js'
import { checkOptionNames, demand, isSha256 } from '../check-options.js'
import type { Removal, RemovalCertificate, RemovalLeftover, RemovalRequest, RemovalWait } from './removal.js'
import { wouldReturn } from './would-return.js'

const known: readonly (keyof RemovalRequest)[] = [
  'name',
  'account',
  'thingName',
  'certificateId',
  'certificates',
  'thingGroups',
  'otherPrincipals',
  'devicePolicies',
  'variant',
  'retire',
  'quarantineGroup',
]

/** What a certificate may be found as, to become what is wanted; PENDING_TRANSFER is another account's business. */
const alive: readonly CertificateStatus[] = ['ACTIVE', 'INACTIVE', 'PENDING_ACTIVATION', 'REGISTER_INACTIVE']

/** Retired is not raised: REVOKED stays, also where INACTIVE is asked for. */
const retirementOf = ({ certificateId, status }: RemovalCertificate, to: 'INACTIVE' | 'REVOKED'): readonly Step[] => {
  if (status === 'REVOKED' || status === to) return []
  const expects = alive.filter((candidate) => candidate !== to)
  return [setCertificateStatus({ certificateId, status: to, expects, after: atOnce })]
}

const idsOf = (steps: readonly Step[]): readonly string[] => steps.map(({ id }) => id)

const planQuarantine = (request: RemovalRequest, group: string): readonly Step[] => {
  const { thingName, certificates, thingGroups = [] } = request
  const retired = certificates.flatMap((certificate) => retirementOf(certificate, 'INACTIVE'))
  const after = idsOf(retired)
  const joined = addToThingGroup({ thingName, thingGroupName: group, after })
  const left = thingGroups
    .filter((thingGroupName) => thingGroupName !== group)
    .map((thingGroupName) => removeFromThingGroup({ thingName, thingGroupName, after }))
  return [...retired, joined, ...left]
}

interface Taken {
  readonly steps: readonly Step[]
  readonly detachments: readonly Step[]
  readonly policies: readonly Step[]
}

/** AWS's order: not ACTIVE, without policies, without a thing, then deleted (DeleteCertificate). */
const takeCertificate = (
  certificate: RemovalCertificate,
  request: RemovalRequest,
  retire: 'INACTIVE' | 'REVOKED',
): Taken => {
  const { certificateId } = certificate
  const retired = retirementOf(certificate, retire)
  const after = idsOf(retired)
  const policies = certificate.policies.map((policyName) => detachPolicy({ policyName, certificateId, after }))
  const detached = detachThing({ thingName: request.thingName, certificateId, after })
  const deleted = wouldReturn(certificate)
    ? []
    : [deleteCertificate({ certificateId, after: [...after, ...idsOf([...policies, detached])] })]
  return { steps: [...retired, ...policies, detached, ...deleted], detachments: [detached], policies }
}

const planDeparture = (request: RemovalRequest, keepsThing: boolean): readonly Step[] => {
  const { thingName, certificates, thingGroups = [], devicePolicies = [], retire = 'REVOKED' } = request
  const taken = certificates.map((certificate) => takeCertificate(certificate, request, retire))
  const steps: Step[] = taken.flatMap((each) => each.steps)
  const detachments = taken.flatMap((each) => idsOf(each.detachments))
  if (!keepsThing) {
    // The thing is out of use before it leaves its groups, whose policies may deny.
    const left = thingGroups.map((thingGroupName) =>
      removeFromThingGroup({ thingName, thingGroupName, after: detachments }),
    )
    steps.push(...left, deleteThing({ thingName, after: [...detachments, ...idsOf(left)] }))
  }
  const unused = taken.flatMap((each) => each.policies)
  for (const policyName of devicePolicies) {
    const after = idsOf(unused.filter((step) => step.kind === 'detach-policy' && step.policyName === policyName))
    steps.push(deletePolicy({ policyName, after }))
  }
  return steps
}

const waitOf = (step: Step): readonly RemovalWait[] => {
  const awaits = step.after.filter((id) => id.startsWith('detach-'))
  if (awaits.length === 0) return []
  switch (step.kind) {
    case 'delete-certificate':
    case 'delete-thing':
      return [{ stepId: step.id, awaits, upToSeconds: 60, why: 'a certificate leaves a thing within seconds' }]
    case 'delete-policy':
      return [
        {
          stepId: step.id,
          awaits,
          upToSeconds: 300,
          why: 'a policy is deletable up to five minutes after it was detached',
        },
      ]
    default:
      return []
  }
}

const leftoversOf = ({ certificates, thingName, variant = 'delete' }: RemovalRequest): readonly RemovalLeftover[] => [
  ...certificates
    .filter((certificate) => variant === 'quarantine' || wouldReturn(certificate))
    .map(({ certificateId }): RemovalLeftover => {
      const why = variant === 'quarantine' ? 'it is quarantined' : 'it would register itself again if it were unknown'
      return { kind: 'certificate', name: certificateId, why }
    }),
  ...(variant === 'delete' ? [] : [{ kind: 'thing', name: thingName, why: `the removal is \`${variant}\`` } as const]),
]

const checkRequest = (request: RemovalRequest): void => {
  checkOptionNames('planRemoval', request, known)
  const { certificateId, variant = 'delete', retire = 'REVOKED', quarantineGroup, otherPrincipals } = request
  demand(isSha256(certificateId), 'lifecycle-option', 'certificateId', 'the id of a certificate')
  const variants = ['delete', 'keep-thing', 'quarantine']
  demand(variants.includes(variant), 'lifecycle-option', 'variant', `one of ${variants.join(', ')}`)
  demand(['INACTIVE', 'REVOKED'].includes(retire), 'lifecycle-option', 'retire', 'INACTIVE or REVOKED')
  const hasGroup = variant !== 'quarantine' || (typeof quarantineGroup === 'string' && quarantineGroup !== '')
  demand(hasGroup, 'lifecycle-option', 'quarantineGroup', 'the name of a thing group')
  const isAlone = variant !== 'delete' || (otherPrincipals?.length ?? 0) === 0
  demand(isAlone, 'facts-malformed', 'otherPrincipals', 'empty: detach them first, or keep the thing')
  for (const certificate of request.certificates) {
    const isFree = certificate.status !== 'PENDING_TRANSFER'
    demand(isFree, 'facts-malformed', 'certificates', 'free of transfers: cancel, or accept, the transfer first')
  }
}

/**
 * Plans how a device is taken out: its certificates first, in AWS's order, then its groups, the thing, and what was the device's
 * alone.
 *
 * A certificate that would register itself again at its next connection is retired and stays; `leaves` says which. Detachments
 * take AWS a while: `waits` says what the steps that need them have to reckon with.
 *
 * @param request - what is there, and what is to become of it
 * @returns a frozen plan with purpose `remove`, what it leaves, and what it waits for
 * @throws {LifecycleError} `lifecycle-option`; `facts-malformed` for a certificate that is being transferred, and for a thing that is to
 *   be deleted and that more than certificates are attached to
 * @example
 * ```ts
 * import { planRemoval } from '@thingplan/core/lifecycle'
 *
 * const certificateId = 'ab'.repeat(32)
 * const { plan, leaves } = planRemoval({
 *   name: 'sensors',
 *   account: { id: '123456789012', region: 'eu-central-1' },
 *   thingName: 'sensor-1',
 *   certificateId,
 *   certificates: [{ certificateId, status: 'ACTIVE', policies: ['sensor'], caAutoRegisters: true }],
 * })
 * plan.steps.map(({ kind }) => kind) // => ['set-certificate-status', 'detach-policy', 'detach-thing', 'delete-thing']
 * leaves.map(({ kind }) => kind) // => ['certificate']
 * ```
 */
export const planRemoval = (request: RemovalRequest): Removal => {
  checkRequest(request)
  const { name, account, certificateId, variant = 'delete', quarantineGroup = '' } = request
  const steps =
    variant === 'quarantine'
      ? planQuarantine(request, quarantineGroup)
      : planDeparture(request, variant === 'keep-thing')
  return Object.freeze({
    plan: createPlan({ registration: name, purpose: 'remove', account, certificateId, steps }),
    leaves: freezeDeeply(leftoversOf(request)),
    waits: freezeDeeply(steps.flatMap(waitOf)),
  })
}
