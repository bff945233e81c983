import {
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iot'
import { planFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { type MockedIot, mockIot } from '../../fixtures/mock-client.js'
import { pauses } from '../../fixtures/pauses.js'
import { removalPlan } from '../../fixtures/removal-plan.js'
import { contextOf, stepOf } from '../../fixtures/step-of.js'
import { createIotDriver } from '../create-iot-driver.js'

const withVersions = (): MockedIot => {
  const iot = mockIot()
  const policyVersions = [
    { versionId: '3', isDefaultVersion: true },
    { versionId: '2', isDefaultVersion: false },
    { versionId: '1', isDefaultVersion: false },
  ]
  iot.mock.on(ListPolicyVersionsCommand).resolves({ policyVersions })
  return iot
}

describe('delete-policy', () => {
  const plan = removalPlan()
  const step = stepOf(plan, 'delete-policy')

  it('deletes every version but the one in force before it', async () => {
    const { client, mock, sent } = withVersions()
    await expect(createIotDriver({ client }).perform(step, contextOf(plan))).resolves.toEqual({ outcome: 'done' })
    expect(sent()).toEqual(['ListPolicyVersions', 'DeletePolicyVersion', 'DeletePolicyVersion', 'DeletePolicy'])
    const versions = mock.commandCalls(DeletePolicyVersionCommand).map(({ args }) => args[0].input.policyVersionId)
    expect(versions).toEqual(['2', '1'])
  })

  it('is content where the policy is gone', async () => {
    const { client, mock, sent } = mockIot()
    mock.on(ListPolicyVersionsCommand).rejects(awsError('ResourceNotFoundException'))
    const performed = createIotDriver({ client }).perform(step, contextOf(plan))
    await expect(performed).resolves.toEqual({ outcome: 'already-done' })
    expect(sent()).toEqual(['ListPolicyVersions'])
  })

  it('is content where a version, or the policy, goes in between', async () => {
    const { client, mock } = withVersions()
    mock.on(DeletePolicyVersionCommand).rejects(awsError('ResourceNotFoundException'))
    mock.on(DeletePolicyCommand).rejects(awsError('ResourceNotFoundException'))
    const performed = createIotDriver({ client }).perform(step, contextOf(plan))
    await expect(performed).resolves.toEqual({ outcome: 'already-done' })
  })

  it('waits up to five and a half minutes for its detachment, and can then be done again', async () => {
    const { client, mock } = withVersions()
    const { sleep, total } = pauses()
    mock.on(DeletePolicyCommand).rejects(awsError('DeleteConflictException'))
    const performed = createIotDriver({ client, sleep }).perform(step, contextOf(plan))
    await expect(performed).rejects.toMatchObject({ code: 'step-retryable', field: 'policyName', value: 'sensor' })
    expect(total()).toBe(330_000)
  })

  const denied = awsError('AccessDeniedException')

  it.each<[string, (iot: MockedIot) => unknown]>([
    ['listing', ({ mock }) => mock.on(ListPolicyVersionsCommand).rejects(denied)],
    ['a version', ({ mock }) => mock.on(DeletePolicyVersionCommand).rejects(denied)],
    ['the policy', ({ mock }) => mock.on(DeletePolicyCommand).rejects(denied)],
  ])('fails with what AWS says of %s', async (_what, deny) => {
    const iot = withVersions()
    const { client } = iot
    deny(iot)
    const performed = createIotDriver({ client }).perform(step, contextOf(plan))
    await expect(performed).rejects.toMatchObject({ code: 'access-denied' })
  })

  it('forgets that it has compared the policy: its name can be given again, with another document', async () => {
    const { client, mock } = withVersions()
    const registration = planFixture({ policyName: 'sensor' })
    const ensure = stepOf(registration, 'ensure-policy')
    mock.on(GetPolicyCommand).resolves({ policyDocument: JSON.stringify(ensure.document) })
    const driver = createIotDriver({ client })
    await driver.perform(ensure, contextOf(registration))
    await driver.perform(step, contextOf(plan))
    await driver.perform(ensure, contextOf(registration))
    expect(mock.commandCalls(GetPolicyCommand)).toHaveLength(2)
  })
})
