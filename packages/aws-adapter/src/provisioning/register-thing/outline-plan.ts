import {
  type AddToThingGroupStep,
  type AttachPolicyStep,
  type EnsureThingStep,
  type Plan,
  quote,
  type SetCertificateStatusStep,
  type Step,
} from '@thingplan/core'
import { AdapterError } from '../../error/adapter-error.js'

/** A plan sorted by what its steps are in one call of RegisterThing. */
export interface PlanOutline {
  readonly thing: EnsureThingStep
  readonly activation: SetCertificateStatusStep
  readonly policies: readonly AttachPolicyStep[]
  readonly groups: readonly AddToThingGroupStep[]
  /** What has to exist before the call: a template makes no types, no groups, and no policies with names. */
  readonly prerequisites: readonly Step[]
}

const notExpressible = (step: string, message: string, remedy: string): AdapterError =>
  new AdapterError('plan-not-expressible', message, { field: 'steps', value: step, remedy })

/** Why a step cannot be part of the one call; `undefined` where it can. */
const whyNot = (step: Step, { certificateId }: Plan): string | undefined => {
  switch (step.kind) {
    case 'ensure-thing':
    case 'ensure-thing-type':
    case 'ensure-thing-group':
    case 'ensure-billing-group':
    case 'ensure-policy':
    case 'attach-policy':
    case 'add-to-thing-group':
      return undefined
    case 'attach-thing':
      return step.principal === 'exclusive' ? 'templates attach no thing exclusively' : undefined
    case 'set-certificate-status':
      return step.certificateId === certificateId && step.status === 'ACTIVE'
        ? undefined
        : 'it is about more than activating the certificate'
    default:
      return 'templates have nothing for it'
  }
}

const planned = <Kind extends Step['kind']>({ steps }: Plan, kind: Kind): Extract<Step, { readonly kind: Kind }>[] => {
  const isKind = (step: Step): step is Extract<Step, { readonly kind: Kind }> => step.kind === kind
  return steps.filter(isKind)
}

/**
 * Sorts a plan.
 *
 * @throws {AdapterError} `plan-not-expressible`, naming the step
 */
export const outlinePlan = (plan: Plan): PlanOutline => {
  for (const step of plan.steps) {
    const reason = whyNot(step, plan)
    if (reason === undefined) continue
    const message = `one call of RegisterThing cannot do ${quote(step.id)}: ${reason}`
    throw notExpressible(step.id, message, 'execute the plan step by step, with `createIotDriver`')
  }
  const [thing] = planned(plan, 'ensure-thing')
  const [activation] = planned(plan, 'set-certificate-status')
  if (thing === undefined || activation === undefined) {
    const missing = thing === undefined ? 'ensure-thing' : 'set-certificate-status'
    throw notExpressible(missing, `the plan has no step ${quote(missing)}`, 'give a plan that registers a device')
  }
  return {
    thing,
    activation,
    policies: planned(plan, 'attach-policy'),
    groups: planned(plan, 'add-to-thing-group'),
    prerequisites: plan.steps.filter(({ kind }) => kind.startsWith('ensure-') && kind !== 'ensure-thing'),
  }
}
