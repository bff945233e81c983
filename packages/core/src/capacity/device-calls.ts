import type { Plan } from '../plan/plan.js'
import type { Step } from '../plan/step/step.js'
import type { CompiledProfile } from '../registration/compiled-profile.js'
import { outlineProfile, type StepOutline } from '../registration/outline-steps.js'
import type { Registration } from '../registration/registration.js'
import { type Calls, sumCalls } from './calls.js'
import { stepCostOf } from './step-costs.js'

/** The calls of one device of a fleet. */
export interface DeviceCalls {
  /** In the steady state. */
  readonly each: Calls
  /** Beside these, once in each process. */
  readonly process: Calls
  /** Beside these, once: the first of a kind makes what all share. */
  readonly first: Calls
}

type AnyStep = Step | StepOutline

/** A name before there is a certificate, as far as it tells whether two devices can have the same. */
interface NameTemplate {
  readonly paths: readonly string[]
  readonly perDevice: boolean
}

type AnyName = string | NameTemplate

/** A name that reads all that the thing's name reads is as much the device's own as that is. */
const isOwn = (name: AnyName, thingName: AnyName | undefined): boolean => {
  if (typeof name === 'string' || typeof thingName !== 'object' || !thingName.perDevice) return false
  return name.paths.includes('*') || thingName.paths.every((path) => name.paths.includes(path))
}

/** The name of what a step makes for others, or makes sure of. */
const madeBy = (step: AnyStep): AnyName | undefined => {
  switch (step.kind) {
    case 'ensure-thing-type':
      return step.thingTypeName
    case 'ensure-thing-group':
      return step.thingGroupName
    case 'ensure-billing-group':
      return step.billingGroupName
    case 'ensure-policy':
      return step.policyName
    default:
      return undefined
  }
}

/** What a step takes for granted, of what other steps of the plan make. */
const assumedBy = (step: AnyStep, steps: readonly AnyStep[]): readonly AnyStep[] => {
  if (step.kind === 'ensure-thing') {
    return steps.filter(({ kind }) => kind === 'ensure-thing-type' || kind === 'ensure-billing-group')
  }
  if (step.kind !== 'add-to-thing-group') return []
  return steps.filter((other) => other.kind === 'ensure-thing-group' && other.thingGroupName === step.thingGroupName)
}

const callsOfSteps = (steps: readonly AnyStep[]): DeviceCalls => {
  const thingName = steps.find((step) => step.kind === 'ensure-thing')?.thingName
  const isOfDevice = (step: AnyStep): boolean => {
    const name = madeBy(step)
    return name !== undefined && isOwn(name, thingName)
  }
  const parts = steps.map((step) => {
    const cost = stepCostOf(step)
    const assumed = assumedBy(step, steps)
    const own = isOfDevice(step)
    const isOutline = typeof madeBy(step) === 'object'
    return {
      each: [
        [cost.each, 1],
        [cost.first, own ? 1 : 0],
        [cost.again, assumed.some(isOfDevice) ? 1 : 0],
        [cost.taken, isOutline && !own ? 1 : 0],
      ] as const,
      process: [cost.process, 1] as const,
      first: [
        [cost.first, own ? 0 : 1],
        [cost.again, assumed.length > 0 && !assumed.some(isOfDevice) ? 1 : 0],
      ] as const,
    }
  })
  return {
    each: sumCalls(parts.flatMap(({ each }) => each)),
    process: sumCalls(parts.map(({ process }) => process)),
    first: sumCalls(parts.flatMap(({ first }) => first)),
  }
}

/** What it costs to execute a plan like this one. */
export const callsOfPlan = ({ steps }: Plan): DeviceCalls => callsOfSteps(steps)

/** Refused when it connects first, and let in when it is registered (AWS IoT Core Developer Guide, "Just-in-time registration"). */
const connections: Calls = /* @__PURE__ */ Object.freeze({ 'mqtt:Connect': 2, 'mqtt:RegisterByConnecting': 1 })

/**
 * What it costs to register a device that becomes what the profile says.
 *
 * The handler describes the certificate, and its activation need not do so again: that is the cost of the step on its own.
 * Where a device takes another's place, that costs more and is not counted: it is no fleet that does so.
 */
export const callsOfProfile = (profile: CompiledProfile, registration: Registration): DeviceCalls => {
  const { each, process, first } = callsOfSteps([
    ...outlineProfile(profile, { ...registration, onIdentityConflict: 'reject' }),
    { kind: 'set-certificate-status' },
  ])
  return {
    each: sumCalls([
      [each, 1],
      [connections, 1],
    ]),
    process,
    first,
  }
}
