import { outlineSteps, type Registration } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'
import { driftOption } from '../options/drift-option.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { checkIamAccount, type IamAccount } from './iam-account.js'
import type { IamPolicyDocument } from './iam-policy-document.js'
import { type Permission, policyOf } from './permission.js'
import { tablePermissions, verifierPermissions } from './source-permissions.js'
import { type AnyStep, stepPermissions } from './step-permissions.js'
import { sweepPermissions } from './sweep-permissions.js'

/** What a function does about the certificates that are vended. */
export type VendingUse =
  /** `createVendingHandler`, with what its options let it do. */
  | {
      readonly kind: 'vend'
      /** As `requiredIamPolicy` takes them. Default: none. */
      readonly verifierFunctions?: Readonly<Record<string, string>>
      /** With a function that asks `describeEndpoints`. Default false. */
      readonly endpoints?: boolean
      /** With the shadows of `createIotShadowSource`. Default false. */
      readonly shadow?: boolean
    }
  /** `createSightingHandler` */
  | { readonly kind: 'sight' }
  /** `runDue` */
  | { readonly kind: 'due' }
  /** `sweepOrphans` */
  | { readonly kind: 'sweep' }

export interface VendingIamPolicyOptions extends IamAccount {
  /** As in the rules of vending. */
  readonly registration: Registration | 'just-in-time'
  /** `aws-iot` for `createIotIssuer`, `aws-iot-keys` for `createIotKeysIssuer`. What another asks of ACM PCA or KMS is not in it. */
  readonly issuer: 'aws-iot' | 'aws-iot-keys' | 'other'
  /** ARN of the table of `createDynamoDbDeviceStore`. */
  readonly deviceTable: string
  readonly uses: readonly VendingUse[]
  /** As the driver's option. Default `refuse`. */
  readonly onPolicyDrift?: 'refuse' | 'update'
}

const known: readonly (keyof VendingIamPolicyOptions)[] = [
  'partition',
  'region',
  'accountId',
  'registration',
  'issuer',
  'deviceTable',
  'uses',
  'onPolicyDrift',
]

/** What can be said of permissions before there is a device. */
interface Scope {
  readonly options: VendingIamPolicyOptions
  readonly arn: (resource: string) => string
  permissionsOf(steps: readonly AnyStep[]): readonly Permission[]
}

const allow = (on: string, ...operations: readonly string[]): readonly Permission[] =>
  operations.map((operation) => ({ action: `iot:${operation}`, on: [on] }))

/** Steps of the plans that activate certificates; none where devices are registered at their first connection. */
const activationOf = ({ registration }: VendingIamPolicyOptions): readonly AnyStep[] =>
  registration === 'just-in-time' ? [] : outlineSteps(registration)

/**
 * What AWS IoT has not issued itself is registered before it is activated; and before it is revoked, where it was never
 * registered.
 */
const registering = ({ registration, issuer }: VendingIamPolicyOptions): readonly Permission[] =>
  registration === 'just-in-time' || issuer !== 'other' ? [] : allow('*', 'RegisterCertificate')

/** The end of a certificate: the thing passes on, the certificate is revoked, and what it has is taken from it. */
const retirement = ({ options, arn, permissionsOf }: Scope): readonly Permission[] => {
  const steps = activationOf(options).flatMap((step): readonly AnyStep[] => {
    if (step.kind !== 'ensure-thing') return []
    const { thingName, ownership } = step
    const detached: AnyStep = { kind: 'detach-thing', thingName }
    return ownership === 'off' ? [detached] : [{ kind: 'set-thing-owner', thingName, ownership }, detached]
  })
  return [
    ...permissionsOf([...steps, { kind: 'set-certificate-status' }]),
    ...(steps.length === 0 ? [] : allow(arn('cert/*'), 'DetachPolicy')),
    ...registering(options),
  ]
}

const issuing = (arn: Scope['arn']): readonly Permission[] => [
  ...allow('*', 'CreateCertificateFromCsr', 'ListCertificates'),
  ...allow(arn('cert/*'), 'DescribeCertificate'),
]

