import type { NamedPolicy, RequestThing } from '@thingplan/core/policy'
import { arnOf } from '../arn.js'
import { defaultDocument } from '../registry/default-document.js'
import { withAncestors } from '../registry/group-ancestry.js'
import type { World } from '../world.js'

/**
 * What is in force for a connection: the policies of the certificate, and those of the groups of its thing and of their
 * ancestors. The groups of a thing that the certificate is not attached to give nothing.
 */
export const effectivePolicies = (
  { account, registry }: World,
  certificateId: string,
  thing: RequestThing | undefined,
): readonly NamedPolicy[] => {
  const groups = thing?.attached ? registry.groupMembers.leftsOf(thing.name) : []
  const groupArns = groups
    .flatMap((name) => withAncestors(registry, name))
    .map(({ name }) => arnOf(account, 'thinggroup', name))
  const targets = [arnOf(account, 'cert', certificateId), ...groupArns]
  const names = new Set(targets.flatMap((target) => registry.policyTargets.leftsOf(target)))
  return [...names].flatMap((name) => {
    const policy = registry.policies.get(name)
    return policy === undefined ? [] : [{ name, document: defaultDocument(policy) }]
  })
}
