import { AdapterError } from '../error/adapter-error.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { certificateIdText, roleArnText } from '../options/text-option.js'
import { checkIamAccount, type IamAccount } from './iam-account.js'
import type { IamPolicyDocument } from './iam-policy-document.js'
import { literalOrReference } from './literal-or-reference.js'
import { type Permission, policyOf } from './permission.js'

/** Something that a pipeline or a backend does with CAs. */
export type AuthorityUse =
  /**
   * `registerAuthority`, and both handlers around it; the role where a template is attached inline. Without the CA's id, which is known
   * once its certificate is, any CA of the account.
   */
  | {
      readonly kind: 'register-authority'
      readonly caCertificateId?: string
      readonly roleArn?: string
      /** Whether it is given tags or a verifier, as by the custom resource. Default false. */
      readonly tagged?: boolean
    }
  /** `rotateAuthority`, which hands the template of the old CA on to the new; the role where that is attached inline. */
  | {
      readonly kind: 'rotate-authority'
      readonly from: string
      readonly to: string
      readonly roleArn?: string
      /** Whether it may go as far as to delete the old CA. Default false. */
      readonly delete?: boolean
    }
  /** `retireAuthority` */
  | { readonly kind: 'retire-authority'; readonly caCertificateId: string; readonly delete?: boolean }
  /** `reportExpiry` */
  | { readonly kind: 'report-expiry' }
  /** `readAuthorityVerifier`, for any CA of the account. */
  | { readonly kind: 'read-authority-verifier' }

export interface AuthorityIamPolicyOptions extends IamAccount {
  readonly uses: readonly AuthorityUse[]
}

type Arn = (resource: string) => string

const allow = (on: string, ...operations: readonly string[]): Permission[] =>
  operations.map((operation) => ({ action: `iot:${operation}`, on: [on] }))

/** A call that names a role hands it to AWS IoT. */
const passRole = (roleArn: string | undefined): readonly Permission[] =>
  roleArn === undefined ? [] : [{ action: 'iam:PassRole', on: [literalOrReference('roleArn', roleArn, roleArnText)] }]

const caOf = (arn: Arn, field: string, id: string): string =>
  arn(`cacert/${literalOrReference(field, id, certificateIdText)}`)

const registering = (ca: string, isTagged: boolean): readonly Permission[] => [
  ...allow('*', 'GetRegistrationCode', 'RegisterCACertificate'),
  ...allow(ca, 'DescribeCACertificate', 'UpdateCACertificate'),
  ...(isTagged ? allow(ca, 'ListTagsForResource', 'TagResource') : []),
]

/** AWS IoT authorises the listing of device certificates on no resource. */
const retiring = (ca: string, deletes: boolean): readonly Permission[] => [
  ...allow(ca, 'DescribeCACertificate', 'UpdateCACertificate'),
  ...(deletes ? [...allow('*', 'ListCertificatesByCA'), ...allow(ca, 'DeleteCACertificate')] : []),
]

const permissionsOf = (use: AuthorityUse, arn: Arn): readonly Permission[] => {
  switch (use.kind) {
    case 'register-authority': {
      const { caCertificateId: id, tagged = false } = use
      const ca = id === undefined ? arn('cacert/*') : caOf(arn, 'caCertificateId', id)
      return [...registering(ca, tagged), ...passRole(use.roleArn)]
    }
    case 'rotate-authority': {
      const old = caOf(arn, 'from', use.from)
      return [
        ...registering(caOf(arn, 'to', use.to), true),
        ...retiring(old, use.delete === true),
        ...allow(old, 'ListTagsForResource'),
        ...allow('*', 'ListCertificatesByCA'),
        ...passRole(use.roleArn),
      ]
    }
    case 'retire-authority':
      return retiring(caOf(arn, 'caCertificateId', use.caCertificateId), use.delete === true)
    case 'report-expiry':
      return [
        ...allow('*', 'ListCACertificates', 'ListCertificates', 'ListCertificatesByCA'),
        ...allow(arn('cacert/*'), 'DescribeCACertificate'),
        ...allow(arn('cert/*'), 'DescribeCertificate'),
      ]
    case 'read-authority-verifier':
      return allow(arn('cacert/*'), 'DescribeCACertificate', 'ListTagsForResource')
    default:
      throw new AdapterError('adapter-option', '`uses` holds a kind that does not exist', {
        field: 'uses',
        value: String(Object(use).kind),
      })
  }
}

/**
 * The least that whoever registers, rotates, retires or watches CAs must be allowed in AWS IoT. What holds the private key, such as
 * KMS, has permissions of its own.
 *
 * @param options - `uses`, and the account as `requiredIamPolicy` takes it; ids and ARNs literal or as references that a deployment
 *   resolves
 * @throws {AdapterError} `adapter-option`
 * @see Service Authorization Reference, "Actions, resources, and condition keys for AWS IoT"
 *
 * @example
 * ```ts
 * import { authorityIamPolicy } from '@thingplan/aws-adapter/authority'
 *
 * const policy = authorityIamPolicy({
 *   partition: 'aws',
 *   region: 'eu-central-1',
 *   accountId: '123456789012',
 *   uses: [{ kind: 'retire-authority', caCertificateId: '${CaCertificate}' }],
 * })
 * policy.Statement[0]?.Action // => ['iot:DescribeCACertificate', 'iot:UpdateCACertificate']
 * policy.Statement[0]?.Resource // => ['arn:aws:iot:eu-central-1:123456789012:cacert/${CaCertificate}']
 * ```
 */
export const authorityIamPolicy = (options: AuthorityIamPolicyOptions): IamPolicyDocument => {
  refuseUnknownOptions('authorityIamPolicy', options, ['partition', 'region', 'accountId', 'uses'])
  const { partition, region, accountId } = checkIamAccount(options, 'authorityIamPolicy')
  const arn: Arn = (resource) => `arn:${partition}:iot:${region}:${accountId}:${resource}`
  return policyOf(options.uses.flatMap((use) => permissionsOf(use, arn)))
}
