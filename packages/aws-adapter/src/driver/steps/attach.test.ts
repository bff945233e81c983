import {
  AddThingToThingGroupCommand,
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreatePolicyCommand,
  DetachThingPrincipalCommand,
  GetPolicyCommand,
  RemoveThingFromThingGroupCommand,
} from '@aws-sdk/client-iot'
import { planFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { arnOf, other, ours } from '../../fixtures/certificate-ids.js'
import { mockIot } from '../../fixtures/mock-client.js'
import { contextOf, stepOf } from '../../fixtures/step-of.js'
import { createIotDriver } from '../create-iot-driver.js'

const notFound = awsError('ResourceNotFoundException')

describe('attach-policy', () => {
  const plan = planFixture()
  const step = stepOf(plan, 'attach-policy')

  it('attaches to the certificate by its ARN, without a look before', async () => {
    const { client, mock, sent } = mockIot()
    await expect(createIotDriver({ client }).perform(step, contextOf(plan))).resolves.toEqual({ outcome: 'done' })
    expect(sent()).toEqual(['AttachPolicy'])
    expect(mock.commandCalls(AttachPolicyCommand)[0]?.args[0].input).toEqual({
      policyName: 'sensor-policy',
      target: arnOf(ours),
    })
  })

  it('uses the partition of the plan', async () => {
    const { client, mock } = mockIot()
    const chinese = planFixture({ account: { id: '123456789012', region: 'cn-north-1' } })
    await createIotDriver({ client }).perform(stepOf(chinese, 'attach-policy'), contextOf(chinese))
    const [call] = mock.commandCalls(AttachPolicyCommand)
    expect(call?.args[0].input.target).toBe(`arn:aws-cn:iot:cn-north-1:123456789012:cert/${ours}`)
  })

  it('creates a policy that was assumed and is missing, tries again, and says so', async () => {
    const { client, mock, sent } = mockIot()
    mock.on(AttachPolicyCommand).rejectsOnce(notFound).resolves({})
    await expect(createIotDriver({ client }).perform(step, contextOf(plan))).resolves.toEqual({
      outcome: 'done',
      repaired: ['ensure-policy:sensor-policy'],
    })
    expect(sent()).toEqual(['AttachPolicy', 'CreatePolicy', 'AttachPolicy'])
  })

  it('does not attach what somebody else has put in place of the missing policy', async () => {
    const { client, mock, sent } = mockIot()
    mock.on(AttachPolicyCommand).rejects(notFound)
    mock.on(CreatePolicyCommand).rejects(awsError('ResourceAlreadyExistsException'))
    mock.on(GetPolicyCommand).resolves({ policyDocument: '{"Version":"2012-10-17","Statement":[]}' })
    await expect(createIotDriver({ client }).perform(step, contextOf(plan))).rejects.toMatchObject({
      code: 'policy-differs',
    })
    expect(sent()).toEqual(['AttachPolicy', 'CreatePolicy', 'GetPolicy'])
  })

  it('gives up when the certificate is what is missing', async () => {
    const { client, mock } = mockIot()
    mock.on(AttachPolicyCommand).rejects(notFound)
    await expect(createIotDriver({ client }).perform(step, contextOf(plan))).rejects.toMatchObject({
      code: 'prerequisite-missing',
      stepId: 'attach-policy:sensor-policy',
      awsError: 'ResourceNotFoundException',
      field: 'policyName',
      value: 'sensor-policy',
    })
  })

  it('names step, error of AWS, field and remedy when a quota is used up', async () => {
    const { client, mock } = mockIot()
    mock.on(AttachPolicyCommand).rejects(awsError('LimitExceededException', 'ten policies are attached'))
    await expect(createIotDriver({ client }).perform(step, contextOf(plan))).rejects.toMatchObject({
      name: 'StepError',
      code: 'quota-exceeded',
      retryable: false,
      stepId: 'attach-policy:sensor-policy',
      awsError: 'LimitExceededException',
      field: 'policyName',
      message: 'AttachPolicy for `sensor-policy` failed with LimitExceededException: `ten policies are attached`',
      remedy: expect.stringContaining('quota'),
    })
  })
})

describe('attach-thing', () => {
  it.each([
    ['shared', 'NON_EXCLUSIVE_THING'],
    ['exclusive', 'EXCLUSIVE_THING'],
  ] as const)('attaches a %s principal as %s', async (principal, thingPrincipalType) => {
    const { client, mock } = mockIot()
    const plan = planFixture({ principal })
    await createIotDriver({ client }).perform(stepOf(plan, 'attach-thing'), contextOf(plan))
    expect(mock.commandCalls(AttachThingPrincipalCommand)[0]?.args[0].input).toEqual({
      thingName: 'sensor-1',
      principal: arnOf(ours),
      thingPrincipalType,
    })
  })

  it('refuses for good what AWS refuses', async () => {
    const { client, mock } = mockIot()
    const plan = planFixture({ principal: 'exclusive' })
    mock.on(AttachThingPrincipalCommand).rejects(awsError('InvalidRequestException', 'attached elsewhere'))
    const performed = createIotDriver({ client }).perform(stepOf(plan, 'attach-thing'), contextOf(plan))
    await expect(performed).rejects.toMatchObject({ code: 'step-refused', retryable: false })
  })
})

describe('detach-thing', () => {
  const plan = planFixture({ replaces: other })
  const step = stepOf(plan, 'detach-thing')

  it('detaches the certificate by its ARN', async () => {
    const { client, mock } = mockIot()
    await expect(createIotDriver({ client }).perform(step, contextOf(plan))).resolves.toEqual({ outcome: 'done' })
    const [call] = mock.commandCalls(DetachThingPrincipalCommand)
    expect(call?.args[0].input).toEqual({ thingName: 'sensor-1', principal: arnOf(other) })
  })

  it('is content when there is nothing to detach', async () => {
    const { client, mock } = mockIot()
    mock.on(DetachThingPrincipalCommand).rejects(notFound)
    const performed = createIotDriver({ client }).perform(step, contextOf(plan))
    await expect(performed).resolves.toEqual({ outcome: 'already-done' })
  })
})

describe('add-to-thing-group', () => {
  const plan = planFixture({ thingGroupName: 'sensors-north' })
  const step = stepOf(plan, 'add-to-thing-group')

  it('creates a group that was assumed and is missing, tries again, and says so', async () => {
    const { client, mock, sent } = mockIot()
    mock.on(AddThingToThingGroupCommand).rejectsOnce(notFound).resolves({})
    await expect(createIotDriver({ client }).perform(step, contextOf(plan))).resolves.toEqual({
      outcome: 'done',
      repaired: ['ensure-thing-group:sensors-north'],
    })
    expect(sent()).toEqual(['AddThingToThingGroup', 'CreateThingGroup', 'AddThingToThingGroup'])
  })

  it('creates nothing that the plan does not name', async () => {
    const { client, mock, sent } = mockIot()
    mock.on(AddThingToThingGroupCommand).rejects(notFound)
    const without = { ...plan, steps: plan.steps.filter(({ kind }) => kind !== 'ensure-thing-group') }
    await expect(createIotDriver({ client }).perform(step, contextOf(without))).rejects.toMatchObject({
      code: 'prerequisite-missing',
    })
    expect(sent()).toEqual(['AddThingToThingGroup'])
  })
})

describe('remove-from-thing-group', () => {
  const plan = planFixture({ leaves: 'stock' })
  const step = stepOf(plan, 'remove-from-thing-group')

  it('takes the thing out of the group', async () => {
    const { client, mock, sent } = mockIot()
    await expect(createIotDriver({ client }).perform(step, contextOf(plan))).resolves.toEqual({ outcome: 'done' })
    expect(sent()).toEqual(['RemoveThingFromThingGroup'])
    const [call] = mock.commandCalls(RemoveThingFromThingGroupCommand)
    expect(call?.args[0].input).toEqual({ thingName: 'sensor-1', thingGroupName: 'stock' })
  })

  it('is content when there is no such group, or no such thing', async () => {
    const { client, mock } = mockIot()
    mock.on(RemoveThingFromThingGroupCommand).rejects(notFound)
    const performed = createIotDriver({ client }).perform(step, contextOf(plan))
    await expect(performed).resolves.toEqual({ outcome: 'already-done' })
  })

  it('names the group when AWS refuses', async () => {
    const { client, mock } = mockIot()
    mock.on(RemoveThingFromThingGroupCommand).rejects(awsError('InvalidRequestException', 'it is dynamic'))
    await expect(createIotDriver({ client }).perform(step, contextOf(plan))).rejects.toMatchObject({
      code: 'step-refused',
      field: 'thingGroupName',
      value: 'stock',
    })
  })
})
