import {
  certificateToTidy,
  type RotationFacts,
  type RotationMessage,
  type RotationRecord,
} from '@thingplan/core/lifecycle'
import { describeStatus } from '../../device/describe-status.js'
import { listPolicies } from '../../device/list-policies.js'
import { certificateArn } from '../../driver/certificate-arn.js'
import type { RotationDesk } from './rotation-handler-options.js'

/**
 * Reads how it is with a certificate that was taken out, where it is time to look at it once again.
 *
 * @throws {CallError}
 * @throws {AdapterError} `answer-malformed`
 */
export const readRetiredCertificate = async (
  message: RotationMessage,
  record: RotationRecord,
  { client, account, clock }: RotationDesk,
): Promise<Pick<RotationFacts, 'retired' | 'currentPolicies'>> => {
  const retired = message.kind === 'resume' ? certificateToTidy(record, clock()) : undefined
  if (retired === undefined) return {}
  const policiesOf = (certificateId: string): Promise<readonly string[]> =>
    listPolicies(certificateArn({ account }, certificateId), client)
  const { certificateId } = retired
  const [described, policies, currentPolicies] = await Promise.all([
    describeStatus(certificateId, client),
    policiesOf(certificateId),
    policiesOf(record.current?.certificateId ?? certificateId),
  ])
  // One that is gone is out.
  return { retired: { status: described?.status ?? 'REVOKED', policies }, currentPolicies }
}
