import { outlineSteps, type Registration } from '@thingplan/core'
import { type Rotation, rotationTopicsOf } from '@thingplan/core/lifecycle'
import { AdapterError } from '../error/adapter-error.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { checkIamAccount, type IamAccount } from './iam-account.js'
import type { IamPolicyDocument } from './iam-policy-document.js'
import { type Name, namePattern } from './name-pattern.js'
import { type Permission, policyOf } from './permission.js'
import { tablePermissions } from './source-permissions.js'
import { type AnyStep, stepPermissions } from './step-permissions.js'
import { sweepPermissions } from './sweep-permissions.js'

/** What a function does about rotations. */
export type RotationUse =
  /** `createRotationHandler` */
  | { readonly kind: 'rotate' }
  /** `resumeRotations`, and `rotateDue` over the records of the table. */
  | { readonly kind: 'tend' }
  /** `sweepRotationOrphans` */
  | { readonly kind: 'sweep' }
  /** `createJobNotifier` */
  | { readonly kind: 'notify-by-job' }

export interface RotationIamPolicyOptions extends IamAccount {
  readonly rotation: Rotation
  /** What devices become: the things of a rotation are its things. */
  readonly registration: Registration
  /** `aws-iot` for `createIotIssuer`. What another issuer asks of ACM PCA or KMS is not in it. */
  readonly issuer: 'aws-iot' | 'other'
  /** ARN of the table of `createDynamoDbRotationStore`. */
  readonly rotationTable: string
  /** As the handler's option. Default `cert-rotation`. */
  readonly prefix?: string
  readonly uses: readonly RotationUse[]
}

const known: readonly (keyof RotationIamPolicyOptions)[] = [
  'partition',
  'region',
  'accountId',
  'rotation',
  'registration',
  'issuer',
  'rotationTable',
  'prefix',
  'uses',
]

interface Scope {
  readonly options: RotationIamPolicyOptions
  readonly arn: (resource: string) => string
  readonly thing: (name: Name) => string
  permissionsOf(steps: readonly AnyStep[]): readonly Permission[]
}

const allow = (on: string, ...operations: readonly string[]): readonly Permission[] =>
  operations.map((operation) => ({ action: `iot:${operation}`, on: [on] }))

const thingsOf = (registration: Registration): readonly Name[] =>
  outlineSteps(registration).flatMap((step) => (step.kind === 'ensure-thing' ? [step.thingName] : []))

/** Preparation, completion and the way back: a certificate joins a thing, the thing passes on, another is taken out. */
const stepsFor = (thingName: Name, { ownership }: Rotation): readonly AnyStep[] => [
  { kind: 'attach-thing', thingName },
  { kind: 'detach-thing', thingName },
  ...(ownership === 'off' ? [] : [{ kind: 'set-thing-owner', thingName, ownership } as const]),
]

const rotating = ({ options, arn, permissionsOf }: Scope): readonly Permission[] => {
  const { rotation, registration, issuer, prefix } = options
  const { request, acknowledgement } = rotationTopicsOf('*', prefix)
  return [
    ...permissionsOf(thingsOf(registration).flatMap((thingName) => stepsFor(thingName, rotation))),
    ...permissionsOf([{ kind: 'set-certificate-status' }]),
    // Which policies a device has is read from its present certificate; IAM confines no attachment by its policy.
    ...allow(arn('cert/*'), 'AttachPolicy', 'DetachPolicy', 'DescribeCertificate'),
    ...allow('*', 'ListAttachedPolicies', 'RegisterCertificate'),
    ...(issuer === 'aws-iot' ? allow('*', 'CreateCertificateFromCsr', 'ListCertificates') : []),
    ...[request, acknowledgement].flatMap(({ reply }) => allow(arn(`topic/${reply}`), 'Publish')),
  ]
}

const permissionsFor = (use: RotationUse, scope: Scope): readonly Permission[] => {
  const { rotationTable, registration } = scope.options
  const table = (...operations: readonly string[]) => tablePermissions('rotationTable', rotationTable, operations)
  switch (use.kind) {
    case 'rotate':
      return [...rotating(scope), ...table('GetItem', 'PutItem')]
    case 'tend':
      return [...rotating(scope), ...table('GetItem', 'PutItem', 'Scan')]
    case 'sweep':
      return [...sweepPermissions(scope.arn), ...table('GetItem', 'Scan')]
    case 'notify-by-job':
      return [{ action: 'iot:CreateJob', on: [scope.arn('job/*'), ...thingsOf(registration).map(scope.thing)] }]
    default:
      throw new AdapterError('adapter-option', '`uses` holds a kind that does not exist', {
        field: 'uses',
        value: String(Object(use).kind),
      })
  }
}

/**
 * The least that the functions around a rotation must be allowed in AWS IoT and DynamoDB; give each function the policy of its own use.
 * What an issuer asks elsewhere, such as ACM PCA or KMS, and what reads a queue have permissions of their own.
 *
 * @param options - `rotation`, `registration`, `issuer`, `rotationTable` and `uses`, and the account as `requiredIamPolicy` takes it;
 *   ARNs literal or as references that a deployment resolves
 * @throws {AdapterError} `adapter-option`
 * @throws {LifecycleError} `lifecycle-option` for the prefix
 * @see Service Authorization Reference, "Actions, resources, and condition keys for AWS IoT"
 *
 * @example
 * ```ts
 * import { rotationIamPolicy } from '@thingplan/aws-adapter/rotation'
 * import { defineRegistration } from '@thingplan/core'
 * import { defineRotation } from '@thingplan/core/lifecycle'
 *
 * const policy = rotationIamPolicy({
 *   partition: 'aws',
 *   region: 'eu-central-1',
 *   accountId: '123456789012',
 *   rotation: defineRotation({ name: 'sensors' }),
 *   registration: defineRegistration({
 *     name: 'sensors',
 *     rules: [],
 *     profiles: [{ thing: { name: 'sensor-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
 *   }),
 *   issuer: 'other',
 *   rotationTable: '${Rotations.Arn}',
 *   uses: [{ kind: 'notify-by-job' }],
 * })
 * policy.Statement[0]?.Action // => ['iot:CreateJob']
 * policy.Statement[0]?.Resource?.at(-1) // => 'arn:aws:iot:eu-central-1:123456789012:thing/sensor-*'
 * ```
 */
export const rotationIamPolicy = (options: RotationIamPolicyOptions): IamPolicyDocument => {
  refuseUnknownOptions('rotationIamPolicy', options, known)
  if (options.issuer !== 'aws-iot' && options.issuer !== 'other') {
    throw new AdapterError('adapter-option', '`issuer` is neither `aws-iot` nor `other`', { field: 'issuer' })
  }
  const account = checkIamAccount(options, 'rotationIamPolicy')
  const { partition, region, accountId } = account
  const arn = (resource: string): string => `arn:${partition}:iot:${region}:${accountId}:${resource}`
  const scope: Scope = {
    options,
    arn,
    thing: (name) => arn(`thing/${namePattern(name, 'thingName', account)}`),
    permissionsOf: (steps) => steps.flatMap((step) => stepPermissions(step, account, 'refuse')),
  }
  return policyOf(options.uses.flatMap((use) => permissionsFor(use, scope)))
}
