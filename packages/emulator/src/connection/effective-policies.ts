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
  const groupTargets = groups
    .flatMap((name) => withAncestors(registry, name))
    .flatMap(({ name }) => registry.policyTargets.leftsOf(arnOf(account, 'thinggroup', name)))
  const own = new Set(registry.policyTargets.leftsOf(arnOf(account, 'cert', certificateId)))
  const named = (name: string, attachedTo: 'certificate' | 'thing-group'): NamedPolicy[] => {
    const policy = registry.policies.get(name)
    return policy === undefined ? [] : [{ name, document: defaultDocument(policy), attachedTo }]
  }
  return [
    ...[...own].flatMap((name) => named(name, 'certificate')),
    ...[...new Set(groupTargets)].filter((name) => !own.has(name)).flatMap((name) => named(name, 'thing-group')),
  ]
}
