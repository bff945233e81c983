import { createPlan } from '../../plan/create-plan.js'
import { freezeDeeply } from '../../plan/freeze-deeply.js'
import type { Plan } from '../../plan/plan.js'
import type { EnsureThingStep } from '../../plan/step/ensure-thing.js'
import type { CertificateStatus } from '../../plan/step/set-certificate-status.js'
import type { Step } from '../../plan/step/step.js'
import { updateThing } from '../../plan/step/update-thing.js'
import { checkOptionNames, demand } from '../check-options.js'

/** What the registry holds of a device. */
export interface FoundDevice {
  readonly status: CertificateStatus
  /** Names of the policies that are attached to the certificate. */
  readonly policies: readonly string[]
  /** The thing of the planned name; absent where there is none. */
  readonly thing?: {
    readonly thingTypeName?: string
    readonly attributes: Readonly<Record<string, string>>
    readonly thingGroups: readonly string[]
    /** Ids of the attached certificates. */
    readonly principals: readonly string[]
  }
}

/** How what is there differs from what the registration says. */
export type ReconcileCode =
  | 'thing-missing'
  | 'thing-type-differs'
  | 'attribute-differs'
  | 'stamp-missing'
  | 'stamp-of-another'
  | 'stamp-without-room'
  | 'several-principals'
  | 'not-attached'
  | 'group-missing'
  | 'policy-missing'
  | 'policy-unexpected'
  | 'certificate-pending'
  | 'certificate-inactive'
  | 'certificate-revoked'

export interface ReconcileFinding {
  readonly code: ReconcileCode
  /** What it is about: an attribute, a group, a policy, a certificate. */
  readonly value?: string
  /** Whether the plan mends it; otherwise a person has to. */
  readonly mended: boolean
}

export interface Reconciliation {
  /** What is missing; without steps where nothing is, or where a person has to look first. */
  readonly plan: Plan
  readonly findings: readonly ReconcileFinding[]
}

/** AWS IoT's quota for the attributes of a thing without a type, and with one (Developer Guide, "Thing types"). */
const mostAttributes = (thingTypeName: string | undefined): number => (thingTypeName === undefined ? 3 : 50)

const stamp = 'certificateId'

type Thing = NonNullable<FoundDevice['thing']>

/** Whether all attributes have room that the thing has and gets, those of a type with it that it gets. */
const hasRoomFor = (step: EnsureThingStep, { attributes, thingTypeName = step.thingTypeName }: Thing): boolean => {
  const names = new Set([...Object.keys(attributes), ...Object.keys(step.attributes)])
  if (step.ownership === 'stamp') names.add(stamp)
  return names.size <= mostAttributes(thingTypeName)
}

const judgeStamp = (step: EnsureThingStep, thing: Thing): readonly ReconcileFinding[] => {
  const { certificateId, ownership } = step
  const { attributes, principals } = thing
  const others = principals.filter((principal) => principal !== certificateId)
  if (ownership === 'off') return []
  const several = others.map((value): ReconcileFinding => ({ code: 'several-principals', value, mended: false }))
  if (ownership === 'principals') return several
  const owner = Object.hasOwn(attributes, stamp) ? attributes[stamp] : undefined
  if (owner === certificateId) return several
  if (owner !== undefined) return [{ code: 'stamp-of-another', value: owner, mended: false }]
  if (several.length > 0) return several
  // One that nobody is attached to could be anybody's: the registration's `adopt` says who may take it.
  if (principals.length === 0) return [{ code: 'stamp-missing', mended: false }]
  return [
    hasRoomFor(step, thing) ? { code: 'stamp-missing', mended: true } : { code: 'stamp-without-room', mended: false },
  ]
}

const judgeAttribute = (name: string, step: EnsureThingStep, thing: Thing): readonly ReconcileFinding[] => {
  const isThere = Object.hasOwn(thing.attributes, name)
  if (isThere && thing.attributes[name] === step.attributes[name]) return []
  return [{ code: 'attribute-differs', value: name, mended: isThere || hasRoomFor(step, thing) }]
}

const judgeThing = (step: EnsureThingStep, thing: Thing): readonly ReconcileFinding[] => {
  const type = step.thingTypeName
  return [
    ...(type === undefined || type === thing.thingTypeName
      ? []
      : [
          {
            code: 'thing-type-differs',
            value: thing.thingTypeName ?? '',
            mended: thing.thingTypeName === undefined,
          } as const,
        ]),
    ...Object.keys(step.attributes).flatMap((name) => judgeAttribute(name, step, thing)),
    ...judgeStamp(step, thing),
  ]
}

const judgeStatus = (status: CertificateStatus): readonly ReconcileFinding[] => {
  if (status === 'ACTIVE') return []
  if (status === 'PENDING_ACTIVATION') return [{ code: 'certificate-pending', mended: true }]
  return [{ code: status === 'REVOKED' ? 'certificate-revoked' : 'certificate-inactive', mended: false }]
}

/** What is found of one step; nothing where what it wants is there. */
const judgeStep = (step: Step, found: FoundDevice, { certificateId }: Plan): readonly ReconcileFinding[] => {
  const { thing } = found
  switch (step.kind) {
    case 'ensure-thing':
      return thing === undefined ? [{ code: 'thing-missing', mended: true }] : judgeThing(step, thing)
    case 'attach-thing':
      return thing === undefined || thing.principals.includes(certificateId)
        ? []
        : [{ code: 'not-attached', mended: true }]
    case 'attach-policy':
      return found.policies.includes(step.policyName)
        ? []
        : [{ code: 'policy-missing', value: step.policyName, mended: true }]
    case 'add-to-thing-group':
      return thing === undefined || thing.thingGroups.includes(step.thingGroupName)
        ? []
        : [{ code: 'group-missing', value: step.thingGroupName, mended: true }]
    default:
      return []
  }
}

