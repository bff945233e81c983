import type {
  DeleteCertificateStep,
  DeletePolicyStep,
  DeleteThingStep,
  DetachPolicyStep,
  RegisterCertificateStep,
  RemoveFromThingGroupStep,
  StepOutline,
  UpdateThingStep,
} from '@thingplan/core'
import type { IotOperation } from '../driver/iot-operation.js'
import type { IamAccount } from './iam-account.js'
import { exactName, type Name, namePattern } from './name-pattern.js'
import type { Permission } from './permission.js'

/** Steps that only plans of provisioning templates hold; a registration has no outline of them. */
type ProvisioningStep = RegisterCertificateStep | RemoveFromThingGroupStep | UpdateThingStep

/** Steps that only plans of a rotation or a removal hold. */
type LifecycleStep = DetachPolicyStep | DeleteCertificateStep | DeletePolicyStep | DeleteThingStep

/** A step, or the outline of one; without a certificate it is about any. */
export type AnyStep = (StepOutline<Name> | ProvisioningStep | LifecycleStep) & { readonly certificateId?: string }

type EnsureThing = Extract<AnyStep, { readonly kind: 'ensure-thing' }>

/** Adoption looks whether anybody is attached; a stamp spares the look otherwise. */
const listsPrincipals = ({ ownership, adopt }: EnsureThing): boolean =>
  ownership === 'principals' || (ownership === 'stamp' && adopt)

/** A thing that exists can lack the stamp where it is adopted, an attribute, or the type. */
const changesThing = ({ ownership, adopt, hasAttributes, thingTypeName }: EnsureThing): boolean =>
  hasAttributes || thingTypeName !== undefined || (ownership === 'stamp' && adopt)

/**
 * What the driver may send for a step: the optimistic way, what it does when something is missing or exists already, and the way
 * back after a failure.
 *
 * AttachPolicy, AttachThingPrincipal and their opposites are authorised on the certificate. IAM confines the thing by the condition
 * key `iot:thingArn`; which policy is attached, by nothing.
 *
 * @throws {AdapterError} `plan-name`
 * @see Service Authorization Reference, "Actions, resources, and condition keys for AWS IoT".
 */
export const stepPermissions = (
  step: AnyStep,
  account: IamAccount,
  onPolicyDrift: 'refuse' | 'update',
): readonly Permission[] => {
  const { partition, region, accountId } = account
  const arn = (resource: string): string => `arn:${partition}:iot:${region}:${accountId}:${resource}`
  const allow = (on: readonly string[], ...operations: readonly IotOperation[]): Permission[] =>
    operations.map((operation) => ({ action: `iot:${operation}`, on }))

  const thing = (name: Name): string => arn(`thing/${namePattern(name, 'thingName', account)}`)
  const thingType = (name: Name): string => arn(`thingtype/${namePattern(name, 'thingTypeName', account)}`)
  const thingGroup = (name: Name): string => arn(`thinggroup/${namePattern(name, 'thingGroupName', account)}`)
  const billingGroup = (name: Name): string => arn(`billinggroup/${namePattern(name, 'billingGroupName', account)}`)
  const policy = (name: Name): string => arn(`policy/${namePattern(name, 'policyName', account)}`)
  const { certificateId } = step
  const certificate = arn(`cert/${certificateId === undefined ? '*' : exactName(certificateId, 'certificateId')}`)
  /** The thing is no resource of these operations, but a condition key of them. */
  const allowFor = (name: Name, ...operations: readonly IotOperation[]): Permission[] =>
    allow([certificate], ...operations).map((permission) => ({ ...permission, things: [thing(name)] }))

  switch (step.kind) {
    case 'ensure-thing-type':
      return allow([thingType(step.thingTypeName)], 'CreateThingType', 'DescribeThingType')
    case 'ensure-thing-group':
      return allow([thingGroup(step.thingGroupName)], 'CreateThingGroup')
    case 'ensure-billing-group':
      // The thing is created in it.
      return allow([billingGroup(step.billingGroupName)], 'CreateBillingGroup', 'CreateThing')
    case 'ensure-thing':
      return allow(
        [thing(step.thingName)],
        'CreateThing',
        'DescribeThing',
        ...(listsPrincipals(step) ? (['ListThingPrincipals'] as const) : []),
        ...(changesThing(step) ? (['UpdateThing'] as const) : []),
      )
    case 'update-thing':
      return allow([thing(step.thingName)], 'DescribeThing', 'UpdateThing')
    case 'set-thing-owner':
      return step.ownership === 'principals'
        ? allow([thing(step.thingName)], 'ListThingPrincipals')
        : allow([thing(step.thingName)], 'DescribeThing', 'UpdateThing')
    case 'ensure-policy':
      return allow(
        [policy(step.policyName)],
        'CreatePolicy',
        'GetPolicy',
        ...(onPolicyDrift === 'update' && step.scope === 'shared'
          ? (['CreatePolicyVersion', 'DeletePolicyVersion', 'ListPolicyVersions'] as const)
          : []),
      )
    case 'attach-policy':
      return allow([certificate], 'AttachPolicy', 'DetachPolicy', 'DescribeCertificate')
    case 'detach-policy':
      return allow([certificate], 'DetachPolicy')
    case 'attach-thing':
      return [
        ...allowFor(step.thingName, 'AttachThingPrincipal', 'DetachThingPrincipal'),
        ...allow([certificate], 'DescribeCertificate'),
      ]
    case 'detach-thing':
      return allowFor(step.thingName, 'DetachThingPrincipal')
    case 'add-to-thing-group':
      return allow([thing(step.thingName), thingGroup(step.thingGroupName)], 'AddThingToThingGroup')
    case 'remove-from-thing-group':
      return allow([thing(step.thingName), thingGroup(step.thingGroupName)], 'RemoveThingFromThingGroup')
    case 'register-certificate':
      // The certificate does not exist yet: IAM cannot confine which one is registered.
      return [...allow(['*'], 'RegisterCertificate'), ...allow([certificate], 'DescribeCertificate')]
    case 'set-certificate-status':
      return allow([certificate], 'DescribeCertificate', 'UpdateCertificate')
    case 'delete-certificate':
      return allow([certificate], 'DeleteCertificate')
    case 'delete-policy':
      return allow([policy(step.policyName)], 'DeletePolicy', 'DeletePolicyVersion', 'ListPolicyVersions')
    case 'delete-thing':
      return allow([thing(step.thingName)], 'DeleteThing', 'DescribeThing', 'ListThingPrincipals')
  }
}
