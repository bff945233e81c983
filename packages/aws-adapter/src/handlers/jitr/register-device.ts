import {
  type AbortSignalLike,
  type Certificate,
  type CertificateDescription,
  CertificateError,
  type RegistrationEvent,
  readCertificate,
} from '@thingplan/core'
import type { CallFailure } from '../../driver/attempt.js'
import { within } from '../../sources/within.js'
import { accountOfArn } from './account-of-arn.js'
import { carryOut } from './carry-out.js'
import { describeCertificate } from './describe-certificate.js'
import type { FailedOutcome, JitrOutcome, RefusedOutcome, RefusedReason } from './jitr-outcome.js'
import type { JitrWorld } from './jitr-world.js'

const refused = (certificateId: string, reason: RefusedReason, message: string): RefusedOutcome => ({
  kind: 'refused',
  reason,
  certificateId,
  message,
})

/**
 * An event of a certificate that AWS IoT does not know is refused, not tried again: it was forged, or its certificate was
 * deleted since. If AWS IoT only did not know it yet, the device knocks again, and that is a new event.
 */
const undescribed = (certificateId: string, { kind, name, remedy }: CallFailure): JitrOutcome => {
  if (kind === 'missing-prerequisite') {
    return refused(certificateId, 'certificate-unknown', 'AWS IoT does not know the certificate')
  }
  const message = `describing the certificate failed with ${name}`
  return { kind: 'failed', reason: 'describe-failed', certificateId, message, retryable: kind === 'retry', remedy }
}

const tombstonesUnread = (certificateId: string): FailedOutcome => ({
  kind: 'failed',
  reason: 'source-failed',
  certificateId,
  message: 'nobody could say whether the device has been removed for good',
  retryable: true,
  remedy: 'look at what `tombstones` throws, or how long it takes',
})

/** Whether the device is tombstoned; a source that does not answer with a boolean has not answered. */
const askTombstones = async (
  certificateId: string,
  { tombstones, sourceTimeoutMs }: JitrWorld,
): Promise<boolean | undefined> => {
  if (tombstones === undefined) return false
  const answered = await within(sourceTimeoutMs, () => tombstones(certificateId))
  return answered.kind === 'value' && typeof answered.value === 'boolean' ? answered.value : undefined
}

const read = ({ certificatePem }: CertificateDescription, { sha256 }: JitrWorld): Certificate | CertificateError => {
  try {
    return readCertificate(certificatePem, { sha256 })
  } catch (error) {
    if (error instanceof CertificateError) return error
    throw error
  }
}

/**
 * Registers the device of an event, or refuses it. The event only says which certificate to look at; everything is judged on
 * what DescribeCertificate says.
 */
export const registerDevice = async (
  event: RegistrationEvent,
  signal: AbortSignalLike,
  world: JitrWorld,
): Promise<JitrOutcome> => {
  const { certificateId } = event
  // Taken before the call, so that the status is never younger than it claims to be.
  const observedAt = world.clock()
  const [described, tombstoned] = await Promise.all([
    describeCertificate(certificateId, world.client),
    askTombstones(certificateId, world),
  ])
  if (!described.ok) return undescribed(certificateId, described.failure)
  const description = described.answer
  if (description.status === 'ACTIVE') {
    return { kind: 'already-active', certificateId, message: 'the certificate is active already' }
  }
  if (tombstoned === undefined) return tombstonesUnread(certificateId)
  if (tombstoned) return refused(certificateId, 'tombstoned', 'the device has been removed for good')

  const certificate = read(description, world)
  if (certificate instanceof CertificateError) {
    return refused(certificateId, 'certificate-unreadable', `the certificate cannot be read: ${certificate.message}`)
  }
  const registration = world.route(description.caCertificateId)
  if (registration === undefined) {
    return refused(certificateId, 'no-registration', 'no registration is for the CA that issued the certificate')
  }
  const account = accountOfArn(description.certificateArn)
  const facts = { certificate, account, now: world.clock(), description, event }
  const observation = { certificateId, status: description.status, observedAt }
  return carryOut({ registration, facts, observation, signal }, world)
}
