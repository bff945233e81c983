import { AdapterError } from '../error/adapter-error.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { certificateIdText, roleArnText, templateNameText } from '../options/text-option.js'
import { checkIamAccount, type IamAccount } from './iam-account.js'
import type { IamPolicyDocument } from './iam-policy-document.js'
import { literalOrReference } from './literal-or-reference.js'
import { type Permission, policyOf } from './permission.js'

/** Something that a pipeline or a backend does for provisioning. */
export type ProvisioningUse =
  /** `deployProvisioningTemplate` */
  | { readonly kind: 'deploy-template'; readonly templateName: string; readonly provisioningRoleArn: string }
  /** `attachTemplate` and `detachTemplate`; the role where the template is attached inline. */
  | { readonly kind: 'attach-template'; readonly caCertificateId: string; readonly roleArn?: string }
  /** `createClaim`, with the name of the claim's policy. */
  | { readonly kind: 'create-claim'; readonly policyName: string }
  /** `createProvisioningClaim` */
  | { readonly kind: 'create-provisioning-claim'; readonly templateName: string }
  /** `startBulkRegistration` and `readBulkReports` */
  | { readonly kind: 'bulk-registration'; readonly roleArn: string }
  /** `createRegisterThingDriver`, beside what `requiredIamPolicy` says: AWS makes the calls of the template as the caller. */
  | { readonly kind: 'register-thing' }
  /** `createPreProvisioningHook` with a client. */
  | { readonly kind: 'pre-provisioning-hook' }
  /** `ensureRoleAlias` */
  | { readonly kind: 'ensure-role-alias'; readonly roleAlias: string; readonly roleArn: string }

export interface ProvisioningIamPolicyOptions extends IamAccount {
  readonly uses: readonly ProvisioningUse[]
}

const policyNameText = { pattern: /^[\w+=,.@-]{1,128}$/, wanted: 'the name of a policy, without wildcards' }
const roleAliasText = { pattern: /^[\w=,@-]{1,128}$/, wanted: 'the name of a role alias, without wildcards' }

const permissionsOf = (use: ProvisioningUse, arn: (resource: string) => string): readonly Permission[] => {
  const allow = (on: string, ...operations: readonly string[]): Permission[] =>
    operations.map((operation) => ({ action: `iot:${operation}`, on: [on] }))
  /** A call that names a role hands it to AWS IoT. */
  const passRole = (roleArn: string, field: string): Permission => ({
    action: 'iam:PassRole',
    on: [literalOrReference(field, roleArn, roleArnText)],
  })
  switch (use.kind) {
    case 'deploy-template':
      return [
        ...allow(
          arn(`provisioningtemplate/${literalOrReference('templateName', use.templateName, templateNameText)}`),
          'CreateProvisioningTemplate',
          'CreateProvisioningTemplateVersion',
          'DeleteProvisioningTemplateVersion',
          'DescribeProvisioningTemplate',
          'ListProvisioningTemplateVersions',
          'UpdateProvisioningTemplate',
        ),
        passRole(use.provisioningRoleArn, 'provisioningRoleArn'),
      ]
    case 'attach-template':
      return [
        ...allow(
          arn(`cacert/${literalOrReference('caCertificateId', use.caCertificateId, certificateIdText)}`),
          'UpdateCACertificate',
        ),
        ...(use.roleArn === undefined ? [] : [passRole(use.roleArn, 'roleArn')]),
      ]
    case 'create-claim':
      return [
        ...allow(
          arn(`policy/${literalOrReference('policyName', use.policyName, policyNameText)}`),
          'CreatePolicy',
          'GetPolicy',
        ),
        ...allow('*', 'CreateCertificateFromCsr'),
        ...allow(arn('cert/*'), 'AttachPolicy', 'UpdateCertificate'),
      ]
    case 'create-provisioning-claim':
      return allow(
        arn(`provisioningtemplate/${literalOrReference('templateName', use.templateName, templateNameText)}`),
        'CreateProvisioningClaim',
      )
    case 'bulk-registration':
      return [
        ...allow(
          '*',
          'StartThingRegistrationTask',
          'DescribeThingRegistrationTask',
          'ListThingRegistrationTaskReports',
        ),
        passRole(use.roleArn, 'roleArn'),
      ]
    case 'register-thing':
      return allow('*', 'RegisterThing')
    case 'pre-provisioning-hook':
      return [
        ...allow(arn('cert/*'), 'DescribeCertificate'),
        ...allow(arn('thing/*'), 'DescribeThing', 'ListThingPrincipals'),
      ]
    case 'ensure-role-alias':
      return [
        ...allow(
          arn(`rolealias/${literalOrReference('roleAlias', use.roleAlias, roleAliasText)}`),
          'CreateRoleAlias',
          'DescribeRoleAlias',
          'UpdateRoleAlias',
        ),
        passRole(use.roleArn, 'roleArn'),
        { action: 'iam:GetRole', on: [literalOrReference('roleArn', use.roleArn, roleArnText)] },
      ]
    default:
      throw new AdapterError('adapter-option', '`uses` holds a kind that does not exist', {
        field: 'uses',
        value: String(Object(use).kind),
      })
  }
}

/**
 * The least that whoever sets up provisioning must be allowed: a pipeline that deploys a template, a backend that makes claims.
 *
 * Not the role that AWS IoT provisions with: that is `provisioningRole`.
 *
 * @param options - `uses`, and the account as `requiredIamPolicy` takes it; names and ARNs literal or as references that a
 *   deployment resolves
 * @throws {AdapterError} `adapter-option`
 * @see Service Authorization Reference, "Actions, resources, and condition keys for AWS IoT"
 *
 * @example
 * ```ts
 * import { provisioningIamPolicy } from '@thingplan/aws-adapter/provisioning'
 *
 * const policy = provisioningIamPolicy({
 *   partition: 'aws',
 *   region: 'eu-central-1',
 *   accountId: '123456789012',
 *   uses: [{ kind: 'create-provisioning-claim', templateName: 'sensors' }],
 * })
 * policy.Statement[0]?.Action // => ['iot:CreateProvisioningClaim']
 * policy.Statement[0]?.Resource // => ['arn:aws:iot:eu-central-1:123456789012:provisioningtemplate/sensors']
 * ```
 */
export const provisioningIamPolicy = (options: ProvisioningIamPolicyOptions): IamPolicyDocument => {
  refuseUnknownOptions('provisioningIamPolicy', options, ['partition', 'region', 'accountId', 'uses'])
  const { partition, region, accountId } = checkIamAccount(options, 'provisioningIamPolicy')
  const arn = (resource: string): string => `arn:${partition}:iot:${region}:${accountId}:${resource}`
  return policyOf(options.uses.flatMap((use) => permissionsOf(use, arn)))
}
