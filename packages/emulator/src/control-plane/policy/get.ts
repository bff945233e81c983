import type { GetPolicyResponse } from '@aws-sdk/client-iot'
import { arnOf } from '../../arn.js'
import { identifierOf } from '../../identifier.js'
import { defaultDocument } from '../../registry/default-document.js'
import type { Operation } from '../operation.js'
import { requestedPolicy } from './find-policy.js'

export const getPolicy: Operation<GetPolicyResponse> = {
  members: ['policyName'],
  perform: (world, input) => {
    const policy = requestedPolicy(world, input)
    return {
      policyName: policy.name,
      policyArn: arnOf(world.account, 'policy', policy.name),
      policyDocument: defaultDocument(policy),
      defaultVersionId: policy.defaultVersionId,
      creationDate: new Date(policy.createdAt),
      lastModifiedDate: new Date(policy.modifiedAt),
      generationId: identifierOf('generation', policy.name, String(policy.createdAt.getTime())),
    }
  },
}
