import type { Partition, Plan, Registration, StepKind } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import type { IamPolicyDocument } from './iam-policy-document.js'
import { type Permission, policyUpdatePermissions, stepPermissions } from './step-permissions.js'

/** Where the role works. The values go into ARNs as they are, so that `${AWS::Region}` of CloudFormation may stand there. */
export interface RequiredIamPolicyOptions {
  readonly partition: Partition | '${AWS::Partition}'
  /** For example `eu-central-1`. */
  readonly region: string
  /** Twelve digits. */
  readonly accountId: string
  /** As the driver's option. Default `refuse`. */
  readonly onPolicyDrift?: 'refuse' | 'update'
}

const kindsOf = (source: Registration | Plan): readonly StepKind[] =>
  'steps' in source ? source.steps.map(({ kind }) => kind) : source.stepKinds

/** Resource types by operation, both sorted, so that the same source gives the same text. */
const operationsOf = (permissions: readonly Permission[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const operations = [...new Set(permissions.map(({ operation }) => operation))].sort()
  return new Map(
    operations.map((operation) => {
      const types = permissions.flatMap((permission) => (permission.operation === operation ? permission.on : []))
      return [operation, new Set([...types].sort())]
    }),
  )
}

/**
 * The least that the role must be allowed which executes a plan, or every plan of a registration, with `createIotDriver`.
 *
 * Each operation is allowed on the types of resources that it works on, in one account and region, and nothing else. It
 * includes what the driver does when something is missing, and the way back after a failure.
 *
 * @param source - a plan, or a registration for all plans that it can make, and for the handler around them
 * @param options - `partition`, `region` and `accountId` of the role's AWS IoT
 * @returns an IAM policy document, one statement for each set of resource types
 * @throws {AdapterError} `adapter-option` for an option that is missing or does not exist
 * @see Service Authorization Reference, "Actions, resources, and condition keys for AWS IoT".
 * @example
 * ```ts
 * import { requiredIamPolicy } from '@thingplan/aws-adapter'
 * import { defineRegistration } from '@thingplan/core'
 *
 * const gates = defineRegistration({
 *   name: 'gates',
 *   rules: [],
 *   profiles: [{ thing: { name: 'gate-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
 * })
 * const policy = requiredIamPolicy(gates, { partition: 'aws', region: 'eu-central-1', accountId: '123456789012' })
 * policy.Statement[0]?.Resource // => ['arn:aws:iot:eu-central-1:123456789012:cert/*']
 * ```
 */
export const requiredIamPolicy = (
  source: Registration | Plan,
  options: RequiredIamPolicyOptions,
): IamPolicyDocument => {
  refuseUnknownOptions('requiredIamPolicy', options, ['partition', 'region', 'accountId', 'onPolicyDrift'])
  const { partition, region, accountId, onPolicyDrift = 'refuse' } = options
  for (const [field, value] of Object.entries({ partition, region, accountId })) {
    if (typeof value === 'string' && value !== '') continue
    throw new AdapterError('adapter-option', `requiredIamPolicy needs \`${field}\``, { field })
  }
  const statements = new Map<string, { readonly types: ReadonlySet<string>; readonly actions: string[] }>()
  const kinds = new Set<StepKind>(['set-certificate-status', ...kindsOf(source)])
  const isUpdating = onPolicyDrift === 'update' && kinds.has('ensure-policy')
  const permissions = [
    ...[...kinds].flatMap((kind) => stepPermissions[kind]),
    ...(isUpdating ? policyUpdatePermissions : []),
  ]
  for (const [operation, types] of operationsOf(permissions)) {
    const key = [...types].join()
    const statement = statements.get(key) ?? { types, actions: [] }
    statement.actions.push(`iot:${operation}`)
    statements.set(key, statement)
  }
  const inOrder = [...statements].sort(([left], [right]) => (left < right ? -1 : 1))
  return {
    Version: '2012-10-17',
    Statement: inOrder.map(([, { types, actions }]) => ({
      Effect: 'Allow',
      Action: actions,
      Resource: [...types].map((type) => `arn:${partition}:iot:${region}:${accountId}:${type}/*`),
    })),
  }
}
