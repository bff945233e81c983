import type { Registration } from '@thingplan/core'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { checkIamAccount } from './iam-account.js'
import type { IamPolicyDocument } from './iam-policy-document.js'
import { type Permission, policyOf } from './permission.js'
import {
  type RequiredIamPolicyOptions,
  registrationPermissions,
  requiredIamPolicyOptions,
} from './required-iam-policy.js'

const allow = (on: string, ...operations: readonly string[]): readonly Permission[] =>
  operations.map((operation) => ({ action: `iot:${operation}`, on: [on] }))

/**
 * The least that the role must be allowed which runs `redrivePending`: what `requiredIamPolicy` says for the registration, to list the
 * certificates of CAs, and to read what a certificate that stays stuck is attached to, whatever its thing is called.
 *
 * @param registration - that of `redrivePending`; of several, each needs a policy
 * @param options - as `requiredIamPolicy` takes them
 * @throws {AdapterError} `adapter-option`
 * @see Service Authorization Reference, "Actions, resources, and condition keys for AWS IoT"
 *
 * @example
 * ```ts
 * import { redriveIamPolicy } from '@thingplan/aws-adapter/redrive'
 * import { defineRegistration } from '@thingplan/core'
 *
 * const gates = defineRegistration({
 *   name: 'gates',
 *   rules: [],
 *   profiles: [{ thing: { name: 'gate-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
 * })
 * const { Statement } = redriveIamPolicy(gates, { partition: 'aws', region: 'eu-central-1', accountId: '123456789012' })
 * Statement[0]?.Action // => ['iot:ListAttachedPolicies', 'iot:ListCertificatesByCA']
 * ```
 */
export const redriveIamPolicy = (registration: Registration, options: RequiredIamPolicyOptions): IamPolicyDocument => {
  refuseUnknownOptions('redriveIamPolicy', options, requiredIamPolicyOptions)
  const { partition, region, accountId } = checkIamAccount(options, 'redriveIamPolicy')
  const arn = (resource: string): string => `arn:${partition}:iot:${region}:${accountId}:${resource}`
  return policyOf([
    ...registrationPermissions(registration, options),
    ...allow('*', 'ListCertificatesByCA', 'ListAttachedPolicies'),
    ...allow(arn('cert/*'), 'DescribeCertificate', 'ListPrincipalThings'),
    ...allow(arn('cacert/*'), 'DescribeCACertificate'),
    ...allow(arn('thing/*'), 'DescribeThing', 'ListThingPrincipals', 'ListThingGroupsForThing'),
  ])
}
