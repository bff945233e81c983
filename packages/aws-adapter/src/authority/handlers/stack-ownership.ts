import type { AuthorityState } from '../register/describe-authority.js'
import type { AuthorityTagCalls } from '../register/registration-calls.js'
import { listAuthorityTags } from '../register/tag-authority.js'
import type { ResourceEnvelope } from './parse-resource-event.js'

/** Tags that say which resource of which stack has registered a CA: a stack never takes away what is not its own. */
export const ownershipTags = ({ stackId, logicalResourceId }: ResourceEnvelope): Readonly<Record<string, string>> => ({
  'thingplan:stack': stackId,
  'thingplan:resource': logicalResourceId,
})

export const isOwned = async (
  client: AuthorityTagCalls,
  registered: AuthorityState,
  envelope: ResourceEnvelope,
): Promise<boolean> => {
  const tags = await listAuthorityTags(client, registered)
  return Object.entries(ownershipTags(envelope)).every(([key, value]) => tags.get(key) === value)
}
