import {
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  ListPolicyVersionsCommand,
  type PolicyVersion,
} from '@aws-sdk/client-iot'
import type { EnsurePolicyStep } from '@thingplan/core'
import { attempt } from '../attempt.js'
import type { IotWorld } from '../iot-world.js'
import { failStep, interruptStep } from '../step-failure.js'

/** Version ids are decimal numbers that only grow. */
const byAge = (left: PolicyVersion, right: PolicyVersion): number => Number(left.versionId) - Number(right.versionId)

/** A policy keeps five versions; the oldest one that is not in force makes room. */
const deleteOldestVersion = async (step: EnsurePolicyStep, { client }: IotWorld): Promise<void> => {
  const { policyName } = step
  const listed = await attempt('ListPolicyVersions', client.send(new ListPolicyVersionsCommand({ policyName })))
  if (!listed.ok) throw failStep(step, listed.failure)
  const [oldest] = (listed.answer.policyVersions ?? []).filter((version) => !version.isDefaultVersion).sort(byAge)
  const policyVersionId = oldest?.versionId
  if (policyVersionId === undefined) throw interruptStep(step, 'no version of the policy can make room for another')
  const deleted = await attempt(
    'DeletePolicyVersion',
    client.send(new DeletePolicyVersionCommand({ policyName, policyVersionId })),
  )
  if (!deleted.ok && deleted.failure.kind !== 'already-done') throw failStep(step, deleted.failure)
}

const createVersion = ({ policyName, document }: EnsurePolicyStep, { client }: IotWorld): Promise<unknown> =>
  client.send(
    new CreatePolicyVersionCommand({ policyName, policyDocument: JSON.stringify(document), setAsDefault: true }),
  )

/** Puts the step's document in force as a new version. */
export const updatePolicy = async (step: EnsurePolicyStep, world: IotWorld): Promise<void> => {
  const first = await attempt('CreatePolicyVersion', createVersion(step, world))
  if (first.ok) return
  if (first.failure.name !== 'VersionsLimitExceededException') throw failStep(step, first.failure)
  await deleteOldestVersion(step, world)
  const second = await attempt('CreatePolicyVersion', createVersion(step, world))
  if (!second.ok) throw failStep(step, second.failure)
}
