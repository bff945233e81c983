import { quote } from '@thingplan/core'
import type { ProvisioningTemplate } from '@thingplan/core/provisioning'
import { AdapterError } from '../../error/adapter-error.js'
import { checkIamAccount, type IamAccount } from '../../iam/iam-account.js'
import { literalOrReference } from '../../iam/literal-or-reference.js'
import { type Permission, policyOf } from '../../iam/permission.js'
import type { RoleDocuments } from '../../iam/role-documents.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import {
  certificateIdText,
  inputFileBucketText,
  inputFileKeyText,
  templateNameText,
  textOption,
} from '../../options/text-option.js'
import { requireTemplate } from '../template/require-template.js'
import { templatePermissions } from './template-permissions.js'

export interface ProvisioningRoleOptions extends IamAccount {
  /** Of any kind. */
  readonly template: ProvisioningTemplate
  /** Confines the role to a template of this name. Default: any template of the account and region. */
  readonly templateName?: string
  /** Confines the role to this CA, for an inline template. Not together with `templateName`. */
  readonly caCertificateId?: string
  /** For a template of kind `bulk`: the bucket with the file of a bulk registration, literal or as a reference. Default: none. */
  readonly inputFileBucket?: string
  /** Confines the role to this file, literal or as a reference, without `*`. Default: any file of the bucket. */
  readonly inputFileKey?: string
}

const known: readonly (keyof ProvisioningRoleOptions)[] = [
  'partition',
  'region',
  'accountId',
  'template',
  'templateName',
  'caCertificateId',
  'inputFileBucket',
  'inputFileKey',
]

/** IAM would take `*` in the name of a file for any characters. */
const fileText = { ...inputFileKeyText, pattern: /^[a-zA-Z0-9!_.'()/-]{1,1024}$/ }

/** A task reads its file as this role (Developer Guide, "Bulk registration"). */
const inputFilePermissions = ({
  template: { kind },
  partition,
  inputFileBucket,
  inputFileKey,
}: ProvisioningRoleOptions): readonly Permission[] => {
  if (inputFileBucket === undefined && inputFileKey === undefined) return []
  if (kind !== 'bulk') {
    const details = { field: 'inputFileBucket', remedy: 'leave it out' }
    throw new AdapterError('adapter-option', `a template of kind ${quote(kind)} reads no file`, details)
  }
  const bucket = literalOrReference('inputFileBucket', inputFileBucket ?? '', inputFileBucketText)
  const key = inputFileKey === undefined ? '*' : literalOrReference('inputFileKey', inputFileKey, fileText)
  return [{ action: 's3:GetObject', on: [`arn:${partition}:s3:::${bucket}/${key}`] }]
}

const sourceOf = ({ templateName, caCertificateId }: ProvisioningRoleOptions): string => {
  if (templateName !== undefined) {
    return `provisioningtemplate/${textOption('templateName', templateName, templateNameText)}`
  }
  if (caCertificateId === undefined) return '*'
  return `cacert/${textOption('caCertificateId', caCertificateId, certificateIdText)}`
}

/**
 * The role that AWS IoT provisions devices with, as documents.
 *
 * It trusts AWS IoT only, and only on behalf of the account, the region and, where it is named, the template: without that,
 * anybody's template could make AWS IoT use the role. It may do what the template needs and nothing else, where AWS's managed
 * policy allows 30 actions on everything. For a bulk registration it may also read the file.
 *
 * Whether AWS IoT names a template or a CA as the source in each kind of provisioning is unconfirmed: the names are opt-in, and
 * without them the source is the account and region, as AWS's example has it.
 *
 * @returns `trust` for CreateRole and `permissions` for PutRolePolicy
 * @throws {AdapterError} `adapter-option`
 * @see AWS IoT Core Developer Guide, "Cross-service confused deputy prevention"
 *
 * @example
 * ```ts
 * import { provisioningRole } from '@thingplan/aws-adapter/provisioning'
 * import { parseProvisioningTemplate } from '@thingplan/core/provisioning'
 *
 * const id = 'AWS::IoT::Certificate::Id'
 * const certificate = { Type: 'AWS::IoT::Certificate', Properties: { CertificateId: { Ref: id } } }
 * const template = parseProvisioningTemplate({ Parameters: { [id]: { Type: 'String' } }, Resources: { certificate } }, 'jitp')
 *
 * const { trust } = provisioningRole({ template, partition: 'aws', region: 'eu-central-1', accountId: '123456789012' })
 * trust.Statement[0].Principal // => { Service: 'iot.amazonaws.com' }
 * ```
 */
export const provisioningRole = (options: ProvisioningRoleOptions): RoleDocuments => {
  refuseUnknownOptions('provisioningRole', options, known)
  const account = checkIamAccount(options, 'provisioningRole')
  const template = requireTemplate(options.template, ['jitp', 'bulk', 'fleet'])
  const { partition, region, accountId } = account
  return {
    trust: {
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'iot.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'aws:SourceAccount': accountId },
            ArnLike: { 'aws:SourceArn': `arn:${partition}:iot:${region}:${accountId}:${sourceOf(options)}` },
          },
        },
      ],
    },
    permissions: policyOf([...templatePermissions(template, account), ...inputFilePermissions(options)]),
  }
}
