import { AutoRegistrationStatus, CACertificateStatus } from '@aws-sdk/client-iot'
import { invalidRequest } from '../../exception/exceptions.js'
import { optionalChoice, optionalFlag } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { requestedCaCertificate } from './find-ca-certificate.js'
import { optionalRegistrationConfig } from './registration-config.js'

export const updateCaCertificate: Operation = {
  members: ['certificateId', 'newStatus', 'newAutoRegistrationStatus', 'registrationConfig', 'removeAutoRegistration'],
  perform: (world, input) => {
    const newStatus = optionalChoice(input, 'newStatus', CACertificateStatus)
    const newAutoRegistrationStatus = optionalChoice(input, 'newAutoRegistrationStatus', AutoRegistrationStatus)
    const registrationConfig = optionalRegistrationConfig(world, input)
    // Developer Guide, "Just-in-time provisioning": takes the template off; auto-registration itself stays as it is.
    const removesConfig = optionalFlag(input, 'removeAutoRegistration')
    if (removesConfig && registrationConfig !== undefined) {
      throw invalidRequest('registrationConfig and removeAutoRegistration exclude each other')
    }
    const authority = requestedCaCertificate(world, input)
    world.registry.caCertificates.set(authority.id, {
      ...authority,
      status: newStatus ?? authority.status,
      autoRegistrationStatus: newAutoRegistrationStatus ?? authority.autoRegistrationStatus,
      registrationConfig: removesConfig ? undefined : (registrationConfig ?? authority.registrationConfig),
      customerVersion: authority.customerVersion + 1,
      modifiedAt: world.clock(),
    })
    return {}
  },
}
