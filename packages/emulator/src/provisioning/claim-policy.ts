import type { NamedPolicy } from '@thingplan/core/policy'
import { arnOf } from '../arn.js'
import type { ProvisioningClaim } from '../registry/records.js'
import type { World } from '../world.js'

/** A claim of a trusted user, as long as it lasts. */
export const liveClaim = ({ registry, clock }: World, certificateId: string): ProvisioningClaim | undefined => {
  const claim = registry.provisioningClaims.get(certificateId)
  return claim !== undefined && claim.expiresAt.getTime() > clock().getTime() ? claim : undefined
}

/** What a temporary claim allows: to get a certificate, and to be provisioned by the one template that it was made for. */
export const claimPolicy = ({ account }: World, { templateName }: ProvisioningClaim): NamedPolicy => {
  const topics = [
    '$aws/certificates/create/*',
    '$aws/certificates/create-from-csr/*',
    `$aws/provisioning-templates/${templateName}/provision/*`,
  ]
  const allow = (action: string | readonly string[], resource: string | readonly string[]) => ({
    Effect: 'Allow',
    Action: action,
    Resource: resource,
  })
  return {
    name: `provisioning-claim-${templateName}`,
    document: JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        allow('iot:Connect', '*'),
        allow(
          ['iot:Publish', 'iot:Receive'],
          topics.map((topic) => arnOf(account, 'topic', topic)),
        ),
        allow(
          'iot:Subscribe',
          topics.map((topic) => arnOf(account, 'topicfilter', topic)),
        ),
      ],
    }),
  }
}
