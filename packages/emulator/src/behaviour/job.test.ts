import { CreateJobCommand, CreateThingCommand, DescribeJobExecutionCommand } from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import type { Emulator } from '../emulator.js'
import { arnPrefix, emptyAccount } from '../fixtures/account.js'
import { closeFleetsAfterEach, openFleet } from '../fixtures/fleet.js'
import { type ConnectedDevice, connectMqtt } from '../fixtures/mqtt-device.js'
import { anything, policyText } from '../fixtures/policies.js'
import { ask } from '../fixtures/provisioning-device.js'

closeFleetsAfterEach()

const thingName = 'sensor-1'
const topics = `$aws/things/${thingName}/jobs`
const now = new Date('2030-01-01T00:00:00Z')

const create = (jobId: string, document = '{"operation":"rotate"}', target = `${arnPrefix}thing/${thingName}`) =>
  new CreateJobCommand({ jobId, targets: [target], document })

const accountWithThing = async (): Promise<Emulator> => {
  const emulator = emptyAccount({ clock: () => now })
  await emulator.client.send(new CreateThingCommand({ thingName }))
  return emulator
}

const openThing = async (): Promise<{ readonly emulator: Emulator; readonly device: ConnectedDevice }> => {
  const { emulator, endpoint, activeDevice } = await openFleet()
  await emulator.client.send(new CreateThingCommand({ thingName }))
  return { emulator, device: await connectMqtt(endpoint, await activeDevice('device-1', anything), thingName) }
}

const statusOf = async ({ client }: Emulator, jobId: string): Promise<unknown> =>
  (await client.send(new DescribeJobExecutionCommand({ jobId, thingName }))).execution?.status

