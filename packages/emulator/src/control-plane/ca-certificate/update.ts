import { AutoRegistrationStatus, CACertificateStatus } from '@aws-sdk/client-iot'
import { optionalChoice } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { requestedCaCertificate } from './find-ca-certificate.js'

export const updateCaCertificate: Operation = {
  // `removeAutoRegistration` takes off a provisioning template; there are none here, so that it changes nothing.
  members: ['certificateId', 'newStatus', 'newAutoRegistrationStatus', 'removeAutoRegistration'],
  perform: (world, input) => {
    const newStatus = optionalChoice(input, 'newStatus', CACertificateStatus)
    const newAutoRegistrationStatus = optionalChoice(input, 'newAutoRegistrationStatus', AutoRegistrationStatus)
    const authority = requestedCaCertificate(world, input)
    world.registry.caCertificates.set(authority.id, {
      ...authority,
      status: newStatus ?? authority.status,
      autoRegistrationStatus: newAutoRegistrationStatus ?? authority.autoRegistrationStatus,
      customerVersion: authority.customerVersion + 1,
      modifiedAt: world.clock(),
    })
    return {}
  },
}
