import type { Certificate } from '@thingplan/core'
import type { RegisteredEvent } from '../event/registered-event.js'
import type { CaCertificate } from '../registry/records.js'
import type { World } from '../world.js'

/** Puts an unknown certificate on record as PENDING_ACTIVATION, and says so. */
export const registerByConnection = (world: World, certificate: Certificate, authority: CaCertificate): void => {
  const { id } = certificate
  const now = world.clock()
  world.registry.certificates.set(id, {
    id,
    certificate,
    status: 'PENDING_ACTIVATION',
    mode: authority.mode,
    caCertificateId: authority.id,
    customerVersion: 1,
    createdAt: now,
    modifiedAt: now,
  })
  world.events.emit('registered', registeredEvent(world, id, authority.id, undefined))
}

/** The event again, for a certificate that still waits, as long as its CA registers certificates at all. */
export const announceAgain = (world: World, certificateId: string): void => {
  const record = world.registry.certificates.get(certificateId)
  const authority = world.registry.caCertificates.get(record?.caCertificateId ?? '')
  if (record === undefined || authority?.status !== 'ACTIVE' || authority.autoRegistrationStatus !== 'ENABLE') return
  world.events.emit('registered', registeredEvent(world, certificateId, authority.id, record.createdAt))
}

const registeredEvent = (
  world: World,
  certificateId: string,
  caCertificateId: string,
  registeredAt: Date | undefined,
): RegisteredEvent => ({
  certificateId,
  caCertificateId,
  timestamp: world.clock().getTime(),
  certificateStatus: 'PENDING_ACTIVATION',
  awsAccountId: world.account.id,
  certificateRegistrationTimestamp: registeredAt === undefined ? null : String(registeredAt.getTime()),
})