describe('jobs', () => {
  it('JOB-01 queues a job for each thing that it is for', async () => {
    const { client } = await accountWithThing()
    const { jobArn } = await client.send(create('rotate-1'))
    expect(jobArn).toBe(`${arnPrefix}job/rotate-1`)
    const { execution } = await client.send(new DescribeJobExecutionCommand({ jobId: 'rotate-1', thingName }))
    const thingArn = `${arnPrefix}thing/${thingName}`
    const counts = { executionNumber: 1, versionNumber: 1 }
    expect(execution).toEqual({
      jobId: 'rotate-1',
      status: 'QUEUED',
      thingArn,
      queuedAt: now,
      lastUpdatedAt: now,
      ...counts,
    })
  })

  it.each([
    ['an id that is taken', create('taken'), 'ResourceAlreadyExistsException'],
    ['a thing that is not there', create('a', '{}', `${arnPrefix}thing/nobody`), 'ResourceNotFoundException'],
    ['a document that is no object', create('a', '[]'), 'InvalidRequestException'],
    ['an id that is none', create('a b'), 'InvalidRequestException'],
    ['no thing', new CreateJobCommand({ jobId: 'a', targets: [], document: '{}' }), 'InvalidRequestException'],
    [
      'a job that never ends',
      new CreateJobCommand({ ...create('a').input, targetSelection: 'CONTINUOUS' }),
      'EmulatorError',
    ],
    ['a group', create('a', '{}', `${arnPrefix}thinggroup/all`), 'EmulatorError'],
  ])('JOB-02 refuses %s', async (_, command, name) => {
    const { client } = await accountWithThing()
    await client.send(create('taken'))
    await expect(client.send(command)).rejects.toMatchObject({ name })
    const describing = client.send(new DescribeJobExecutionCommand({ jobId: 'a', thingName }))
    await expect(describing).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it('JOB-03 tells a thing of its next job, and when there is none any more', async () => {
    const { emulator, device } = await openThing()
    await device.client.subscribeAsync(`${topics}/notify-next`, { qos: 1 })
    await emulator.client.send(create('one'))
    await emulator.client.send(create('two'))
    for (const jobId of ['one', 'two']) await ask(device, `${topics}/${jobId}/update`, { status: 'SUCCEEDED' })
    await emulator.settled()
    const told = device.messages.filter(([topic]) => topic === `${topics}/notify-next`)
    expect(told.map(([, payload]) => JSON.parse(payload).execution.jobId)).toEqual(['one', 'two', undefined])
    expect(told.map(([, payload]) => JSON.parse(payload).execution.jobDocument)).toEqual([
      { operation: 'rotate' },
      { operation: 'rotate' },
      undefined,
    ])
    await device.client.endAsync()
  })

  it('JOB-04 starts the job that has waited longest, and tells it again while it is in progress', async () => {
    const { emulator, device } = await openThing()
    await emulator.client.send(create('one'))
    await emulator.client.send(create('two'))
    const { execution } = await emulator.client.send(new DescribeJobExecutionCommand({ jobId: 'one', thingName }))
    const queuedAt = Math.floor((execution?.queuedAt?.getTime() ?? 0) / 1000)
    for (const _ of ['once', 'again']) {
      const { outcome, payload } = await ask(device, `${topics}/start-next`, { clientToken: 'mine' })
      expect(outcome).toBe('accepted')
      expect(payload).toMatchObject({
        clientToken: 'mine',
        execution: { jobId: 'one', thingName, status: 'IN_PROGRESS', queuedAt, versionNumber: 2, executionNumber: 1 },
      })
    }
    expect([await statusOf(emulator, 'one'), await statusOf(emulator, 'two')]).toEqual(['IN_PROGRESS', 'QUEUED'])
    await device.client.endAsync()
  })

  it('JOB-05 answers without an execution where there is nothing to do', async () => {
    const { device } = await openThing()
    const { outcome, payload } = await ask(device, `${topics}/start-next`)
    expect([outcome, payload]).toEqual(['accepted', { timestamp: expect.any(Number) }])
    await device.client.endAsync()
  })

  it('JOB-06 takes what a device says of its job, with details', async () => {
    const { emulator, device } = await openThing()
    await emulator.client.send(create('one'))
    const statusDetails = { reason: 'no room' }
    const said = { status: 'FAILED', statusDetails, expectedVersion: '1' }
    const { outcome, payload } = await ask(device, `${topics}/one/update`, said)
    expect([outcome, payload]).toEqual(['accepted', { timestamp: expect.any(Number) }])
    const { execution } = await emulator.client.send(new DescribeJobExecutionCommand({ jobId: 'one', thingName }))
    expect(execution).toMatchObject({
      status: 'FAILED',
      versionNumber: 2,
      statusDetails: { detailsMap: statusDetails },
    })
    await device.client.endAsync()
  })

  it.each([
    ['a job that it does not have', 'two', { status: 'SUCCEEDED' }, 'ResourceNotFound'],
    ['another version', 'one', { status: 'SUCCEEDED', expectedVersion: 7 }, 'VersionMismatch'],
    ['a step back', 'one', { status: 'QUEUED' }, 'InvalidRequest'],
    ['a status that is none', 'one', { status: 'DONE' }, 'InvalidRequest'],
    ['details that are no texts', 'one', { status: 'FAILED', statusDetails: { a: 1 } }, 'InvalidRequest'],
    ['what the emulator does not know', 'one', { status: 'FAILED', includeJobDocument: true }, 'InvalidRequest'],
    ['no object', 'one', [], 'InvalidJson'],
    ['a job that is over', 'over', { status: 'IN_PROGRESS' }, 'InvalidStateTransition'],
  ])('JOB-07 rejects an update, and changes nothing: %s', async (_, jobId, said, code) => {
    const { emulator, device } = await openThing()
    await emulator.client.send(create('one'))
    await emulator.client.send(create('over'))
    await ask(device, `${topics}/over/update`, { status: 'REJECTED' })
    const { outcome, payload } = await ask(device, `${topics}/${jobId}/update`, said)
    expect([outcome, payload['code']]).toEqual(['rejected', code])
    const state = { one: { status: 'QUEUED', versionNumber: 1 }, over: { status: 'REJECTED', versionNumber: 2 } }
    const isMistaken = code === 'VersionMismatch' || code === 'InvalidStateTransition'
    expect(payload['executionState']).toEqual(isMistaken ? Reflect.get(state, jobId) : undefined)
    expect([await statusOf(emulator, 'one'), await statusOf(emulator, 'over')]).toEqual(['QUEUED', 'REJECTED'])
    await device.client.endAsync()
  })

  it('JOB-08 obeys policies, and leaves its answers to AWS IoT', async () => {
    const { emulator, endpoint, activeDevice, story } = await openFleet()
    await emulator.client.send(new CreateThingCommand({ thingName }))
    await emulator.client.send(create('one'))
    const own = policyText(
      { action: 'iot:Connect', on: 'client/*' },
      { action: 'iot:Publish', on: 'topic/$aws/things/other/*' },
    )
    const stranger = await connectMqtt(endpoint, await activeDevice('stranger', own), 'stranger')
    stranger.client.publish(`${topics}/one/update`, '{"status":"FAILED"}')
    await stranger.closed
    expect(story).toContainEqual(expect.objectContaining({ kind: 'denied', reason: 'policy' }))
    expect(await statusOf(emulator, 'one')).toBe('QUEUED')

    const device = await connectMqtt(endpoint, await activeDevice('device-1', anything), thingName)
    device.client.publish(`${topics}/notify-next`, '{}')
    await device.closed
    expect(story).toContainEqual(expect.objectContaining({ kind: 'denied', reason: 'topic-reserved' }))
  })
})
