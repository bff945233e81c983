import type {
  CertificateResource,
  PolicyResource,
  ProvisioningTemplate,
  ThingResource,
} from '@thingplan/core/provisioning'
import type { IamAccount } from '../../iam/iam-account.js'
import type { Permission } from '../../iam/permission.js'

type ArnOf = (type: string, name: unknown) => string

/** A name that the template writes out is a name; one that it makes of parameters can be any. */
const arnOf =
  ({ partition, region, accountId }: IamAccount): ArnOf =>
  (type, name) =>
    `arn:${partition}:iot:${region}:${accountId}:${type}/${typeof name === 'string' && /^[\w:+=,.@-]+$/.test(name) ? name : '*'}`

const allow = (on: readonly string[], ...operations: readonly string[]): Permission[] =>
  operations.map((operation) => ({ action: `iot:${operation}`, on }))

const ofThing = ({ Properties, OverrideSettings }: ThingResource, arn: ArnOf): readonly Permission[] => {
  const { ThingName, ThingTypeName, ThingGroups, BillingGroup } = Properties
  const thing = arn('thing', ThingName)
  const listed: readonly unknown[] = Array.isArray(ThingGroups) ? ThingGroups : [undefined]
  const groups = listed.map((group) => arn('thinggroup', group))
  const replacesGroups = OverrideSettings?.ThingGroups === 'REPLACE'
  return [
    ...allow([thing], 'CreateThing', 'DescribeThing', 'UpdateThing', 'ListThingPrincipals'),
    ...(ThingTypeName === undefined ? [] : allow([arn('thingtype', ThingTypeName)], 'DescribeThingType')),
    ...(ThingGroups === undefined
      ? []
      : [
          ...allow([thing], 'ListThingGroupsForThing'),
          ...allow(groups, 'DescribeThingGroup'),
          ...allow([thing, ...groups], 'AddThingToThingGroup'),
          // The groups to leave are any.
          ...(replacesGroups
            ? allow([thing, arn('thinggroup', undefined)], 'RemoveThingFromThingGroup', 'UpdateThingGroupsForThing')
            : allow([thing, ...groups], 'UpdateThingGroupsForThing')),
        ]),
    ...(BillingGroup === undefined
      ? []
      : [
          ...allow([arn('billinggroup', BillingGroup)], 'DescribeBillingGroup'),
          ...allow([thing, arn('billinggroup', BillingGroup)], 'AddThingToBillingGroup'),
          ...allow([thing, arn('billinggroup', undefined)], 'RemoveThingFromBillingGroup'),
        ]),
  ]
}

/** Making a certificate of a request and registering one are authorised on `*` alone. */
const ofCertificate = ({ Properties }: CertificateResource, arn: ArnOf): readonly Permission[] => [
  ...allow([arn('cert', undefined)], 'DescribeCertificate', 'UpdateCertificate', 'ListPrincipalThings'),
  ...(Properties.CertificateSigningRequest === undefined ? [] : allow(['*'], 'CreateCertificateFromCsr')),
  ...(Properties.CertificatePem === undefined ? [] : allow(['*'], 'RegisterCertificate')),
]

/** A document gets a name that AWS makes of its hash. */
const ofPolicy = ({ Properties }: PolicyResource, arn: ArnOf): readonly Permission[] => [
  ...('PolicyName' in Properties
    ? allow([arn('policy', Properties.PolicyName)], 'GetPolicy')
    : allow([arn('policy', undefined)], 'CreatePolicy', 'GetPolicy')),
  ...allow([arn('cert', undefined)], 'AttachPolicy'),
  ...allow(['*'], 'ListAttachedPolicies'),
]

/**
 * The actions of AWS's managed policy AWSIoTThingsRegistration that have to do with what the template holds.
 *
 * AWS documents the managed policy and not which of its calls a template causes; of those that fit the resources, all are here.
 *
 * @see AWS Managed Policy Reference, "AWSIoTThingsRegistration"; Service Authorization Reference, "AWS IoT"
 */
export const templatePermissions = ({ body }: ProvisioningTemplate, account: IamAccount): readonly Permission[] => {
  const arn = arnOf(account)
  const resources = Object.values(body.Resources)
  const attaches = resources.some(({ Type }) => Type === 'AWS::IoT::Thing')
  return [
    ...resources.flatMap((resource) => {
      if (resource.Type === 'AWS::IoT::Thing') return ofThing(resource, arn)
      return resource.Type === 'AWS::IoT::Certificate' ? ofCertificate(resource, arn) : ofPolicy(resource, arn)
    }),
    ...(attaches ? allow([arn('cert', undefined)], 'AttachThingPrincipal') : []),
    ...allow(['*'], 'RegisterThing'),
  ]
}
