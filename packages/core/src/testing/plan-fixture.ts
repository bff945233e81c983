import { readCertificate } from '../certificate/read-certificate.js'
import { unknownOption } from '../error/unknown-option.js'
import type { Account } from '../plan/account.js'
import { createPlan } from '../plan/create-plan.js'
import type { Plan } from '../plan/plan.js'
import { PlanError } from '../plan/plan-error.js'
import { addToThingGroup } from '../plan/step/add-to-thing-group.js'
import { attachPolicy } from '../plan/step/attach-policy.js'
import { attachThing } from '../plan/step/attach-thing.js'
import { detachThing } from '../plan/step/detach-thing.js'
import { ensureBillingGroup } from '../plan/step/ensure-billing-group.js'
import { ensurePolicy } from '../plan/step/ensure-policy.js'
import { ensureThing, type Ownership } from '../plan/step/ensure-thing.js'
import { ensureThingGroup } from '../plan/step/ensure-thing-group.js'
import { ensureThingType } from '../plan/step/ensure-thing-type.js'
import { type RegisterCertificateStep, registerCertificate } from '../plan/step/register-certificate.js'
import { removeFromThingGroup } from '../plan/step/remove-from-thing-group.js'
import { setCertificateStatus } from '../plan/step/set-certificate-status.js'
import { setThingOwner } from '../plan/step/set-thing-owner.js'
import type { Step } from '../plan/step/step.js'
import { type UpdateThingStep, updateThing } from '../plan/step/update-thing.js'
import type { PolicyDocument } from '../policy/policy-document.js'

export interface PlanFixtureOptions {
  /** Default: that of the certificate that `registers` gives, else `c0ffee…`, 64 digits. */
  readonly certificateId?: string
  /** Default `sensor-1`. */
  readonly thingName?: string
  /** Default `sensor`, with `serial_number` searchable. */
  readonly thingTypeName?: string
  /** Default `{ serial_number: '1' }`. */
  readonly attributes?: Readonly<Record<string, string>>
  /** Default: in none. */
  readonly thingGroupName?: string
  /** Default: in none. */
  readonly billingGroupName?: string
  /** Default `sensor-policy`. */
  readonly policyName?: string
  /** Default: may connect under the name of its thing. */
  readonly document?: PolicyDocument
  /** Default `shared`. */
  readonly principal?: 'exclusive' | 'shared'
  /** Default `stamp`. */
  readonly ownership?: Ownership
  /** Default false. */
  readonly adopt?: boolean
  /** The certificate that owned the thing until now; it is retired before the thing passes on. Default: none. */
  readonly replaces?: string
  /** What is registered, as INACTIVE, before anything is attached to it. Default: nothing, the certificate waits already. */
  readonly registers?: Pick<RegisterCertificateStep, 'certificatePem' | 'caCertificatePem'>
  /** What changes of the thing once it exists. Default: nothing. */
  readonly changes?: Pick<UpdateThingStep, 'thingTypeName' | 'attributes'>
  /** A thing group that the thing leaves. Default: none. */
  readonly leaves?: string
  /** Default: 123456789012 in eu-central-1. */
  readonly account?: Account
}

const defaults = {
  certificateId: 'c0ffee'.padEnd(64, '0'),
  thingName: 'sensor-1',
  thingTypeName: 'sensor',
  attributes: { serial_number: '1' },
  policyName: 'sensor-policy',
  document: {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 'iot:Connect',
        Resource: `arn:aws:iot:eu-central-1:123456789012:client/\${iot:Connection.Thing.ThingName}`,
      },
    ],
  },
  principal: 'shared',
  ownership: 'stamp',
  adopt: false,
  account: { id: '123456789012', region: 'eu-central-1' },
} as const

const optional = ['thingGroupName', 'billingGroupName', 'replaces', 'registers', 'changes', 'leaves']

/** The factory takes its document over; the caller's own stays as it is. */
const copyOf = (document: PolicyDocument): PolicyDocument => JSON.parse(JSON.stringify(document))

const idsOf = (steps: readonly Step[]): string[] => steps.map(({ id }) => id)

const certificateIdOf = ({ certificateId, registers }: PlanFixtureOptions): string => {
  if (certificateId !== undefined || registers === undefined) return certificateId ?? defaults.certificateId
  return readCertificate(registers.certificatePem).id
}

