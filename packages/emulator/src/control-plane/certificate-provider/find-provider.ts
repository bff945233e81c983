import { quote } from '@thingplan/core'
import { resourceNotFound } from '../../exception/exceptions.js'
import type { CertificateProvider } from '../../registry/records.js'
import { constraints } from '../../request/constraints.js'
import { type Input, requiredText } from '../../request/input.js'
import type { World } from '../../world.js'

/** The certificate provider that a request names. */
export const requestedProvider = ({ registry }: World, input: Input): CertificateProvider => {
  const name = requiredText(input, 'certificateProviderName', constraints.certificateProviderName)
  const provider = registry.certificateProviders.get(name)
  if (provider === undefined) throw resourceNotFound(`certificate provider ${quote(name)} does not exist`)
  return provider
}
