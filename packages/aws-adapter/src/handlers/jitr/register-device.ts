import {
  type AbortSignalLike,
  type Certificate,
  type CertificateDescription,
  CertificateError,
  type Facts,
  type RegistrationEvent,
  type RevocationList,
  readCertificate,
} from '@thingplan/core'
import { subjectOf } from '@thingplan/core/audit'
import type { CallFailure } from '../../driver/attempt.js'
import { within } from '../../sources/within.js'
import { accountOfArn } from './account-of-arn.js'
import { type Case, carryOut } from './carry-out.js'
import { describeCertificate } from './describe-certificate.js'
import type { FailedOutcome, JitrOutcome } from './jitr-outcome.js'
import type { JitrWorld } from './jitr-world.js'
import { refuseTombstoned, refuseUnknown, refuseUnreadable, refuseUnrouted } from './refuse-unjudged.js'

/** The certificate could not be described: unknown is an answer, everything else is a failure. */
const undescribed = (certificateId: string, { kind, name, code, remedy }: CallFailure): JitrOutcome => {
  if (kind === 'missing-prerequisite') return refuseUnknown(certificateId)
  return {
    kind: 'failed',
    reason: 'describe-failed',
    certificateId,
    message: `describing the certificate failed with ${name}`,
    retryable: kind === 'retry',
    code,
    field: 'certificateId',
    value: certificateId,
    remedy,
  }
}

const unread = (certificateId: string, field: 'tombstones' | 'revocations', message: string): FailedOutcome => ({
  kind: 'failed',
  reason: 'source-failed',
  certificateId,
  message,
  retryable: true,
  code: 'source-failed',
  field,
  remedy: `look at what \`${field}\` throws, or how long it takes`,
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

/** The CRLs; a source that does not answer with a list has not answered. */
const readRevocations = async ({
  revocations,
  sourceTimeoutMs,
}: JitrWorld): Promise<readonly RevocationList[] | 'none' | undefined> => {
  if (revocations === undefined) return 'none'
  const answered = await within(sourceTimeoutMs, () => revocations())
  return answered.kind === 'value' && Array.isArray(answered.value) ? answered.value : undefined
}

/** A certificate that cannot be read is the device's fault; a hash that does not work is the handler's. */
const read = ({ certificatePem }: CertificateDescription, { sha256 }: JitrWorld): Certificate | CertificateError => {
  try {
    return readCertificate(certificatePem, { sha256 })
  } catch (error) {
    if (error instanceof CertificateError && error.code !== 'certificate-option') return error
    throw error
  }
}

/**
 * Finds out what an event is about: a case to decide on, or an outcome where there is nothing to decide. The event only says which
 * certificate to look at; everything is judged on what DescribeCertificate says.
 */
export const examineDevice = async (
  event: RegistrationEvent,
  signal: AbortSignalLike,
  world: JitrWorld,
): Promise<Case | JitrOutcome> => {
  const { certificateId } = event
  // Taken before the call, so that the status is never younger than it claims to be.
  const wantedAt = world.clock()
  const [described, tombstoned, revocations] = await Promise.all([
    describeCertificate(certificateId, world.client),
    askTombstones(certificateId, world),
    readRevocations(world),
  ])
  if (!described.ok) return undescribed(certificateId, described.failure)
  const description = described.answer
  if (description.status === 'ACTIVE') {
    return { kind: 'already-active', certificateId, message: 'the certificate is active already' }
  }
  if (tombstoned === undefined) {
    return unread(certificateId, 'tombstones', 'nobody could say whether the device has been removed for good')
  }
  if (tombstoned) return refuseTombstoned(certificateId)
  if (revocations === undefined) return unread(certificateId, 'revocations', 'nobody could say what was revoked')

  const certificate = read(description, world)
  if (certificate instanceof CertificateError) return refuseUnreadable(certificateId, certificate)
  const registration = world.route(description.caCertificateId)
  if (registration === undefined) return refuseUnrouted(description)
  const account = accountOfArn(description.certificateArn)
  const facts: Facts = {
    certificate,
    account,
    now: world.clock(),
    description,
    event,
    ...(revocations === 'none' ? undefined : { revocations }),
  }
  const observedAt = described.sentAt === undefined ? wantedAt : new Date(described.sentAt)
  const observation = { certificateId, status: description.status, observedAt }
  return { registration, facts, observation, signal }
}

/** Registers the device of an event, or refuses it. */
export const registerDevice = async (
  event: RegistrationEvent,
  signal: AbortSignalLike,
  world: JitrWorld,
): Promise<JitrOutcome> => {
  const examined = await examineDevice(event, signal, world)
  if ('kind' in examined) return examined
  const { certificate, description } = examined.facts
  const caCertificateId = description?.caCertificateId
  const outcome = await carryOut(examined, world)
  return {
    ...outcome,
    subject: { ...subjectOf(certificate), ...(caCertificateId === undefined ? {} : { caCertificateId }) },
  }
}
