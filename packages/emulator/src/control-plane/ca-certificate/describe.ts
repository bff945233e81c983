import type { DescribeCACertificateResponse } from '@aws-sdk/client-iot'
import { arnOf } from '../../arn.js'
import { identifierOf } from '../../identifier.js'
import type { Operation } from '../operation.js'
import { requestedCaCertificate } from './find-ca-certificate.js'

export const describeCaCertificate: Operation<DescribeCACertificateResponse> = {
  members: ['certificateId'],
  perform: (world, input) => {
    const authority = requestedCaCertificate(world, input)
    return {
      certificateDescription: {
        certificateArn: arnOf(world.account, 'cacert', authority.id),
        certificateId: authority.id,
        status: authority.status,
        certificatePem: authority.certificate.pem,
        ownedBy: world.account.id,
        creationDate: new Date(authority.createdAt),
        autoRegistrationStatus: authority.autoRegistrationStatus,
        lastModifiedDate: new Date(authority.modifiedAt),
        customerVersion: authority.customerVersion,
        generationId: identifierOf('generation', authority.id, String(authority.createdAt.getTime())),
        validity: {
          notBefore: new Date(authority.certificate.notBefore),
          notAfter: new Date(authority.certificate.notAfter),
        },
        certificateMode: authority.mode,
      },
      ...(authority.registrationConfig === undefined
        ? {}
        : { registrationConfig: { ...authority.registrationConfig } }),
    }
  },
}
