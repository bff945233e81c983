import type { DescribeCertificateResponse } from '@aws-sdk/client-iot'
import { arnOf } from '../../arn.js'
import { identifierOf } from '../../identifier.js'
import type { Operation } from '../operation.js'
import { requestedCertificate } from './find-certificate.js'

export const describeCertificate: Operation<DescribeCertificateResponse> = {
  members: ['certificateId'],
  perform: (world, input) => {
    const record = requestedCertificate(world, input)
    return {
      certificateDescription: {
        certificateArn: arnOf(world.account, 'cert', record.id),
        certificateId: record.id,
        ...(record.caCertificateId === undefined ? {} : { caCertificateId: record.caCertificateId }),
        status: record.status,
        certificatePem: record.certificate.pem,
        ownedBy: world.account.id,
        creationDate: new Date(record.createdAt),
        lastModifiedDate: new Date(record.modifiedAt),
        customerVersion: record.customerVersion,
        transferData: {},
        generationId: identifierOf('generation', record.id, String(record.createdAt.getTime())),
        validity: {
          notBefore: new Date(record.certificate.notBefore),
          notAfter: new Date(record.certificate.notAfter),
        },
        certificateMode: record.mode,
      },
    }
  },
}
