import { DeleteCertificateCommand, UpdateCertificateCommand } from '@aws-sdk/client-iot'
import { callAws } from '../error/call-aws.js'
import { CallError } from '../error/call-error.js'
import type { SweepCalls } from './sweep-calls.js'

/** It is active by now, has a policy or a thing, or is gone (AWS IoT API Reference, "DeleteCertificate", "UpdateCertificate"). */
const changes: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'CertificateStateException',
  'DeleteConflictException',
  'ResourceNotFoundException',
])

/**
 * Deletes or revokes an orphan. Never by `forceDelete`: AWS IoT itself refuses what is ACTIVE or attached to anything.
 *
 * @throws {CallError}
 */
export const removeOrphan = async (
  client: SweepCalls,
  certificateId: string,
  verdict: 'delete' | 'revoke',
): Promise<'done' | 'changed'> => {
  const subject = { field: 'certificateId', value: certificateId }
  try {
    await (verdict === 'delete'
      ? callAws('DeleteCertificate', subject, () => client.send(new DeleteCertificateCommand({ certificateId })))
      : callAws('UpdateCertificate', subject, () =>
          client.send(new UpdateCertificateCommand({ certificateId, newStatus: 'REVOKED' })),
        ))
    return 'done'
  } catch (error) {
    if (error instanceof CallError && changes.has(error.awsError)) return 'changed'
    throw error
  }
}
