import { quote } from '@thingplan/core'
import { resourceNotFound } from '../../exception/exceptions.js'
import type { Policy, PolicyVersion } from '../../registry/records.js'
import { constraints } from '../../request/constraints.js'
import { type Input, requiredText } from '../../request/input.js'

/** The version that `policyVersionId` of a request names. */
export const requestedVersion = (policy: Policy, input: Input): PolicyVersion => {
  const id = requiredText(input, 'policyVersionId', constraints.policyVersionId)
  const version = policy.versions.find((candidate) => candidate.id === id)
  if (version === undefined) throw resourceNotFound(`policy ${quote(policy.name)} has no version ${id}`)
  return version
}
