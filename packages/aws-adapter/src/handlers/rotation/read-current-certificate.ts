import type { CertificateObservation } from '@thingplan/core'
import type { RotationFacts, RotationMessage, RotationRecord } from '@thingplan/core/lifecycle'
import { describeStatus } from '../../device/describe-status.js'
import { listPolicies } from '../../device/list-policies.js'
import { certificateArn } from '../../driver/certificate-arn.js'
import type { RotationDesk } from './rotation-handler-options.js'

/** What a plan about the current certificate needs to know of it. */
export interface CurrentCertificate {
  readonly facts: Pick<RotationFacts, 'currentStatus' | 'currentPolicies'>
  /** Spares the driver a look. */
  readonly observations: readonly CertificateObservation[]
}

const nothing: CurrentCertificate = { facts: {}, observations: [] }

/** Whether a message can lead to a plan in this state. What cannot costs AWS nothing: strangers may send as much as they like. */
const leadsToPlan = (message: RotationMessage, { state }: RotationRecord): boolean => {
  switch (message.kind) {
    case 'issued':
      return state === 'issuing'
    case 'request':
      return state === 'preparing' || state === 'completing'
    case 'acknowledgement':
      return state === 'proving' || state === 'completing'
    case 'resume':
    case 'cancel':
      return ['preparing', 'proving', 'completing', 'rolling-back'].includes(state)
    default:
      return false
  }
}

/** A device may send as often as it likes, over whatever it has; what it says is looked into where the certificate is its own. */
const isOurs = (message: RotationMessage, { current, next }: RotationRecord): boolean =>
  !('principal' in message) || [current?.certificateId, next?.certificateId].includes(message.principal)

/**
 * Reads how it is with the current certificate, where a plan can follow. One that is gone counts as REVOKED: it does not work, and
 * there is nothing to retire.
 *
 * @throws {CallError}
 * @throws {AdapterError} `answer-malformed`
 */
export const readCurrentCertificate = async (
  message: RotationMessage,
  record: RotationRecord,
  { client, account, clock }: RotationDesk,
): Promise<CurrentCertificate> => {
  const certificateId = record.current?.certificateId
  if (certificateId === undefined || !leadsToPlan(message, record) || !isOurs(message, record)) return nothing
  // Taken before the call, so that the status is never younger than it claims to be.
  const observedAt = clock()
  const listed = listPolicies(certificateArn({ account }, certificateId), client)
  if (message.kind === 'issued') return { facts: { currentPolicies: await listed }, observations: [] }
  const [described, currentPolicies] = await Promise.all([describeStatus(certificateId, client), listed])
  if (described === undefined) return { facts: { currentStatus: 'REVOKED', currentPolicies }, observations: [] }
  const { status } = described
  return { facts: { currentStatus: status, currentPolicies }, observations: [{ certificateId, status, observedAt }] }
}
