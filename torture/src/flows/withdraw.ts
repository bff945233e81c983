import { CreatePolicyCommand, DeletePolicyCommand, UpdateCertificateCommand } from '@aws-sdk/client-iot'
import type { Emulator } from '@thingplan/emulator'

const policyName = 'passing-by'
const policyDocument = '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Action":"iot:Connect","Resource":"*"}]}'

/**
 * An operator deactivates certificates, then changes something else and changes it back.
 *
 * A stale read shows the registry before its latest change. It would hide what the operator did, and nobody can act on a
 * status that AWS itself tells wrongly: UpdateCertificate takes no condition.
 */
export const withdraw = async ({ client }: Emulator, certificateIds: readonly string[]): Promise<void> => {
  for (const certificateId of certificateIds) {
    await client.send(new UpdateCertificateCommand({ certificateId, newStatus: 'INACTIVE' }))
  }
  await client.send(new CreatePolicyCommand({ policyName, policyDocument }))
  await client.send(new DeletePolicyCommand({ policyName }))
}
