import { DeleteThingCommand, DescribeThingCommand, ListThingPrincipalsCommand } from '@aws-sdk/client-iot'
import type { StepResult } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { arnOf, other, ours } from '../../fixtures/certificate-ids.js'
import { type MockedIot, mockIot } from '../../fixtures/mock-client.js'
import { pauses } from '../../fixtures/pauses.js'
import { removalPlan } from '../../fixtures/removal-plan.js'
import { contextOf, stepOf } from '../../fixtures/step-of.js'
import { createIotDriver } from '../create-iot-driver.js'

const plan = removalPlan()
const step = stepOf(plan, 'delete-thing')
const stranger = 'dead'.padEnd(64, '2')

const stamped = (certificateId: string | undefined): MockedIot => {
  const iot = mockIot()
  const attributes = certificateId === undefined ? {} : { certificateId }
  iot.mock.on(DescribeThingCommand).resolves({ attributes, version: 3 })
  return iot
}

const perform = ({ client }: MockedIot, sleep = pauses().sleep): Promise<StepResult> =>
  createIotDriver({ client, sleep }).perform(step, contextOf(plan))

describe('delete-thing', () => {
  it.each([
    ['its owner is the plan’s', ours],
    ['it shows none', undefined],
  ])('deletes a thing as it was seen, where %s', async (_what, owner) => {
    const iot = stamped(owner)
    await expect(perform(iot)).resolves.toEqual({ outcome: 'done' })
    expect(iot.sent()).toEqual(['DescribeThing', 'DeleteThing'])
    const [call] = iot.mock.commandCalls(DeleteThingCommand)
    expect(call?.args[0].input).toEqual({ thingName: 'sensor-1', expectedVersion: 3 })
  })

  it('takes a thing of another certificate that the plan takes from it', async () => {
    const both = [ours, other].map((certificateId) => ({ certificateId, status: 'ACTIVE', policies: [] }) as const)
    const removal = removalPlan({ certificates: both })
    const { client } = stamped(other)
    const performed = createIotDriver({ client }).perform(stepOf(removal, 'delete-thing'), contextOf(removal))
    await expect(performed).resolves.toEqual({ outcome: 'done' })
  })

  it('leaves a thing that has passed on to another certificate', async () => {
    const iot = stamped(stranger)
    await expect(perform(iot)).rejects.toMatchObject({ code: 'thing-owned-by-another', owner: stranger })
    expect(iot.sent()).toEqual(['DescribeThing'])
  })

  it('leaves a thing that passes on while it looks', async () => {
    const iot = mockIot()
    iot.mock
      .on(DescribeThingCommand)
      .resolvesOnce({ attributes: { certificateId: ours }, version: 3 })
      .resolves({ attributes: { certificateId: stranger }, version: 4 })
    iot.mock.on(DeleteThingCommand).rejects(awsError('VersionConflictException'))
    await expect(perform(iot)).rejects.toMatchObject({ code: 'thing-owned-by-another' })
    expect(iot.sent()).toEqual(['DescribeThing', 'DeleteThing', 'DescribeThing'])
  })

  it('gives way where others keep changing the thing', async () => {
    const iot = stamped(ours)
    iot.mock.on(DeleteThingCommand).rejects(awsError('VersionConflictException'))
    await expect(perform(iot)).rejects.toMatchObject({ code: 'step-retryable' })
    expect(iot.mock.commandCalls(DeleteThingCommand)).toHaveLength(3)
  })

  it('is content where the thing is gone', async () => {
    const iot = mockIot()
    iot.mock.on(DescribeThingCommand).rejects(awsError('ResourceNotFoundException'))
    await expect(perform(iot)).resolves.toEqual({ outcome: 'already-done' })
    expect(iot.sent()).toEqual(['DescribeThing'])
  })
})

describe('delete-thing, while a certificate is attached', () => {
  const attached = (principals: readonly string[]): MockedIot => {
    const iot = stamped(ours)
    iot.mock.on(DeleteThingCommand).rejects(awsError('InvalidRequestException'))
    iot.mock.on(ListThingPrincipalsCommand).resolves({ principals: [...principals] })
    return iot
  }

  it('waits for the detachment', async () => {
    const iot = attached([arnOf(ours)])
    const { sleep, taken } = pauses()
    iot.mock.on(DeleteThingCommand).rejectsOnce(awsError('InvalidRequestException')).resolves({})
    await expect(perform(iot, sleep)).resolves.toEqual({ outcome: 'done' })
    expect(taken).toEqual([500])
  })

  it('waits no longer than it may, and can then be done again', async () => {
    const iot = attached([arnOf(ours)])
    const { sleep, total } = pauses()
    await expect(perform(iot, sleep)).rejects.toMatchObject({ code: 'step-retryable', field: 'thingName' })
    expect(total()).toBe(60_000)
  })

  it('can be done again also where it may not wait at all', async () => {
    const { client } = attached([arnOf(ours)])
    const performed = createIotDriver({ client, detachmentWaitMs: 0 }).perform(step, contextOf(plan))
    await expect(performed).rejects.toMatchObject({ code: 'step-retryable' })
  })

  it('does not wait for a certificate that the plan does not know', async () => {
    const iot = attached([arnOf(ours), arnOf(stranger)])
    const { sleep, taken } = pauses()
    await expect(perform(iot, sleep)).rejects.toMatchObject({ code: 'thing-owned-by-another', owner: stranger })
    expect(taken).toEqual([])
  })

  it('tries once more where the detachment took effect between the refusal and the look', async () => {
    const iot = attached([])
    iot.mock.on(DeleteThingCommand).rejectsOnce(awsError('InvalidRequestException')).resolves({})
    await expect(perform(iot)).resolves.toEqual({ outcome: 'done' })
    expect(iot.sent()).toEqual(['DescribeThing', 'DeleteThing', 'ListThingPrincipals', 'DeleteThing'])
  })

  it('can be done again where it finds it gone, and may not wait', async () => {
    const { client } = attached([])
    const performed = createIotDriver({ client, detachmentWaitMs: 0 }).perform(step, contextOf(plan))
    await expect(performed).rejects.toMatchObject({ code: 'step-retryable' })
  })

  it('fails for good where nothing is attached, and the request is invalid by itself', async () => {
    await expect(perform(attached([]))).rejects.toMatchObject({ code: 'step-refused' })
  })
})
