import { DetachPolicyCommand } from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { arnOf, ours } from '../../fixtures/certificate-ids.js'
import { mockIot } from '../../fixtures/mock-client.js'
import { removalPlan } from '../../fixtures/removal-plan.js'
import { contextOf, stepOf } from '../../fixtures/step-of.js'
import { createIotDriver } from '../create-iot-driver.js'

describe('detach-policy', () => {
  const plan = removalPlan()
  const step = stepOf(plan, 'detach-policy')

  it('detaches from the certificate by its ARN, without a look before', async () => {
    const { client, mock, sent } = mockIot()
    await expect(createIotDriver({ client }).perform(step, contextOf(plan))).resolves.toEqual({ outcome: 'done' })
    expect(sent()).toEqual(['DetachPolicy'])
    const target = arnOf(ours)
    expect(mock.commandCalls(DetachPolicyCommand)[0]?.args[0].input).toEqual({ policyName: 'sensor', target })
  })

  it('is content where policy, certificate or attachment are gone', async () => {
    const { client, mock } = mockIot()
    mock.on(DetachPolicyCommand).rejects(awsError('ResourceNotFoundException'))
    const performed = createIotDriver({ client }).perform(step, contextOf(plan))
    await expect(performed).resolves.toEqual({ outcome: 'already-done' })
  })

  it.each([
    ['ThrottlingException', 'step-retryable'],
    ['AccessDeniedException', 'access-denied'],
  ])('fails with what AWS says: %s', async (name, code) => {
    const { client, mock } = mockIot()
    mock.on(DetachPolicyCommand).rejects(awsError(name))
    const performed = createIotDriver({ client }).perform(step, contextOf(plan))
    await expect(performed).rejects.toMatchObject({ code, field: 'policyName', value: 'sensor' })
  })
})
