import type { CreateCertificateFromCsrResponse } from '@aws-sdk/client-iot'
import { certifyRequest } from '../../issuer/certify-request.js'
import { constraints } from '../../request/constraints.js'
import { optionalFlag, requiredText } from '../../request/input.js'
import type { AwaitedOperation } from '../operation.js'
import { insertCertificate } from './insert.js'

export const createCertificateFromCsr: AwaitedOperation<CreateCertificateFromCsrResponse> = {
  members: ['certificateSigningRequest', 'setAsActive'],
  perform: async (world, input) => {
    const csr = requiredText(input, 'certificateSigningRequest', constraints.certificateSigningRequest)
    const status = optionalFlag(input, 'setAsActive') ? 'ACTIVE' : 'INACTIVE'
    const certificate = await certifyRequest(world, csr)
    return {
      ...insertCertificate(world, { certificate, status, mode: 'DEFAULT', caCertificateId: undefined }),
      certificatePem: certificate.pem,
    }
  },
}
