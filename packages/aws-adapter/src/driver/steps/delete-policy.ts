import { DeletePolicyCommand, DeletePolicyVersionCommand, ListPolicyVersionsCommand } from '@aws-sdk/client-iot'
import type { DeletePolicyStep } from '@thingplan/core'
import { attempt } from '../attempt.js'
import type { Perform } from '../iot-world.js'
import { isAttachedStill, outwait } from '../outwait.js'
import { resultOfCall } from '../result-of-call.js'
import { failStep } from '../step-failure.js'

/**
 * There is no such policy. Its versions have to go before it, all but the one in force (AWS IoT API Reference, DeletePolicy).
 *
 * For up to five minutes after a detachment AWS answers DeleteConflict: that is waited for, and then the plan may be executed again.
 */
export const performDeletePolicy: Perform<DeletePolicyStep> = async (step, context, world) => {
  const { policyName } = step
  const listed = await attempt('ListPolicyVersions', world.client.send(new ListPolicyVersionsCommand({ policyName })))
  if (!listed.ok) {
    if (listed.failure.kind === 'missing-prerequisite') return { outcome: 'already-done' }
    throw failStep(step, listed.failure)
  }
  for (const { versionId: policyVersionId, isDefaultVersion } of listed.answer.policyVersions ?? []) {
    if (isDefaultVersion === true || policyVersionId === undefined) continue
    const command = new DeletePolicyVersionCommand({ policyName, policyVersionId })
    const deleted = await attempt('DeletePolicyVersion', world.client.send(command))
    if (!deleted.ok && deleted.failure.kind !== 'already-done') throw failStep(step, deleted.failure)
  }
  const call = () => attempt('DeletePolicy', world.client.send(new DeletePolicyCommand({ policyName })))
  const deleted = await outwait(world.waits.policyDetachmentWaitMs, call, isAttachedStill, context, world)
  world.memory.forgetPolicy(policyName)
  return resultOfCall(step, deleted)
}
