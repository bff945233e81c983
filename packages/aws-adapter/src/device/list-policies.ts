import { ListAttachedPoliciesCommand } from '@aws-sdk/client-iot'
import { callUnless } from '../error/call-aws.js'
import type { CertificateCalls } from './certificate-calls.js'
import { readPages } from './read-pages.js'

/**
 * Names of the policies that are attached to a certificate itself; none where AWS IoT does not know it.
 *
 * @throws {CallError}
 */
export const listPolicies = async (certificateArn: string, client: CertificateCalls): Promise<readonly string[]> => {
  const subject = { field: 'target', value: certificateArn }
  const policies = await readPages(async (marker) => {
    const command = new ListAttachedPoliciesCommand({ target: certificateArn, marker })
    const page = await callUnless('ResourceNotFoundException', 'ListAttachedPolicies', subject, () =>
      client.send(command),
    )
    return { items: page?.policies, next: page?.nextMarker }
  })
  return policies.flatMap(({ policyName }) => policyName ?? [])
}
