import { partitionOf } from '../bench/partition-of.js'
import type { Check } from '../check/check.js'
import type { Account } from '../start/arguments.js'

/** What the clean-up calls, whatever the checks were, and what finds out which account it is. */
export const alwaysCalled: readonly string[] = [
  'CreateThing',
  'DeleteBillingGroup',
  'DeleteCACertificate',
  'DeleteCertificate',
  'DeletePolicy',
  'DeleteProvisioningTemplate',
  'DeleteThing',
  'DeleteThingGroup',
  'DescribeCertificate',
  'DescribeEndpoint',
  'DetachPolicy',
  'DetachThingPrincipal',
  'ListAttachedPolicies',
  'ListCACertificates',
  'ListCertificates',
  'ListPrincipalThings',
  'UpdateCACertificate',
  'UpdateCertificate',
]

/** What RegisterThing does on the caller's behalf (AWS IoT API Reference, "RegisterThing"). */
const behindRegisterThing: readonly string[] = ['AttachThingPrincipal', 'CreateThing', 'DescribeThing', 'UpdateThing']

/** Operations on what has a name of ours; the others are on certificates, whose ids nobody can foretell, or on the account. */
const named =
  /^(?:AddThingTo|Create(?:BillingGroup|Policy|ProvisioningTemplate|Thing)|Delete(?:BillingGroup|Policy|ProvisioningTemplate|Thing)|DescribeThing|UpdateThing)/

/** What the checks call themselves, whatever else is called. */
export const callsOf = (checks: readonly Check[]): readonly string[] => {
  const called = checks.flatMap(({ calls }) => calls)
  const behind = called.includes('RegisterThing') ? behindRegisterThing : []
  return [...new Set([...called, ...behind])].sort()
}

/** Every operation that a run of these checks calls, with its clean-up. */
export const operationsOf = (checks: readonly Check[]): readonly string[] =>
  [...new Set([...alwaysCalled, ...callsOf(checks)])].sort()

/** What to know before somebody gets the policy: ids of certificates are not known before there are certificates. */
export const warningOf = ({ accountId }: Account): string =>
  `careful: the statement with "*" lets its holder deactivate and delete every certificate and CA certificate of account ${accountId}; the checks touch their own alone. Take an account in which nothing else lives, and take the policy away afterwards`

/** A policy document of IAM. */
export interface IamDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly {
    readonly Effect: 'Allow'
    readonly Action: readonly string[]
    readonly Resource: readonly string[]
  }[]
}

/** The IAM policy that a person needs for these checks: names only with the prefix of the checks. */
export const iamDocumentOf = (
  checks: readonly Check[],
  { accountId, region }: Account,
  roleArn?: string,
): IamDocument => {
  const operations = operationsOf(checks)
  const arn = (resource: string): string => `arn:${partitionOf(region)}:iot:${region}:${accountId}:${resource}`
  const kinds = ['billinggroup', 'policy', 'provisioningtemplate', 'thing', 'thinggroup']
  const actionsOf = (names: readonly string[]): readonly string[] => names.map((name) => `iot:${name}`)
  const passRole = {
    Effect: 'Allow' as const,
    Action: ['iam:PassRole'],
    Resource: [roleArn ?? `arn:${partitionOf(region)}:iam::${accountId}:role/ROLE`],
  }
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: actionsOf(operations.filter((name) => named.test(name))),
        Resource: kinds.map((kind) => arn(`${kind}/thingplan-live-*`)),
      },
      { Effect: 'Allow', Action: actionsOf(operations.filter((name) => !named.test(name))), Resource: ['*'] },
      ...(checks.some(({ needsRole }) => needsRole) ? [passRole] : []),
    ],
  }
}
