import {
  CreateThingTypeCommand,
  DescribeThingCommand,
  type DescribeThingResponse,
  UpdateThingCommand,
} from '@aws-sdk/client-iot'
import type { StepResult } from '@thingplan/core'
import { type PlanFixtureOptions, planFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { type MockedIot, mockIot } from '../../fixtures/mock-client.js'
import { contextOf, stepOf } from '../../fixtures/step-of.js'
import { createIotDriver } from '../create-iot-driver.js'

type Changes = NonNullable<PlanFixtureOptions['changes']>

const perform = ({ client }: MockedIot, changes: Changes, options: PlanFixtureOptions = {}): Promise<StepResult> => {
  const plan = planFixture({ ...options, changes })
  return createIotDriver({ client }).perform(stepOf(plan, 'update-thing'), contextOf(plan))
}

const showing = (...things: readonly DescribeThingResponse[]): MockedIot => {
  const iot = mockIot()
  const [last] = things.slice(-1)
  const described = things
    .slice(0, -1)
    .reduce((stub, thing) => stub.resolvesOnce(thing), iot.mock.on(DescribeThingCommand))
  described.resolves(last ?? {})
  return iot
}

const updates = ({ mock }: MockedIot): readonly object[] =>
  mock.commandCalls(UpdateThingCommand).map(({ args: [command] }) => command.input)

describe('update-thing', () => {
  it.each<[string, DescribeThingResponse, Changes, object]>([
    ['adds an attribute', { attributes: { kept: '1' } }, { attributes: { place: '2' } }, { place: '2' }],
    ['replaces one', { attributes: { place: '1' } }, { attributes: { place: '2' } }, { place: '2' }],
    ['takes one away', { attributes: { draft: '1' } }, { attributes: { draft: '' } }, { draft: '' }],
    [
      'sends only what differs',
      { attributes: { place: '1', site: '2' } },
      { attributes: { place: '1', site: '3', draft: '' } },
      { site: '3' },
    ],
  ])('%s, provided that nobody has touched the thing since', async (_what, thing, changes, attributes) => {
    const iot = showing({ ...thing, version: 3 })
    await expect(perform(iot, changes)).resolves.toEqual({ outcome: 'done' })
    expect(updates(iot)).toEqual([
      { thingName: 'sensor-1', attributePayload: { attributes, merge: true }, expectedVersion: 3 },
    ])
  })

  it.each<[string, DescribeThingResponse, Changes]>([
    ['the attributes', { attributes: { place: '1', kept: '2' } }, { attributes: { place: '1', draft: '' } }],
    ['the type', { thingTypeName: 'meter' }, { thingTypeName: 'meter', attributes: {} }],
    ['nothing to change', { thingTypeName: 'meter' }, { attributes: {} }],
  ])('is content with a thing that has %s', async (_what, thing, changes) => {
    const iot = showing(thing)
    await expect(perform(iot, changes)).resolves.toEqual({ outcome: 'already-done' })
    expect(iot.sent()).toEqual(['DescribeThing'])
  })

  it('sends the type only where it differs, and with it no attribute that does not', async () => {
    const iot = showing({ thingTypeName: 'sensor', attributes: { place: '1' }, version: 3 })
    await expect(perform(iot, { thingTypeName: 'meter', attributes: { place: '1' } })).resolves.toEqual({
      outcome: 'done',
    })
    expect(updates(iot)).toEqual([
      {
        thingName: 'sensor-1',
        thingTypeName: 'meter',
        attributePayload: { attributes: {}, merge: true },
        expectedVersion: 3,
      },
    ])
  })

  it('makes sure of a type that was assumed, and says so', async () => {
    const iot = showing({ version: 1 })
    await expect(perform(iot, { thingTypeName: 'sensor', attributes: {} })).resolves.toEqual({
      outcome: 'done',
      repaired: ['ensure-thing-type:sensor'],
    })
    expect(iot.sent()).toEqual(['DescribeThing', 'CreateThingType', 'UpdateThing'])
  })

  it('changes nothing where the type that was assumed is another', async () => {
    const iot = showing({ version: 1 })
    iot.mock.on(CreateThingTypeCommand).rejects(awsError('ResourceAlreadyExistsException'))
    await expect(perform(iot, { thingTypeName: 'sensor', attributes: {} })).rejects.toMatchObject({
      code: 'thing-type-differs',
    })
    expect(iot.sent()).toEqual(['DescribeThing', 'CreateThingType', 'DescribeThingType'])
  })

  it('judges the thing anew when somebody else was faster', async () => {
    const iot = showing({ version: 3 }, { attributes: { place: '1' }, version: 4 })
    iot.mock.on(UpdateThingCommand).rejects(awsError('VersionConflictException'))
    await expect(perform(iot, { attributes: { place: '1' } })).resolves.toEqual({ outcome: 'already-done' })
    expect(iot.sent()).toEqual(['DescribeThing', 'UpdateThing', 'DescribeThing'])
  })

  it('gives way for now to those who keep changing the thing', async () => {
    const iot = showing({ version: 3 })
    iot.mock.on(UpdateThingCommand).rejects(awsError('VersionConflictException'))
    await expect(perform(iot, { attributes: { place: '1' } })).rejects.toMatchObject({ code: 'step-retryable' })
  })

  it('makes no thing', async () => {
    const iot = mockIot()
    iot.mock.on(DescribeThingCommand).rejects(awsError('ResourceNotFoundException'))
    await expect(perform(iot, { attributes: { place: '1' } })).rejects.toMatchObject({
      code: 'prerequisite-missing',
      field: 'thingName',
      value: 'sensor-1',
      remedy: expect.any(String),
    })
    expect(iot.sent()).toEqual(['DescribeThing'])
  })
})
