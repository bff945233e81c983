import type { UpdateCertificateProviderResponse } from '@aws-sdk/client-iot'
import { optionalText } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { requestedProvider } from './find-provider.js'
import { checkDefaultOperations, functionArn } from './input.js'
import { providerArn } from './provider-arn.js'

export const updateCertificateProvider: Operation<UpdateCertificateProviderResponse> = {
  members: ['certificateProviderName', 'lambdaFunctionArn', 'accountDefaultForOperations'],
  perform: (world, input) => {
    const lambdaFunctionArn = optionalText(input, 'lambdaFunctionArn', functionArn)
    checkDefaultOperations(input, false)
    const provider = requestedProvider(world, input)
    const { name } = provider
    world.registry.certificateProviders.set(name, {
      ...provider,
      lambdaFunctionArn: lambdaFunctionArn ?? provider.lambdaFunctionArn,
      modifiedAt: world.clock(),
    })
    return { certificateProviderName: name, certificateProviderArn: providerArn(world.account, name) }
  },
}
