import { DescribeThingCommand, ListThingPrincipalsCommand, UpdateThingCommand } from '@aws-sdk/client-iot'
import type { StepResult } from '@thingplan/core'
import { planFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { arnOf, other, ours } from '../../fixtures/certificate-ids.js'
import { type MockedIot, mockIot } from '../../fixtures/mock-client.js'
import { contextOf, stepOf } from '../../fixtures/step-of.js'
import { createIotDriver } from '../create-iot-driver.js'

const perform = ({ client }: MockedIot, ownership: 'stamp' | 'principals' = 'stamp'): Promise<StepResult> => {
  const plan = planFixture({ replaces: other, ownership })
  return createIotDriver({ client }).perform(stepOf(plan, 'set-thing-owner'), contextOf(plan))
}

const stamped = (certificateId: string | undefined): MockedIot => {
  const iot = mockIot()
  const attributes = certificateId === undefined ? {} : { certificateId }
  iot.mock.on(DescribeThingCommand).resolves({ attributes, version: 3 })
  return iot
}

describe('set-thing-owner', () => {
  it('moves the stamp, provided that nobody has touched the thing since', async () => {
    const iot = stamped(other)
    await expect(perform(iot)).resolves.toEqual({ outcome: 'done' })
    expect(iot.mock.commandCalls(UpdateThingCommand)[0]?.args[0].input).toEqual({
      thingName: 'sensor-1',
      attributePayload: { attributes: { certificateId: ours }, merge: true },
      expectedVersion: 3,
    })
  })

  it('is content when the stamp has moved already', async () => {
    const iot = stamped(ours)
    await expect(perform(iot)).resolves.toEqual({ outcome: 'already-done' })
    expect(iot.sent()).toEqual(['DescribeThing'])
  })

  it.each([
    ['a third certificate', 'dead'.padEnd(64, '2'), 'dead'.padEnd(64, '2')],
    ['nobody', undefined, undefined],
  ])('does not take the thing from %s', async (_whom, certificateId, owner) => {
    const iot = stamped(certificateId)
    await expect(perform(iot)).rejects.toMatchObject({ code: 'thing-owned-by-another', owner })
    expect(iot.sent()).toEqual(['DescribeThing'])
  })

  it('sees the third certificate that was faster', async () => {
    const iot = mockIot()
    const third = 'dead'.padEnd(64, '2')
    iot.mock
      .on(DescribeThingCommand)
      .resolvesOnce({ attributes: { certificateId: other }, version: 3 })
      .resolves({ attributes: { certificateId: third }, version: 4 })
    iot.mock.on(UpdateThingCommand).rejects(awsError('VersionConflictException'))
    await expect(perform(iot)).rejects.toMatchObject({ code: 'thing-owned-by-another', owner: third })
  })

  it('needs the thing', async () => {
    const iot = mockIot()
    iot.mock.on(DescribeThingCommand).rejects(awsError('ResourceNotFoundException'))
    await expect(perform(iot)).rejects.toMatchObject({ code: 'prerequisite-missing' })
  })
})

describe('set-thing-owner, with principals as owners', () => {
  it.each([
    ['the old owner', [arnOf(other)]],
    ['the new owner', [arnOf(ours)]],
  ])('leaves moving to the attachments, where %s is attached', async (_whom, principals) => {
    const iot = mockIot()
    iot.mock.on(ListThingPrincipalsCommand).resolves({ principals })
    await expect(perform(iot, 'principals')).resolves.toEqual({ outcome: 'already-done' })
    expect(iot.sent()).toEqual(['ListThingPrincipals'])
  })

  it.each([
    ['somebody else', [arnOf('dead'.padEnd(64, '2'))]],
    ['nobody', []],
  ])('refuses where %s is attached', async (_whom, principals) => {
    const iot = mockIot()
    iot.mock.on(ListThingPrincipalsCommand).resolves({ principals })
    await expect(perform(iot, 'principals')).rejects.toMatchObject({ code: 'thing-owned-by-another' })
  })
})
