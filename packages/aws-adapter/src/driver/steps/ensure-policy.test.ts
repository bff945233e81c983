import {
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  ListPolicyVersionsCommand,
} from '@aws-sdk/client-iot'
import type { EnsurePolicyStep } from '@thingplan/core'
import { planFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { mockIot } from '../../fixtures/mock-client.js'
import { contextOf, stepOf } from '../../fixtures/step-of.js'
import { createIotDriver } from '../create-iot-driver.js'

const plan = planFixture()
const shared = stepOf(plan, 'ensure-policy')
const device: EnsurePolicyStep = { ...shared, scope: 'device' }
const document = JSON.stringify(shared.document)
const sameInOtherWords = JSON.stringify({ Statement: shared.document.Statement, Version: '2012-10-17' }, null, 2)
const different = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'iot:*', Resource: '*' }],
})
const notFound = awsError('ResourceNotFoundException')
const exists = awsError('ResourceAlreadyExistsException')

describe('ensure-policy, shared', () => {
  it('compares once per driver, however many devices come at the same time and later', async () => {
    const { client, mock, sent } = mockIot()
    mock.on(GetPolicyCommand).resolves({ policyDocument: sameInOtherWords })
    const driver = createIotDriver({ client })
    const perform = (): Promise<unknown> => driver.perform(shared, contextOf(plan))
    const outcomes = await Promise.all([perform(), perform(), perform()])
    expect([...outcomes, await perform()]).toEqual([
      { outcome: 'already-done' },
      { outcome: 'assumed' },
      { outcome: 'assumed' },
      { outcome: 'assumed' },
    ])
    expect(sent()).toEqual(['GetPolicy'])
  })

  it('compares anew when the document has changed under the same name', async () => {
    const { client, mock, sent } = mockIot()
    mock.on(GetPolicyCommand).resolves({ policyDocument: document })
    const driver = createIotDriver({ client })
    await driver.perform(shared, contextOf(plan))
    const changed = { ...shared, document: { ...shared.document, Statement: [] } }
    await expect(driver.perform(changed, contextOf(plan))).rejects.toMatchObject({ code: 'policy-differs' })
    expect(sent()).toEqual(['GetPolicy', 'GetPolicy'])
  })

  it('creates a policy that is missing', async () => {
    const { client, mock, sent } = mockIot()
    mock.on(GetPolicyCommand).rejects(notFound)
    await expect(createIotDriver({ client }).perform(shared, contextOf(plan))).resolves.toEqual({ outcome: 'done' })
    expect(sent()).toEqual(['GetPolicy', 'CreatePolicy'])
    expect(mock.commandCalls(CreatePolicyCommand)[0]?.args[0].input).toEqual({
      policyName: 'sensor-policy',
      policyDocument: document,
    })
  })

  it('takes the policy that another worker has created meanwhile, if it is the same', async () => {
    const { client, mock } = mockIot()
    mock.on(GetPolicyCommand).rejectsOnce(notFound).resolves({ policyDocument: document })
    mock.on(CreatePolicyCommand).rejects(exists)
    const performed = createIotDriver({ client }).perform(shared, contextOf(plan))
    await expect(performed).resolves.toEqual({ outcome: 'already-done' })
  })

  it('refuses drift, each time anew', async () => {
    const { client, mock, sent } = mockIot()
    mock.on(GetPolicyCommand).resolves({ policyDocument: different })
    const driver = createIotDriver({ client })
    for (const _ of [1, 2]) {
      await expect(driver.perform(shared, contextOf(plan))).rejects.toMatchObject({
        code: 'policy-differs',
        retryable: false,
        stepId: 'ensure-policy:sensor-policy',
        field: 'policyName',
        value: 'sensor-policy',
      })
    }
    expect(sent()).toEqual(['GetPolicy', 'GetPolicy'])
  })

  it.each([
    ['no document', {}],
    ['a document that is none', { policyDocument: 'not JSON' }],
  ])('takes %s for drift', async (_what, answer) => {
    const { client, mock } = mockIot()
    mock.on(GetPolicyCommand).resolves(answer)
    const performed = createIotDriver({ client }).perform(shared, contextOf(plan))
    await expect(performed).rejects.toMatchObject({ code: 'policy-differs' })
  })

  it('looks again after a look that was throttled', async () => {
    const { client, mock, sent } = mockIot()
    mock.on(GetPolicyCommand).rejectsOnce(awsError('ThrottlingException')).resolves({ policyDocument: document })
    const driver = createIotDriver({ client })
    await expect(driver.perform(shared, contextOf(plan))).rejects.toMatchObject({ code: 'step-retryable' })
    await expect(driver.perform(shared, contextOf(plan))).resolves.toEqual({ outcome: 'already-done' })
    expect(sent()).toEqual(['GetPolicy', 'GetPolicy'])
  })
})

