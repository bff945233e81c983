import type { StepKind } from '@thingplan/core'
import type { IotOperation } from '../driver/iot-operation.js'

/** Resource types of AWS IoT as they stand in an ARN. */
export type IotResourceType = 'billinggroup' | 'cert' | 'policy' | 'thing' | 'thinggroup' | 'thingtype'

export interface Permission {
  readonly operation: IotOperation
  /** What the operation is authorised on: all of them. */
  readonly on: readonly IotResourceType[]
}

const allow = (operation: IotOperation, ...on: IotResourceType[]): Permission => ({ operation, on })

/**
 * The operations that the driver may need for a step: the optimistic way, what it does when something is missing or exists
 * already, and the way back.
 *
 * Resource types: Service Authorization Reference, "Actions, resources, and condition keys for AWS IoT".
 */
export const stepPermissions: Readonly<Record<StepKind, readonly Permission[]>> = {
  'ensure-thing-type': [allow('CreateThingType', 'thingtype'), allow('DescribeThingType', 'thingtype')],
  'ensure-thing-group': [allow('CreateThingGroup', 'thinggroup')],
  // The thing is created in it.
  'ensure-billing-group': [allow('CreateBillingGroup', 'billinggroup'), allow('CreateThing', 'billinggroup')],
  'ensure-thing': [
    allow('CreateThing', 'thing'),
    allow('DescribeThing', 'thing'),
    allow('UpdateThing', 'thing'),
    allow('ListThingPrincipals', 'thing'),
  ],
  'set-thing-owner': [
    allow('DescribeThing', 'thing'),
    allow('UpdateThing', 'thing'),
    allow('ListThingPrincipals', 'thing'),
  ],
  'ensure-policy': [allow('CreatePolicy', 'policy'), allow('GetPolicy', 'policy')],
  'attach-policy': [allow('AttachPolicy', 'cert'), allow('DetachPolicy', 'cert')],
  'attach-thing': [allow('AttachThingPrincipal', 'cert'), allow('DetachThingPrincipal', 'cert')],
  'detach-thing': [allow('DetachThingPrincipal', 'cert')],
  'add-to-thing-group': [allow('AddThingToThingGroup', 'thing', 'thinggroup')],
  'set-certificate-status': [allow('DescribeCertificate', 'cert'), allow('UpdateCertificate', 'cert')],
}

/** What a driver with `onPolicyDrift: 'update'` needs beside. */
export const policyUpdatePermissions: readonly Permission[] = [
  allow('CreatePolicyVersion', 'policy'),
  allow('DeletePolicyVersion', 'policy'),
  allow('ListPolicyVersions', 'policy'),
]
