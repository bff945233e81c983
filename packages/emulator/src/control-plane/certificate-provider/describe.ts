import type { DescribeCertificateProviderResponse } from '@aws-sdk/client-iot'
import type { Operation } from '../operation.js'
import { requestedProvider } from './find-provider.js'
import { providerArn } from './provider-arn.js'

export const describeCertificateProvider: Operation<DescribeCertificateProviderResponse> = {
  members: ['certificateProviderName'],
  perform: (world, input) => {
    const { name, lambdaFunctionArn, createdAt, modifiedAt } = requestedProvider(world, input)
    return {
      certificateProviderName: name,
      certificateProviderArn: providerArn(world.account, name),
      lambdaFunctionArn,
      accountDefaultForOperations: ['CreateCertificateFromCsr'],
      creationDate: new Date(createdAt),
      lastModifiedDate: new Date(modifiedAt),
    }
  },
}
