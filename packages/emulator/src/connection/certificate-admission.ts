import type { CertificateStatus } from '@aws-sdk/client-iot'
import type { Certificate } from '@thingplan/core'
import { algorithmProblem, isExpired } from '../certificate/check-certificate.js'
import { issuersOf } from '../certificate/issuer.js'
import type { RefusalReason } from '../event/connection-event.js'
import type { CaCertificate } from '../registry/records.js'
import type { World } from '../world.js'

/** What is to happen with the certificate that a CONNECT presents. */
export type Admission =
  | { readonly step: 'authorize' }
  | { readonly step: 'refuse'; readonly reason: RefusalReason }
  | { readonly step: 'register'; readonly authority: CaCertificate }

const refuse = (reason: RefusalReason): Admission => ({ step: 'refuse', reason })

const byStatus: Readonly<Record<CertificateStatus, Admission>> = {
  ACTIVE: { step: 'authorize' },
  INACTIVE: refuse('certificate-inactive'),
  REGISTER_INACTIVE: refuse('certificate-inactive'),
  REVOKED: refuse('certificate-revoked'),
  PENDING_TRANSFER: refuse('certificate-pending-transfer'),
  PENDING_ACTIVATION: refuse('certificate-pending-activation'),
}

/** Dates first, then the record; only a certificate without a record is asked for its issuer. */
export const admissionOf = (world: World, certificate: Certificate): Admission => {
  const now = world.clock().getTime()
  if (now < certificate.notBefore.getTime()) return refuse('certificate-not-yet-valid')
  if (now > certificate.notAfter.getTime()) return refuse('certificate-expired')
  const { certificates, provisioningClaims } = world.registry
  if (provisioningClaims.has(certificate.id)) return { step: 'authorize' }
  const record = certificates.get(certificate.id)
  return record === undefined ? admissionOfUnknown(world, certificate) : byStatus[record.status]
}

const admissionOfUnknown = (world: World, certificate: Certificate): Admission => {
  const issuers = issuersOf(world.registry, certificate)
  if (issuers.length === 0) return refuse('certificate-unknown')
  if (algorithmProblem(certificate) !== undefined) return refuse('certificate-unsupported')
  const active = issuers.filter(({ status }) => status === 'ACTIVE')
  if (active.length === 0) return refuse('ca-inactive')
  const now = world.clock()
  const current = active.filter((issuer) => !isExpired(issuer.certificate, now))
  if (current.length === 0) return refuse('ca-expired')
  const authority = current.find(({ autoRegistrationStatus }) => autoRegistrationStatus === 'ENABLE')
  return authority === undefined ? refuse('auto-registration-disabled') : { step: 'register', authority }
}
