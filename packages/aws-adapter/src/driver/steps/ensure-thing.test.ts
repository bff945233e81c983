import {
  CreateThingCommand,
  CreateThingTypeCommand,
  DescribeThingCommand,
  DescribeThingTypeCommand,
  ListThingPrincipalsCommand,
  UpdateThingCommand,
} from '@aws-sdk/client-iot'
import type { StepResult } from '@thingplan/core'
import { type PlanFixtureOptions, planFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { arnOf, other, ours } from '../../fixtures/certificate-ids.js'
import { type MockedIot, mockIot } from '../../fixtures/mock-client.js'
import { contextOf, stepOf } from '../../fixtures/step-of.js'
import { createIotDriver } from '../create-iot-driver.js'

const exists = awsError('ResourceAlreadyExistsException')
const notFound = awsError('ResourceNotFoundException')
const conflict = awsError('VersionConflictException')

const cognitoIdentity = 'eu-central-1:11111111-2222-3333-4444-555555555555'

const perform = ({ client }: MockedIot, options: PlanFixtureOptions = {}): Promise<StepResult> => {
  const plan = planFixture(options)
  return createIotDriver({ client }).perform(stepOf(plan, 'ensure-thing'), contextOf(plan))
}

describe('ensure-thing, of a new name', () => {
  it('creates the thing with its attributes and the stamp of its owner, in one call', async () => {
    const iot = mockIot()
    await expect(perform(iot, { billingGroupName: 'north' })).resolves.toEqual({ outcome: 'done' })
    expect(iot.sent()).toEqual(['CreateThing'])
    expect(iot.mock.commandCalls(CreateThingCommand)[0]?.args[0].input).toEqual({
      thingName: 'sensor-1',
      thingTypeName: 'sensor',
      billingGroupName: 'north',
      attributePayload: { attributes: { serial_number: '1', certificateId: ours } },
    })
  })

  it('creates type and billing group that were assumed and are missing, tries again, and says so', async () => {
    const iot = mockIot()
    iot.mock.on(CreateThingCommand).rejectsOnce(notFound).resolves({})
    await expect(perform(iot, { billingGroupName: 'north' })).resolves.toEqual({
      outcome: 'done',
      repaired: ['ensure-thing-type:sensor', 'ensure-billing-group:north'],
    })
    expect(iot.sent()).toEqual(['CreateThing', 'CreateThingType', 'CreateBillingGroup', 'CreateThing'])
    expect(iot.mock.commandCalls(CreateThingTypeCommand)[0]?.args[0].input).toEqual({
      thingTypeName: 'sensor',
      thingTypeProperties: { searchableAttributes: ['serial_number'] },
    })
  })

  it.each([
    ['takes a type that was made meanwhile with the same attributes', ['serial_number'], 'done'],
    ['refuses a type that was made meanwhile with others', ['colour'], 'thing-type-differs'],
  ])('%s', async (_what, searchableAttributes, expected) => {
    const iot = mockIot()
    iot.mock.on(CreateThingCommand).rejectsOnce(notFound).resolves({})
    iot.mock.on(CreateThingTypeCommand).rejects(exists)
    iot.mock.on(DescribeThingTypeCommand).resolves({ thingTypeProperties: { searchableAttributes } })
    const outcome = await perform(iot).then(
      (result) => result.outcome,
      (error: { code: string }) => error.code,
    )
    expect(outcome).toBe(expected)
  })

  it('refuses for good what AWS refuses', async () => {
    const iot = mockIot()
    iot.mock.on(CreateThingCommand).rejects(awsError('InvalidRequestException', 'the type is deprecated'))
    await expect(perform(iot)).rejects.toMatchObject({
      code: 'step-refused',
      stepId: 'ensure-thing:sensor-1',
      awsError: 'InvalidRequestException',
      field: 'thingName',
      value: 'sensor-1',
    })
    expect(iot.sent()).toEqual(['CreateThing'])
  })
})

describe('ensure-thing, where CreateThing takes three attributes only', () => {
  const attributes = { a: '1', b: '2', serial_number: '3', c: '4' }
  const refuseMoreThanThree = ({ mock }: MockedIot): void => {
    mock.on(CreateThingCommand).callsFake(({ attributePayload }) => {
      if (Object.keys(attributePayload.attributes).length > 3) throw awsError('InvalidRequestException')
      return {}
    })
  }

  it('creates with the stamp, what is searched by, and the first of the rest; then adds the others', async () => {
    const iot = mockIot()
    refuseMoreThanThree(iot)
    await expect(perform(iot, { attributes })).resolves.toEqual({ outcome: 'done' })
    expect(iot.sent()).toEqual(['CreateThing', 'CreateThing', 'UpdateThing'])
    const [, created] = iot.mock.commandCalls(CreateThingCommand)
    expect(created?.args[0].input.attributePayload?.attributes).toEqual({
      certificateId: ours,
      serial_number: '3',
      a: '1',
    })
    expect(iot.mock.commandCalls(UpdateThingCommand)[0]?.args[0].input).toEqual({
      thingName: 'sensor-1',
      attributePayload: { attributes: { b: '2', c: '4' }, merge: true },
      expectedVersion: 1,
    })
  })

  it('remembers it for the next thing', async () => {
    const iot = mockIot()
    refuseMoreThanThree(iot)
    const driver = createIotDriver({ client: iot.client })
    for (const thingName of ['sensor-1', 'sensor-2']) {
      const plan = planFixture({ attributes, thingName })
      await driver.perform(stepOf(plan, 'ensure-thing'), contextOf(plan))
    }
    expect(iot.sent()).toEqual(['CreateThing', 'CreateThing', 'UpdateThing', 'CreateThing', 'UpdateThing'])
  })

  it('does not take another fault of the request for that', async () => {
    const iot = mockIot()
    iot.mock.on(CreateThingCommand).rejects(awsError('InvalidRequestException'))
    const driver = createIotDriver({ client: iot.client })
    const plan = planFixture({ attributes })
    for (const _ of [1, 2]) {
      const performed = driver.perform(stepOf(plan, 'ensure-thing'), contextOf(plan))
      await expect(performed).rejects.toMatchObject({ code: 'step-refused' })
    }
    expect(iot.sent()).toEqual(['CreateThing', 'CreateThing', 'CreateThing', 'CreateThing'])
  })

  it('looks at the thing when it is not new any more', async () => {
    const iot = mockIot()
    refuseMoreThanThree(iot)
    iot.mock.on(UpdateThingCommand).rejects(conflict)
    iot.mock.on(DescribeThingCommand).resolves({
      thingTypeName: 'sensor',
      attributes: { ...attributes, certificateId: ours },
      version: 2,
    })
    await expect(perform(iot, { attributes })).resolves.toEqual({ outcome: 'done' })
    expect(iot.sent()).toEqual(['CreateThing', 'CreateThing', 'UpdateThing', 'DescribeThing'])
  })
})

describe('ensure-thing, of a name that exists with another configuration', () => {
  const existing = (attributes: Record<string, string>, thingTypeName = 'sensor'): MockedIot => {
    const iot = mockIot()
    iot.mock.on(CreateThingCommand).rejects(exists)
    iot.mock.on(DescribeThingCommand).resolves({ thingName: 'sensor-1', thingTypeName, attributes, version: 7 })
    return iot
  }

  it('leaves alone what is the owner’s and as planned', async () => {
    const iot = existing({ certificateId: ours, serial_number: '1', note: 'added by hand' })
    await expect(perform(iot)).resolves.toEqual({ outcome: 'already-done' })
    expect(iot.sent()).toEqual(['CreateThing', 'DescribeThing'])
  })

  it('adds what the owner’s thing lacks, and takes nothing away', async () => {
    const iot = existing({ certificateId: ours, serial_number: '0', note: 'added by hand' })
    await expect(perform(iot)).resolves.toEqual({ outcome: 'done' })
    expect(iot.mock.commandCalls(UpdateThingCommand)[0]?.args[0].input).toEqual({
      thingName: 'sensor-1',
      attributePayload: { attributes: { serial_number: '1' }, merge: true },
      expectedVersion: 7,
    })
  })

  it('says that the thing stays in another billing group', async () => {
    const iot = existing({ certificateId: ours, serial_number: '1' })
    await expect(perform(iot, { billingGroupName: 'north' })).resolves.toEqual({
      outcome: 'already-done',
      note: 'the existing thing stays in billing group none',
    })
  })

  it('names the other owner, and touches nothing', async () => {
    const iot = existing({ certificateId: other, serial_number: '1' })
    await expect(perform(iot, { adopt: true })).rejects.toMatchObject({
      code: 'thing-owned-by-another',
      owner: other,
      stepId: 'ensure-thing:sensor-1',
    })
    expect(iot.sent()).toEqual(['CreateThing', 'DescribeThing'])
  })

  it.each(['', 'mine', other.toUpperCase()])('shows the stamp %j, whatever it says', async (stamp) => {
    const iot = existing({ certificateId: stamp, serial_number: '1' })
    await expect(perform(iot, { adopt: true })).rejects.toMatchObject({
      code: 'thing-owned-by-another',
      owner: stamp,
    })
  })

  it('refuses a thing that shows no owner', async () => {
    const iot = existing({ serial_number: '1' })
    await expect(perform(iot)).rejects.toMatchObject({ code: 'thing-owned-by-another', owner: undefined })
    expect(iot.sent()).toEqual(['CreateThing', 'DescribeThing'])
  })

  it.each([
    ['nobody', []],
    ['only the certificate itself', [arnOf(ours)]],
  ])('adopts a thing that shows no owner, where %s is attached', async (_what, principals) => {
    const iot = existing({ serial_number: '1' })
    iot.mock.on(ListThingPrincipalsCommand).resolves({ principals })
    await expect(perform(iot, { adopt: true })).resolves.toEqual({ outcome: 'done' })
    expect(iot.mock.commandCalls(UpdateThingCommand)[0]?.args[0].input).toMatchObject({
      attributePayload: { attributes: { certificateId: ours }, merge: true },
      expectedVersion: 7,
    })
  })

  it.each([
    ['another certificate', arnOf(other), other],
    ['somebody of Cognito', cognitoIdentity, cognitoIdentity],
  ])('does not adopt where %s is attached, on whatever page', async (_what, principal, owner) => {
    const iot = existing({ serial_number: '1' })
    iot.mock
      .on(ListThingPrincipalsCommand)
      .resolvesOnce({ principals: [arnOf(ours)], nextToken: 'more' })
      .resolves({ principals: [principal] })
    await expect(perform(iot, { adopt: true })).rejects.toMatchObject({ code: 'thing-owned-by-another', owner })
    expect(iot.sent()).not.toContain('UpdateThing')
  })

  it('makes sure of the type that was assumed before it gives it to the thing', async () => {
    const iot = existing({ certificateId: ours, serial_number: '1' }, 'older')
    await expect(perform(iot)).resolves.toEqual({ outcome: 'done', repaired: ['ensure-thing-type:sensor'] })
    expect(iot.sent()).toEqual(['CreateThing', 'DescribeThing', 'CreateThingType', 'UpdateThing'])
    expect(iot.mock.commandCalls(UpdateThingCommand)[0]?.args[0].input).toMatchObject({ thingTypeName: 'sensor' })
  })

  it('reads again what somebody else has changed in between', async () => {
    const iot = existing({ certificateId: ours })
    iot.mock.on(UpdateThingCommand).rejectsOnce(conflict).resolves({})
    await expect(perform(iot)).resolves.toEqual({ outcome: 'done' })
    expect(iot.sent()).toEqual(['CreateThing', 'DescribeThing', 'UpdateThing', 'DescribeThing', 'UpdateThing'])
  })

  it('does not fight for ever', async () => {
    const iot = existing({ certificateId: ours })
    iot.mock.on(UpdateThingCommand).rejects(conflict)
    await expect(perform(iot)).rejects.toMatchObject({ code: 'step-retryable', retryable: true })
  })

  it('is tried again when the thing vanishes in between', async () => {
    const iot = existing({})
    iot.mock.on(DescribeThingCommand).rejects(notFound)
    await expect(perform(iot)).rejects.toMatchObject({ code: 'step-retryable' })
  })
})

describe('ensure-thing, with principals as owners', () => {
  const attached = (...principals: string[]): MockedIot => {
    const iot = mockIot()
    iot.mock.on(ListThingPrincipalsCommand).resolves({ principals })
    return iot
  }

  it('writes no stamp, and looks who is attached', async () => {
    const iot = attached()
    await expect(perform(iot, { ownership: 'principals' })).resolves.toEqual({ outcome: 'done' })
    expect(iot.sent()).toEqual(['CreateThing', 'ListThingPrincipals'])
    expect(iot.mock.commandCalls(CreateThingCommand)[0]?.args[0].input.attributePayload).toEqual({
      attributes: { serial_number: '1' },
    })
  })

  it('names another owner', async () => {
    const performed = perform(attached(arnOf(other)), { ownership: 'principals' })
    await expect(performed).rejects.toMatchObject({ code: 'thing-owned-by-another', owner: other })
  })

  it('lets the plan take over from the owner that it names', async () => {
    const performed = perform(attached(arnOf(other)), { ownership: 'principals', replaces: other })
    await expect(performed).resolves.toEqual({ outcome: 'done' })
  })

  it('refuses an existing thing of other configuration that nobody is attached to', async () => {
    const iot = attached()
    iot.mock.on(CreateThingCommand).rejects(exists)
    iot.mock.on(DescribeThingCommand).resolves({ attributes: {}, version: 1 })
    const performed = perform(iot, { ownership: 'principals' })
    await expect(performed).rejects.toMatchObject({ code: 'thing-owned-by-another', owner: undefined })
  })
})

describe('ensure-thing, without ownership', () => {
  it('shares the thing with whoever else claims it', async () => {
    const iot = mockIot()
    iot.mock.on(CreateThingCommand).rejects(exists)
    iot.mock
      .on(DescribeThingCommand)
      .resolves({ thingTypeName: 'sensor', attributes: { certificateId: other }, version: 1 })
    await expect(perform(iot, { ownership: 'off' })).resolves.toEqual({ outcome: 'done' })
    expect(iot.sent()).toEqual(['CreateThing', 'DescribeThing', 'UpdateThing'])
    expect(iot.mock.commandCalls(UpdateThingCommand)[0]?.args[0].input.attributePayload?.attributes).toEqual({
      serial_number: '1',
    })
  })
})
