import type { CreateCertificateProviderResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { limitExceeded, resourceAlreadyExists } from '../../exception/exceptions.js'
import { constraints, quotas } from '../../request/constraints.js'
import { optionalText, requiredText } from '../../request/input.js'
import { requestedTags } from '../../request/tags.js'
import type { Operation } from '../operation.js'
import { checkDefaultOperations, functionArn } from './input.js'
import { providerArn } from './provider-arn.js'

export const createCertificateProvider: Operation<CreateCertificateProviderResponse> = {
  members: ['certificateProviderName', 'lambdaFunctionArn', 'accountDefaultForOperations', 'clientToken', 'tags'],
  perform: ({ account, registry, clock }, input) => {
    const name = requiredText(input, 'certificateProviderName', constraints.certificateProviderName)
    const lambdaFunctionArn = requiredText(input, 'lambdaFunctionArn', functionArn)
    checkDefaultOperations(input, true)
    optionalText(input, 'clientToken', constraints.clientToken)
    const tags = requestedTags(input)
    const arn = providerArn(account, name)
    const { certificateProviders } = registry
    if (certificateProviders.has(name)) {
      throw resourceAlreadyExists(`certificate provider ${quote(name)} already exists`, name, arn)
    }
    // Developer Guide, "Self-managed certificate signing": one for an account.
    if (certificateProviders.size >= quotas.certificateProviders) {
      throw limitExceeded('the account has a certificate provider, which is the limit')
    }
    const now = clock()
    registry.tags.set(arn, tags)
    certificateProviders.set(name, { name, lambdaFunctionArn, createdAt: now, modifiedAt: now })
    return { certificateProviderName: name, certificateProviderArn: arn }
  },
}
