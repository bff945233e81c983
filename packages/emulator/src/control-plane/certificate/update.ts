import { CertificateStatus } from '@aws-sdk/client-iot'
import { certificateState, invalidRequest } from '../../exception/exceptions.js'
import type { DeviceCertificate } from '../../registry/records.js'
import { optionalChoice } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { requestedCertificate } from './find-certificate.js'

export const updateCertificate: Operation = {
  members: ['certificateId', 'newStatus'],
  perform: (world, input) => {
    const newStatus = optionalChoice(input, 'newStatus', CertificateStatus)
    if (newStatus === undefined) throw invalidRequest('newStatus is required')
    const record = requestedCertificate(world, input)
    checkTransition(record, newStatus)
    if (record.status === newStatus) return {}

    world.registry.certificates.set(record.id, {
      ...record,
      status: newStatus,
      customerVersion: record.customerVersion + 1,
      modifiedAt: world.clock(),
    })
    world.events.emit('certificate-status', { certificateId: record.id, status: newStatus })
    return {}
  },
}

const checkTransition = ({ id, status }: DeviceCertificate, newStatus: CertificateStatus): void => {
  // API reference, UpdateCertificate: both are set by AWS IoT itself, and asking for them is an error.
  if (newStatus === 'PENDING_TRANSFER' || newStatus === 'PENDING_ACTIVATION') {
    throw certificateState(`only AWS IoT itself sets the status ${newStatus}`)
  }
  if (newStatus === 'REGISTER_INACTIVE') throw invalidRequest('status REGISTER_INACTIVE is no longer used')
  if (status === 'PENDING_TRANSFER') throw certificateState(`certificate ${id} is being transferred`)
  // Documented as irreversible; whether the API refuses it is not, and a planner must not depend on it.
  if (status === 'REVOKED' && newStatus !== 'REVOKED') {
    throw certificateState(`certificate ${id} is REVOKED, which cannot be undone`)
  }
}
