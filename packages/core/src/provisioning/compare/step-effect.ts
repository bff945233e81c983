import type { Plan } from '../../plan/plan.js'
import type { EnsureThingStep } from '../../plan/step/ensure-thing.js'
import type { Step } from '../../plan/step/step.js'
import type { UpdateThingStep } from '../../plan/step/update-thing.js'
import type { PolicyDocument } from '../../policy/policy-document.js'
import { samePolicyDocument } from '../../policy/same-policy-document.js'

/** What a step leaves behind, apart from the words it is written in. */
export interface StepEffect {
  readonly step: Step
  /** Steps with the same subject are about the same. */
  readonly subject: string
  readonly parts: Readonly<Record<string, unknown>>
}

interface PlannedPolicy {
  readonly policyName: string
  readonly document: PolicyDocument
}

/** Policies by document: JITP names them by a hash of it, everybody else as they like. */
export type FindPolicy = (policyName: string, plan: Plan) => PlannedPolicy | undefined

const policiesOf = (plans: readonly Plan[]): readonly PlannedPolicy[] =>
  plans.flatMap(({ steps }) => steps.filter((step) => step.kind === 'ensure-policy'))

/** Finds the first policy of several plans with the document of the one that a plan means by a name. */
export const policyFinder = (plans: readonly Plan[]): FindPolicy => {
  const all = policiesOf(plans)
  return (policyName, plan) => {
    const isMeant = (policy: PlannedPolicy): boolean => policy.policyName === policyName
    const meant = policiesOf([plan]).find(isMeant) ?? all.find(isMeant)
    return meant && all.find(({ document }) => samePolicyDocument(document, meant.document))
  }
}

const prefixed = (prefix: string, values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [`${prefix}.${key}`, value]))

/** The stamp is an attribute like any other once it is there. */
const stampOf = (step: Step): Readonly<Record<string, string>> =>
  step.kind === 'ensure-thing' && step.ownership === 'stamp' ? { 'attributes.certificateId': step.certificateId } : {}

const contentOf = ({ id: _id, kind: _kind, after: _after, ...content }: Step): Readonly<Record<string, unknown>> =>
  content

const thingParts = (step: EnsureThingStep | UpdateThingStep): Readonly<Record<string, unknown>> => {
  const { thingName, thingTypeName, attributes } = step
  const billingGroupName = step.kind === 'ensure-thing' ? step.billingGroupName : undefined
  return { thingName, thingTypeName, billingGroupName, ...prefixed('attributes', attributes), ...stampOf(step) }
}

const effectOf = (step: Step, plan: Plan, findPolicy: FindPolicy): StepEffect => {
  switch (step.kind) {
    case 'ensure-policy':
    case 'attach-policy': {
      const policy = findPolicy(step.policyName, plan)
      return { step, subject: `${step.kind}:${policy ? JSON.stringify(policy.document) : step.policyName}`, parts: {} }
    }
    case 'ensure-thing':
    case 'update-thing':
      // Whatever its name, it is the one that the device gets.
      return { step, subject: step.kind, parts: thingParts(step) }
    case 'attach-thing':
    case 'ensure-thing-type':
    case 'ensure-billing-group':
      return { step, subject: step.kind, parts: contentOf(step) }
    case 'set-certificate-status':
      return { step, subject: `${step.kind}:${step.certificateId}`, parts: contentOf(step) }
    default:
      return { step, subject: step.id, parts: contentOf(step) }
  }
}

/** The effects of a plan, whatever the order of its steps. */
export const effectsOf = (plan: Plan, findPolicy: FindPolicy): readonly StepEffect[] =>
  plan.steps.map((step) => effectOf(step, plan, findPolicy))
