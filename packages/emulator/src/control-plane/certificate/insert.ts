import type { CertificateMode, CertificateStatus, RegisterCertificateResponse } from '@aws-sdk/client-iot'
import type { Certificate } from '@thingplan/core'
import { arnOf } from '../../arn.js'
import { resourceAlreadyExists } from '../../exception/exceptions.js'
import type { World } from '../../world.js'

export interface Registration {
  readonly certificate: Certificate
  readonly status: CertificateStatus
  readonly mode: CertificateMode
  readonly caCertificateId: string | undefined
}

/**
 * Puts a certificate on record. One that is there stays as it is, status and mode included.
 *
 * @throws {ResourceAlreadyExistsException}
 */
export const insertCertificate = (world: World, registration: Registration): RegisterCertificateResponse => {
  const { id } = registration.certificate
  const arn = arnOf(world.account, 'cert', id)
  if (world.registry.certificates.has(id)) {
    throw resourceAlreadyExists(`certificate ${id} is already registered`, id, arn)
  }
  const now = world.clock()
  world.registry.certificates.set(id, { id, ...registration, customerVersion: 1, createdAt: now, modifiedAt: now })
  return { certificateArn: arn, certificateId: id }
}