describe('ensure-policy, shared, with onPolicyDrift update', () => {
  it('puts the new document in force', async () => {
    const { client, mock, sent } = mockIot()
    mock.on(GetPolicyCommand).resolves({ policyDocument: different })
    const driver = createIotDriver({ client, onPolicyDrift: 'update' })
    await expect(driver.perform(shared, contextOf(plan))).resolves.toEqual({ outcome: 'done' })
    expect(sent()).toEqual(['GetPolicy', 'CreatePolicyVersion'])
    expect(mock.commandCalls(CreatePolicyVersionCommand)[0]?.args[0].input).toEqual({
      policyName: 'sensor-policy',
      policyDocument: document,
      setAsDefault: true,
    })
  })

  it('deletes the oldest of five versions, never the one in force', async () => {
    const { client, mock, sent } = mockIot()
    mock.on(GetPolicyCommand).resolves({ policyDocument: different })
    mock.on(CreatePolicyVersionCommand).rejectsOnce(awsError('VersionsLimitExceededException')).resolves({})
    mock.on(ListPolicyVersionsCommand).resolves({
      policyVersions: [
        { versionId: '11', isDefaultVersion: false },
        { versionId: '10', isDefaultVersion: false },
        { versionId: '9', isDefaultVersion: false },
        { versionId: '8', isDefaultVersion: true },
        { versionId: '12', isDefaultVersion: false },
      ],
    })
    await createIotDriver({ client, onPolicyDrift: 'update' }).perform(shared, contextOf(plan))
    expect(mock.commandCalls(DeletePolicyVersionCommand)[0]?.args[0].input).toEqual({
      policyName: 'sensor-policy',
      policyVersionId: '9',
    })
    expect(sent().slice(1)).toEqual([
      'CreatePolicyVersion',
      'ListPolicyVersions',
      'DeletePolicyVersion',
      'CreatePolicyVersion',
    ])
  })

  it('still refuses to change the policy of another device', async () => {
    const { client, mock } = mockIot()
    mock.on(CreatePolicyCommand).rejects(exists)
    mock.on(GetPolicyCommand).resolves({ policyDocument: different })
    const performed = createIotDriver({ client, onPolicyDrift: 'update' }).perform(device, contextOf(plan))
    await expect(performed).rejects.toMatchObject({ code: 'policy-differs' })
  })
})

describe('ensure-policy, of a device', () => {
  it('is created first', async () => {
    const { client, sent } = mockIot()
    await expect(createIotDriver({ client }).perform(device, contextOf(plan))).resolves.toEqual({ outcome: 'done' })
    expect(sent()).toEqual(['CreatePolicy'])
  })

  it('is compared where it exists', async () => {
    const { client, mock, sent } = mockIot()
    mock.on(CreatePolicyCommand).rejects(exists)
    mock.on(GetPolicyCommand).resolves({ policyDocument: document })
    const performed = createIotDriver({ client }).perform(device, contextOf(plan))
    await expect(performed).resolves.toEqual({ outcome: 'already-done' })
    expect(sent()).toEqual(['CreatePolicy', 'GetPolicy'])
  })

  it('is tried again when it vanishes in between', async () => {
    const { client, mock } = mockIot()
    mock.on(CreatePolicyCommand).rejects(exists)
    mock.on(GetPolicyCommand).rejects(notFound)
    const performed = createIotDriver({ client }).perform(device, contextOf(plan))
    await expect(performed).rejects.toMatchObject({ code: 'step-retryable' })
  })
})
