import { freezeDeeply } from '../plan/freeze-deeply.js'
import type { EnsurePolicyStep } from '../plan/step/ensure-policy.js'
import type { Ownership } from '../plan/step/ensure-thing.js'
import type { StepKind } from '../plan/step/step.js'
import type { Calls } from './calls.js'

/** The kinds of steps, apart where the same kind costs differently. */
export type StepCase =
  | Exclude<StepKind, 'ensure-policy' | 'ensure-thing' | 'set-thing-owner'>
  | `ensure-policy:${EnsurePolicyStep['scope']}`
  | `ensure-thing:${Ownership}`
  | `set-thing-owner:${Exclude<Ownership, 'off'>}`

/** The calls to AWS IoT that a step costs. */
export interface StepCost {
  /** For each device, in the steady state: what devices share exists, and nobody has been here before. */
  readonly each: Calls
  /** Beside these, once in each process. */
  readonly process: Calls
  /** Beside these, once for each name in an account where it does not exist yet. */
  readonly first: Calls
  /** Beside these, once where something that the step takes for granted turns out to be missing. */
  readonly again: Calls
  /** Beside these, for each device where what was to be its own has been made for another one already. */
  readonly taken: Calls
}

const none: Calls = /* @__PURE__ */ Object.freeze({})

const cost = (each: Calls, more: Partial<StepCost> = {}): StepCost =>
  freezeDeeply({ process: none, first: none, again: none, taken: none, ...more, each })

/**
 * What each step costs when `createIotDriver` of `@thingplan/aws-adapter` performs it; a test there counts the calls.
 *
 * A status that somebody has seen moments ago spares the DescribeCertificate of `set-certificate-status`.
 */
export const stepCosts: Readonly<Record<StepCase, StepCost>> = /* @__PURE__ */ Object.freeze({
  'ensure-thing-type': /* @__PURE__ */ cost(none, { first: { CreateThingType: 1 } }),
  'ensure-thing-group': /* @__PURE__ */ cost(none, { first: { CreateThingGroup: 1 } }),
  'ensure-billing-group': /* @__PURE__ */ cost(none, { first: { CreateBillingGroup: 1 } }),
  'ensure-thing:stamp': /* @__PURE__ */ cost({ CreateThing: 1 }, { again: { CreateThing: 1 } }),
  'ensure-thing:principals': /* @__PURE__ */ cost(
    { CreateThing: 1, ListThingPrincipals: 1 },
    { again: { CreateThing: 1 } },
  ),
  'ensure-thing:off': /* @__PURE__ */ cost({ CreateThing: 1 }, { again: { CreateThing: 1 } }),
  'update-thing': /* @__PURE__ */ cost({ DescribeThing: 1, UpdateThing: 1 }),
  'set-thing-owner:stamp': /* @__PURE__ */ cost({ DescribeThing: 1, UpdateThing: 1 }),
  'set-thing-owner:principals': /* @__PURE__ */ cost({ ListThingPrincipals: 1 }),
  'ensure-policy:shared': /* @__PURE__ */ cost(none, { process: { GetPolicy: 1 }, first: { CreatePolicy: 1 } }),
  'ensure-policy:device': /* @__PURE__ */ cost({ CreatePolicy: 1 }, { taken: { GetPolicy: 1 } }),
  'attach-policy': /* @__PURE__ */ cost({ AttachPolicy: 1 }),
  'detach-policy': /* @__PURE__ */ cost({ DetachPolicy: 1 }),
  'attach-thing': /* @__PURE__ */ cost({ AttachThingPrincipal: 1 }),
  'detach-thing': /* @__PURE__ */ cost({ DetachThingPrincipal: 1 }),
  'add-to-thing-group': /* @__PURE__ */ cost({ AddThingToThingGroup: 1 }, { again: { AddThingToThingGroup: 1 } }),
  'remove-from-thing-group': /* @__PURE__ */ cost({ RemoveThingFromThingGroup: 1 }),
  'register-certificate': /* @__PURE__ */ cost({ RegisterCertificate: 1 }),
  'set-certificate-status': /* @__PURE__ */ cost({ DescribeCertificate: 1, UpdateCertificate: 1 }),
  'delete-certificate': /* @__PURE__ */ cost({ DeleteCertificate: 1 }),
  'delete-policy': /* @__PURE__ */ cost({ ListPolicyVersions: 1, DeletePolicy: 1 }),
  'delete-thing': /* @__PURE__ */ cost({ DescribeThing: 1, DeleteThing: 1 }),
})

/** A step, or the outline of one, as far as its cost depends on it. */
export type CostedStep =
  | { readonly kind: Exclude<StepKind, 'ensure-policy' | 'ensure-thing' | 'set-thing-owner'> }
  | { readonly kind: 'ensure-policy'; readonly scope: EnsurePolicyStep['scope'] }
  | { readonly kind: 'ensure-thing'; readonly ownership: Ownership }
  | { readonly kind: 'set-thing-owner'; readonly ownership: Exclude<Ownership, 'off'> }

const caseOf = (step: CostedStep): StepCase => {
  if (step.kind === 'ensure-policy') return `${step.kind}:${step.scope}`
  if (step.kind === 'ensure-thing') return `${step.kind}:${step.ownership}`
  return step.kind === 'set-thing-owner' ? `${step.kind}:${step.ownership}` : step.kind
}

export const stepCostOf = (step: CostedStep): StepCost => stepCosts[caseOf(step)]
