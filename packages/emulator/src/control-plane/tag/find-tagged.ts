import { nameInArn, type ResourceType } from '../../arn.js'
import { invalidRequest, resourceNotFound } from '../../exception/exceptions.js'
import type { Tags } from '../../registry/records.js'
import type { Registry } from '../../registry/registry.js'
import { constraints } from '../../request/constraints.js'
import { type Input, requiredText } from '../../request/input.js'
import type { World } from '../../world.js'
import { providerArn } from '../certificate-provider/provider-arn.js'

/** What can be tagged (Service Authorization Reference, "AWS IoT"): things and certificates of devices cannot. */
const taggable: readonly (readonly [ResourceType, (registry: Registry) => ReadonlyMap<string, unknown>])[] = [
  ['billinggroup', ({ billingGroups }) => billingGroups],
  ['cacert', ({ caCertificates }) => caCertificates],
  ['policy', ({ policies }) => policies],
  ['provisioningtemplate', ({ provisioningTemplates }) => provisioningTemplates],
  ['thinggroup', ({ thingGroups }) => thingGroups],
  ['thingtype', ({ thingTypes }) => thingTypes],
]

/** The resource that `resourceArn` of a request names, with its tags. */
export const requestedResource = (world: World, input: Input): { readonly arn: string; readonly tags: Tags } => {
  const arn = requiredText(input, 'resourceArn', constraints.arn)
  const exists = isResource(world, arn)
  if (exists === undefined) throw invalidRequest('resourceArn does not name a resource that can be tagged')
  if (!exists) throw resourceNotFound(`resource ${arn} does not exist`)
  return { arn, tags: world.registry.tags.get(arn) ?? new Map() }
}

/** Undefined for an ARN of what cannot be tagged. */
const isResource = ({ account, registry }: World, arn: string): boolean | undefined => {
  for (const [type, recordsOf] of taggable) {
    const name = nameInArn(account, type, arn)
    if (name !== undefined) return recordsOf(registry).has(name)
  }
  const provider = providerArn(account, '')
  return arn.startsWith(provider) ? registry.certificateProviders.has(arn.slice(provider.length)) : undefined
}
