import { checkIamAccount, type IamAccount } from '../iam/iam-account.js'
import { type Permission, policyOf } from '../iam/permission.js'
import { isReference } from '../iam/reference.js'
import type { RoleDocuments } from '../iam/role-documents.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { textOption } from '../options/text-option.js'

export interface TokenExchangeRoleOptions extends IamAccount {
  /** Names of the buckets that components' artifacts are in, literal or as references. Default: none. */
  readonly artifactBuckets?: readonly string[]
}

const bucketText = { pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, wanted: 'the name of a bucket' }

/**
 * The role that Greengrass V2 cores exchange their certificates for, as documents.
 *
 * It is what the nucleus needs: its own log groups, the location of buckets, and the artifacts in the buckets that are named.
 * Where AWS's example allows log groups and artifacts of any name, these are Greengrass's log groups and the named buckets.
 *
 * @returns `trust` for CreateRole and `permissions` for PutRolePolicy
 * @throws {AdapterError} `adapter-option`
 * @see AWS IoT Greengrass V2 Developer Guide, "Authorize core devices to interact with AWS services"
 *
 * @example
 * ```ts
 * import { tokenExchangeRole } from '@thingplan/aws-adapter/greengrass'
 *
 * const { trust } = tokenExchangeRole({ partition: 'aws', region: 'eu-central-1', accountId: '123456789012' })
 * trust.Statement[0].Principal // => { Service: 'credentials.iot.amazonaws.com' }
 * ```
 */
export const tokenExchangeRole = (options: TokenExchangeRoleOptions): RoleDocuments => {
  refuseUnknownOptions('tokenExchangeRole', options, ['partition', 'region', 'accountId', 'artifactBuckets'])
  const { partition, region, accountId } = checkIamAccount(options, 'tokenExchangeRole')
  const buckets = (options.artifactBuckets ?? []).map((bucket) =>
    typeof bucket === 'string' && isReference(bucket) ? bucket : textOption('artifactBuckets', bucket, bucketText),
  )
  const logGroups = `arn:${partition}:logs:${region}:${accountId}:log-group:/aws/greengrass/*`
  const permissions: readonly Permission[] = [
    ...['CreateLogGroup', 'CreateLogStream', 'PutLogEvents', 'DescribeLogStreams'].map((operation) => ({
      action: `logs:${operation}`,
      on: [logGroups],
    })),
    { action: 's3:GetBucketLocation', on: [`arn:${partition}:s3:::*`] },
    ...(buckets.length === 0
      ? []
      : [{ action: 's3:GetObject', on: buckets.map((bucket) => `arn:${partition}:s3:::${bucket}/*`) }]),
  ]
  return {
    trust: {
      Version: '2012-10-17',
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'credentials.iot.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    },
    permissions: policyOf(permissions),
  }
}