/**
 * A plan that registers a device, of the shape that a registration makes: six steps, or up to twelve with groups and a
 * predecessor to retire. With `registers`, `changes` and `leaves` it has also the steps that only provisioning templates need.
 *
 * @param options - what differs from the defaults, which stand beside each option
 * @returns a deeply frozen plan
 * @throws {PlanError} `plan-option` for an unknown key
 * @example
 * ```ts
 * import { planFixture } from '@thingplan/core/testing'
 *
 * planFixture().steps.map(({ kind }) => kind).at(-1) // => 'set-certificate-status'
 * ```
 */
export const planFixture = (options: PlanFixtureOptions = {}): Plan => {
  const unknown = unknownOption('planFixture', options, [...Object.keys(defaults), ...optional])
  if (unknown !== undefined) throw new PlanError('plan-option', unknown.message, unknown.details)
  const { thingGroupName, billingGroupName, replaces, registers, changes, leaves } = options
  const certificateId = certificateIdOf(options)
  const { thingName, thingTypeName, policyName, document } = { ...defaults, ...options }
  const { principal, ownership, adopt, account, attributes } = { ...defaults, ...options }

  const first: Step[] = [
    ensureThingType({ thingTypeName, searchableAttributes: ['serial_number'], after: [] }),
    ...(billingGroupName === undefined ? [] : [ensureBillingGroup({ billingGroupName, after: [] })]),
  ]
  const policy = ensurePolicy({ policyName, document: copyOf(document), scope: 'shared', after: [] })
  const group = thingGroupName === undefined ? [] : [ensureThingGroup({ thingGroupName, after: [] })]
  const registered = registers === undefined ? [] : [registerCertificate({ ...registers, certificateId, after: [] })]
  const attachedPolicy = attachPolicy({ policyName, certificateId, after: idsOf([policy, ...registered]) })

  const retirement: Step[] = []
  if (replaces !== undefined && ownership !== 'off') {
    const retired = setCertificateStatus({
      certificateId: replaces,
      status: 'INACTIVE',
      expects: ['ACTIVE', 'PENDING_ACTIVATION'],
      after: idsOf([...first, policy, ...group, attachedPolicy]),
    })
    retirement.push(attachedPolicy, retired)
    if (ownership === 'stamp') {
      retirement.push(detachThing({ thingName, certificateId: replaces, after: [retired.id] }))
    }
    const after = idsOf(retirement.slice(-1))
    retirement.push(setThingOwner({ thingName, from: replaces, to: certificateId, ownership, after }))
  }
  const thing = ensureThing({
    thingName,
    thingTypeName,
    ...(billingGroupName === undefined ? undefined : { billingGroupName }),
    attributes: { ...attributes },
    certificateId,
    ownership,
    adopt,
    after: idsOf([...first, ...retirement.slice(-1)]),
  })
  const attachedThing = attachThing({ thingName, certificateId, principal, after: idsOf([thing, ...registered]) })
  const attachments: Step[] = [
    attachedThing,
    ...(replaces === undefined || ownership !== 'principals'
      ? []
      : [detachThing({ thingName, certificateId: replaces, after: [attachedThing.id] })]),
    ...(thingGroupName === undefined
      ? []
      : [addToThingGroup({ thingName, thingGroupName, after: [...idsOf(group), thing.id] })]),
    ...(changes === undefined
      ? []
      : [updateThing({ ...changes, attributes: { ...changes.attributes }, thingName, after: [thing.id] })]),
    ...(leaves === undefined ? [] : [removeFromThingGroup({ thingName, thingGroupName: leaves, after: [thing.id] })]),
  ]
  const activation = setCertificateStatus({
    certificateId,
    status: 'ACTIVE',
    expects: [registers === undefined ? 'PENDING_ACTIVATION' : 'INACTIVE'],
    after: idsOf([attachedPolicy, ...attachments]),
  })
  const passedOn = retirement.length > 0
  const steps = [
    ...first,
    policy,
    ...registered,
    ...group,
    ...retirement,
    thing,
    ...(passedOn ? [] : [attachedPolicy]),
    ...attachments,
    activation,
  ]
  return createPlan({ registration: 'sensors', purpose: 'register', account, certificateId, steps })
}