/** The change of a thing that exists; `undefined` where it is as it should be. */
const changeOf = (step: EnsureThingStep, thing: Thing, findings: readonly ReconcileFinding[]): Step | undefined => {
  const mends = (name: string): boolean =>
    findings.some(({ code, value, mended }) => code === 'attribute-differs' && value === name && mended)
  const attributes: [string, string][] = Object.entries(step.attributes).filter(([name]) => mends(name))
  if (findings.some(({ code, mended }) => code === 'stamp-missing' && mended))
    attributes.push([stamp, step.certificateId])
  const thingTypeName = thing.thingTypeName === undefined ? step.thingTypeName : undefined
  if (attributes.length === 0 && thingTypeName === undefined) return undefined
  const { thingName, after } = step
  return updateThing({ thingName, thingTypeName, attributes: Object.fromEntries(attributes), after: [...after] })
}

const isMissing = (step: Step, found: FoundDevice, plan: Plan): boolean => {
  switch (step.kind) {
    case 'attach-thing':
      return found.thing === undefined || !found.thing.principals.includes(plan.certificateId)
    case 'attach-policy':
      return !found.policies.includes(step.policyName)
    case 'add-to-thing-group':
      return found.thing === undefined || !found.thing.thingGroups.includes(step.thingGroupName)
    case 'set-certificate-status':
      return step.certificateId === plan.certificateId && found.status === 'PENDING_ACTIVATION'
    default:
      return true
  }
}

/** The steps that are left, each waiting for what is left of what it waited for. */
const linked = (steps: readonly Step[], replaced: ReadonlyMap<string, string>): readonly Step[] => {
  const ids = new Set(steps.map(({ id }) => id))
  return steps.map((step) => {
    const after = step.after.map((id) => replaced.get(id) ?? id).filter((id) => ids.has(id))
    const isLast = step.kind === 'set-certificate-status' && step.status === 'ACTIVE'
    const all = isLast ? [...ids].filter((id) => id !== step.id) : after
    return Object.freeze({ ...step, after: Object.freeze(all) })
  })
}

/**
 * Plans what is missing from a device that exists, so that it becomes what its registration says: after drift, after a crash, or
 * when it was registered by another tool.
 *
 * A thing of one's own without the stamp of its owner is stamped. One that others are attached to, one that is another's, and one without
 * room for a stamp are listed for a person, and nothing is planned. A certificate that somebody has deactivated stays so.
 *
 * @param wanted - the plan of the registration's decision on the certificate
 * @param found - what the registry holds
 * @returns a frozen plan of what is missing, and what was found
 * @throws {LifecycleError} `lifecycle-option`
 * @example
 * ```ts
 * import { planReconcile } from '@thingplan/core/lifecycle'
 * import { planFixture } from '@thingplan/core/testing'
 *
 * const wanted = planFixture()
 * const thing = { thingTypeName: 'sensor', attributes: { serial_number: '1' }, thingGroups: [], principals: [wanted.certificateId] }
 * const { plan, findings } = planReconcile(wanted, { status: 'ACTIVE', policies: ['sensor-policy'], thing })
 * findings // => [{ code: 'stamp-missing', mended: true }]
 * plan.steps.at(-1)?.kind // => 'update-thing'
 * ```
 */
export const planReconcile = (wanted: Plan, found: FoundDevice): Reconciliation => {
  checkOptionNames('planReconcile', found, ['status', 'policies', 'thing'])
  const { registration, account, certificateId, purpose } = wanted
  demand(purpose === 'register', 'lifecycle-option', 'wanted', 'the plan of a device that was accepted')
  const expected = wanted.steps.flatMap((step) => (step.kind === 'attach-policy' ? [step.policyName] : []))
  const unexpected = found.policies.filter((policyName) => !expected.includes(policyName))
  const findings: readonly ReconcileFinding[] = [
    ...wanted.steps.flatMap((step) => judgeStep(step, found, wanted)),
    ...unexpected.map((value) => ({ code: 'policy-unexpected', value, mended: false }) as const),
    ...judgeStatus(found.status),
  ]
  const planOf = (steps: readonly Step[]): Reconciliation =>
    freezeDeeply({ plan: createPlan({ registration, purpose: 'register', account, certificateId, steps }), findings })
  // Whose thing it is has to be settled before anything is given to anybody.
  const isDisputed = findings.some(({ code, mended }) => !mended && blocking.includes(code))
  if (isDisputed || !findings.some(({ mended }) => mended)) return planOf([])
  const replaced = new Map<string, string>()
  const steps = wanted.steps.flatMap((step): readonly Step[] => {
    if (step.kind !== 'ensure-thing' || found.thing === undefined) return isMissing(step, found, wanted) ? [step] : []
    const change = changeOf(step, found.thing, findings)
    if (change !== undefined) replaced.set(step.id, change.id)
    return change === undefined ? [] : [change]
  })
  return planOf(linked(steps, replaced))
}

const blocking: readonly ReconcileCode[] = [
  'several-principals',
  'stamp-of-another',
  'stamp-missing',
  'stamp-without-room',
  'certificate-revoked',
  'certificate-inactive',
]
