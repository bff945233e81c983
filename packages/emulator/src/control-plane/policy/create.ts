import type { CreatePolicyResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { arnOf } from '../../arn.js'
import { resourceAlreadyExists } from '../../exception/exceptions.js'
import { constraints } from '../../request/constraints.js'
import { requiredText } from '../../request/input.js'
import { requestedTags } from '../../request/tags.js'
import type { Operation } from '../operation.js'
import { requestedDocument } from './read-document.js'

export const createPolicy: Operation<CreatePolicyResponse> = {
  members: ['policyName', 'policyDocument', 'tags'],
  perform: (world, input) => {
    const name = requiredText(input, 'policyName', constraints.policyName)
    const document = requestedDocument(input)
    const tags = requestedTags(input)
    const arn = arnOf(world.account, 'policy', name)
    // Unlike things: a name that is taken is a conflict, even with the very same document.
    if (world.registry.policies.has(name))
      throw resourceAlreadyExists(`policy ${quote(name)} already exists`, name, arn)

    const now = world.clock()
    world.registry.tags.set(arn, tags)
    world.registry.policies.set(name, {
      name,
      versions: [{ id: '1', document, createdAt: now }],
      defaultVersionId: '1',
      lastVersionId: 1,
      createdAt: now,
      modifiedAt: now,
    })
    return { policyName: name, policyArn: arn, policyDocument: document, policyVersionId: '1' }
  },
}
