import type { ListCertificateProvidersResponse } from '@aws-sdk/client-iot'
import { optionalFlag } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { providerArn } from './provider-arn.js'

export const listCertificateProviders: Operation<ListCertificateProvidersResponse> = {
  // There is at most one, so that there is never a second page, nor an order.
  members: ['nextToken', 'ascendingOrder'],
  perform: ({ account, registry }, input) => {
    optionalFlag(input, 'ascendingOrder')
    return {
      certificateProviders: [...registry.certificateProviders.keys()].map((name) => ({
        certificateProviderName: name,
        certificateProviderArn: providerArn(account, name),
      })),
    }
  },
}
