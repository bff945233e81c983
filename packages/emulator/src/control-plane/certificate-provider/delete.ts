import type { Operation } from '../operation.js'
import { requestedProvider } from './find-provider.js'

export const deleteCertificateProvider: Operation = {
  members: ['certificateProviderName'],
  perform: (world, input) => {
    world.registry.certificateProviders.delete(requestedProvider(world, input).name)
    return {}
  },
}
