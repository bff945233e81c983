import type { CreatePolicyVersionResponse } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { arnOf } from '../../arn.js'
import { versionsLimitExceeded } from '../../exception/exceptions.js'
import { quotas } from '../../request/constraints.js'
import { optionalFlag } from '../../request/input.js'
import type { Operation } from '../operation.js'
import { requestedPolicy } from './find-policy.js'
import { requestedDocument } from './read-document.js'

export const createPolicyVersion: Operation<CreatePolicyVersionResponse> = {
  members: ['policyName', 'policyDocument', 'setAsDefault'],
  perform: (world, input) => {
    const document = requestedDocument(input)
    const setAsDefault = optionalFlag(input, 'setAsDefault')
    const policy = requestedPolicy(world, input)
    if (policy.versions.length >= quotas.policyVersions) {
      throw versionsLimitExceeded(
        `policy ${quote(policy.name)} has ${quotas.policyVersions} versions, delete one first`,
      )
    }
    const now = world.clock()
    const lastVersionId = policy.lastVersionId + 1
    const id = String(lastVersionId)
    world.registry.policies.set(policy.name, {
      ...policy,
      versions: [...policy.versions, { id, document, createdAt: now }],
      defaultVersionId: setAsDefault ? id : policy.defaultVersionId,
      lastVersionId,
      modifiedAt: now,
    })
    return {
      policyArn: arnOf(world.account, 'policy', policy.name),
      policyDocument: document,
      policyVersionId: id,
      isDefaultVersion: setAsDefault,
    }
  },
}