/** A key that AWS IoT makes comes with a certificate, which is deleted where it is not taken up. */
const makingKeys = (arn: Scope['arn']): readonly Permission[] => [
  ...allow('*', 'CreateKeysAndCertificate'),
  ...allow(arn('cert/*'), 'DeleteCertificate'),
]

const issuers: readonly unknown[] = ['aws-iot', 'aws-iot-keys', 'other']

const vending = (use: Extract<VendingUse, { readonly kind: 'vend' }>, scope: Scope): readonly Permission[] => {
  const { options, arn, permissionsOf } = scope
  const { verifierFunctions = {}, endpoints = false, shadow = false } = use
  const { registration, issuer } = options
  const verifiers = registration === 'just-in-time' ? [] : verifierPermissions(registration, verifierFunctions)
  return [
    ...permissionsOf(activationOf(options)),
    ...retirement(scope),
    ...verifiers,
    ...(issuer === 'other' ? [] : issuing(arn)),
    ...(issuer === 'aws-iot-keys' ? makingKeys(arn) : []),
    ...(endpoints ? allow('*', 'DescribeEndpoint') : []),
    // Which thing is the device's stands in its record; what another program calls things is not known here.
    ...(shadow ? allow(arn('thing/*'), 'GetThingShadow', 'UpdateThingShadow') : []),
  ]
}

const permissionsFor = (use: VendingUse, scope: Scope): readonly Permission[] => {
  const { deviceTable } = scope.options
  const table = (...operations: readonly string[]) => tablePermissions('deviceTable', deviceTable, operations)
  switch (use.kind) {
    case 'vend':
      return [...vending(use, scope), ...table('GetItem', 'PutItem')]
    case 'sight':
      return [...retirement(scope), ...table('GetItem', 'PutItem')]
    case 'due':
      return [...retirement(scope), ...table('GetItem', 'PutItem', 'Scan')]
    case 'sweep':
      return [...sweepPermissions(scope.arn), ...table('GetItem', 'Scan')]
    default:
      throw new AdapterError('adapter-option', '`uses` holds a kind that does not exist', {
        field: 'uses',
        value: String(Object(use).kind),
      })
  }
}

/**
 * The least that the functions around vending must be allowed in AWS IoT and DynamoDB; give each function the policy of its own use.
 * What an issuer asks elsewhere, such as ACM PCA or KMS, and the table of an older machine have permissions of their own.
 *
 * @param options - `registration`, `issuer`, `deviceTable` and `uses`, and the account as `requiredIamPolicy` takes it; ARNs literal or as
 *   references that a deployment resolves
 * @throws {AdapterError} `adapter-option`
 * @see Service Authorization Reference, "Actions, resources, and condition keys for AWS IoT"
 *
 * @example
 * ```ts
 * import { vendingIamPolicy } from '@thingplan/aws-adapter/vending'
 *
 * const policy = vendingIamPolicy({
 *   partition: 'aws',
 *   region: 'eu-central-1',
 *   accountId: '123456789012',
 *   registration: 'just-in-time',
 *   issuer: 'other',
 *   deviceTable: '${Devices.Arn}',
 *   uses: [{ kind: 'sight' }],
 * })
 * policy.Statement[0]?.Action // => ['dynamodb:GetItem', 'dynamodb:PutItem']
 * policy.Statement[1]?.Action // => ['iot:DescribeCertificate', 'iot:UpdateCertificate']
 * ```
 */
export const vendingIamPolicy = (options: VendingIamPolicyOptions): IamPolicyDocument => {
  refuseUnknownOptions('vendingIamPolicy', options, known)
  if (!issuers.includes(options.issuer)) {
    throw new AdapterError('adapter-option', '`issuer` is none of `aws-iot`, `aws-iot-keys`, `other`', {
      field: 'issuer',
    })
  }
  const account = checkIamAccount(options, 'vendingIamPolicy')
  const { partition, region, accountId } = account
  const onPolicyDrift = driftOption(options.onPolicyDrift)
  const scope: Scope = {
    options,
    arn: (resource) => `arn:${partition}:iot:${region}:${accountId}:${resource}`,
    permissionsOf: (steps) => steps.flatMap((step) => stepPermissions(step, account, onPolicyDrift)),
  }
  return policyOf(options.uses.flatMap((use) => permissionsFor(use, scope)))
}
