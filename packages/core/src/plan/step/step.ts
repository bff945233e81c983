import type { AddToThingGroupStep } from './add-to-thing-group.js'
import type { AttachPolicyStep } from './attach-policy.js'
import type { AttachThingStep } from './attach-thing.js'
import type { DeleteCertificateStep } from './delete-certificate.js'
import type { DeletePolicyStep } from './delete-policy.js'
import type { DeleteThingStep } from './delete-thing.js'
import type { DetachPolicyStep } from './detach-policy.js'
import type { DetachThingStep } from './detach-thing.js'
import type { EnsureBillingGroupStep } from './ensure-billing-group.js'
import type { EnsurePolicyStep } from './ensure-policy.js'
import type { EnsureThingStep } from './ensure-thing.js'
import type { EnsureThingGroupStep } from './ensure-thing-group.js'
import type { EnsureThingTypeStep } from './ensure-thing-type.js'
import type { RegisterCertificateStep } from './register-certificate.js'
import type { RemoveFromThingGroupStep } from './remove-from-thing-group.js'
import type { SetCertificateStatusStep } from './set-certificate-status.js'
import type { SetThingOwnerStep } from './set-thing-owner.js'
import type { UpdateThingStep } from './update-thing.js'

/** One thing to be true in the registry; `kind` tells which. */
export type Step =
  | EnsureThingTypeStep
  | EnsureThingGroupStep
  | EnsureBillingGroupStep
  | EnsureThingStep
  | UpdateThingStep
  | SetThingOwnerStep
  | EnsurePolicyStep
  | AttachPolicyStep
  | DetachPolicyStep
  | AttachThingStep
  | DetachThingStep
  | AddToThingGroupStep
  | RemoveFromThingGroupStep
  | RegisterCertificateStep
  | SetCertificateStatusStep
  | DeleteCertificateStep
  | DeletePolicyStep
  | DeleteThingStep

export type StepKind = Step['kind']
