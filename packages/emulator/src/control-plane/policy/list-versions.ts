import type { ListPolicyVersionsResponse } from '@aws-sdk/client-iot'
import type { Operation } from '../operation.js'
import { requestedPolicy } from './find-policy.js'

export const listPolicyVersions: Operation<ListPolicyVersionsResponse> = {
  members: ['policyName'],
  perform: (world, input) => {
    const { versions, defaultVersionId } = requestedPolicy(world, input)
    return {
      policyVersions: versions.map(({ id, createdAt }) => ({
        versionId: id,
        isDefaultVersion: id === defaultVersionId,
        createDate: new Date(createdAt),
      })),
    }
  },
}
