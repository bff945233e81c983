import type { RegisterCertificateWithoutCAResponse } from '@aws-sdk/client-iot'
import { checkAlgorithms } from '../../certificate/check-certificate.js'
import { checkOwnSignature } from '../../certificate/issuer.js'
import { readRequestCertificate } from '../../certificate/read.js'
import { constraints } from '../../request/constraints.js'
import { requiredText } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { requestedInitialStatus } from './initial-status.js'
import { insertCertificate } from './insert.js'

export const registerCertificateWithoutCa: Operation<RegisterCertificateWithoutCAResponse> = {
  members: ['certificatePem', 'status'],
  perform: (world, input) => {
    const pem = requiredText(input, 'certificatePem', constraints.certificatePem)
    const status = requestedInitialStatus(input)
    const certificate = readRequestCertificate('certificatePem', pem)
    checkAlgorithms('certificatePem', certificate)
    checkOwnSignature('certificatePem', certificate)
    return insertCertificate(world, { certificate, status, mode: 'SNI_ONLY', caCertificateId: undefined })
  },
}
