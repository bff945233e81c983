import {
  AttachThingPrincipalCommand,
  type AttributePayload,
  CreateBillingGroupCommand,
  CreateThingCommand,
  type CreateThingCommandInput,
  CreateThingTypeCommand,
  DeleteThingCommand,
  DescribeThingCommand,
  UpdateThingCommand,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { arnPrefix, emptyAccount } from '../fixtures/account.js'
import { registeredCertificate } from '../fixtures/certificates.js'

const attributes = (count: number): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`attribute_${index}`, String(index)]))

describe('things', () => {
  it('THING-01 creates a thing once: the same again is a success with the same id', async () => {
    const { client } = emptyAccount()
    const command = new CreateThingCommand({ thingName: 'sensor-1', attributePayload: { attributes: { a: '1' } } })
    const first = await client.send(command)
    expect(first).toMatchObject({ thingName: 'sensor-1', thingArn: `${arnPrefix}thing/sensor-1` })
    expect((await client.send(command)).thingId).toBe(first.thingId)
  })

  const others: readonly Partial<CreateThingCommandInput>[] = [
    { attributePayload: { attributes: { a: '2' } } },
    { attributePayload: { attributes: {} } },
    { attributePayload: { attributes: { a: '1', b: '2' } } },
    { thingTypeName: 'sensor', attributePayload: { attributes: { a: '1' } } },
    { billingGroupName: 'payer', attributePayload: { attributes: { a: '1' } } },
  ]

  it.each(others)('THING-02 refuses to create it with another configuration: %j', async (other) => {
    const { client } = emptyAccount()
    await client.send(new CreateThingTypeCommand({ thingTypeName: 'sensor' }))
    await client.send(new CreateBillingGroupCommand({ billingGroupName: 'payer' }))
    await client.send(new CreateThingCommand({ thingName: 'sensor-1', attributePayload: { attributes: { a: '1' } } }))
    await expect(client.send(new CreateThingCommand({ thingName: 'sensor-1', ...other }))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      resourceId: 'sensor-1',
      resourceArn: `${arnPrefix}thing/sensor-1`,
    })
  })

  it.each([{ thingTypeName: 'nothing' }, { billingGroupName: 'nobody' }])(
    'THING-03 wants what it refers to: %j',
    async (missing) => {
      const { client } = emptyAccount()
      const refused = client.send(new CreateThingCommand({ thingName: 'sensor-1', ...missing }))
      await expect(refused).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
    },
  )

  const illegal: readonly (readonly [string, CreateThingCommandInput])[] = [
    ['a name with a blank', { thingName: 'a b' }],
    ['a name with a dot', { thingName: 'a.b' }],
    ['a name of 129 characters', { thingName: 'a'.repeat(129) }],
    ['a value with a blank', { thingName: 'a', attributePayload: { attributes: { a: 'b c' } } }],
    ['a value with an umlaut', { thingName: 'a', attributePayload: { attributes: { a: 'ä' } } }],
    ['a value of 801 characters', { thingName: 'a', attributePayload: { attributes: { a: 'b'.repeat(801) } } }],
    ['an attribute name with a blank', { thingName: 'a', attributePayload: { attributes: { 'a b': 'c' } } }],
    [
      'an attribute name of 129 characters',
      { thingName: 'a', attributePayload: { attributes: { ['a'.repeat(129)]: 'b' } } },
    ],
  ]

  it.each(illegal)('THING-04 checks names and attributes: %s', async (_, input) => {
    const { client } = emptyAccount()
    await expect(client.send(new CreateThingCommand(input))).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })

  const counts = [
    { typed: false, limit: 50, count: 3, accepted: true },
    { typed: false, limit: 50, count: 4, accepted: false },
    { typed: true, limit: 50, count: 50, accepted: true },
    { typed: true, limit: 50, count: 51, accepted: false },
    { typed: true, limit: 3, count: 3, accepted: true },
    { typed: true, limit: 3, count: 4, accepted: false },
  ] as const

  it.each(counts)(
    'THING-05 limits the attributes: $count with type: $typed, limit of CreateThing: $limit',
    async ({ typed, limit, count, accepted }) => {
      const { client } = emptyAccount({ createThingAttributeLimit: limit })
      await client.send(new CreateThingTypeCommand({ thingTypeName: 'sensor' }))
      const created = client.send(
        new CreateThingCommand({
          thingName: 'sensor-1',
          attributePayload: { attributes: attributes(count) },
          ...(typed ? { thingTypeName: 'sensor' } : {}),
        }),
      )
      if (accepted) await expect(created).resolves.toMatchObject({ thingName: 'sensor-1' })
      else await expect(created).rejects.toMatchObject({ name: 'InvalidRequestException' })
    },
  )

  it('THING-05 leaves the rest of the attributes to UpdateThing where CreateThing takes three', async () => {
    const { client } = emptyAccount({ createThingAttributeLimit: 3 })
    await client.send(new CreateThingTypeCommand({ thingTypeName: 'sensor' }))
    await client.send(new CreateThingCommand({ thingName: 'sensor-1', thingTypeName: 'sensor' }))
    const attributePayload = { attributes: attributes(50), merge: true }
    await client.send(new UpdateThingCommand({ thingName: 'sensor-1', attributePayload }))
    const thing = await client.send(new DescribeThingCommand({ thingName: 'sensor-1' }))
    expect(thing.attributes).toEqual(attributes(50))
  })

  const updates: readonly (readonly [string, AttributePayload, Record<string, string>])[] = [
    ['without merge it replaces', { attributes: { b: '2' } }, { b: '2' }],
    ['with merge it adds', { attributes: { b: '2' }, merge: true }, { a: '1', b: '2' }],
    ['with merge it overwrites', { attributes: { a: '2' }, merge: true }, { a: '2' }],
    ['an empty value deletes', { attributes: { a: '' }, merge: true }, {}],
    ['an empty value is not stored', { attributes: { b: '' } }, {}],
  ]

  it.each(updates)('THING-06 updates attributes: %s', async (_, attributePayload, expected) => {
    const { client } = emptyAccount()
    await client.send(new CreateThingCommand({ thingName: 'sensor-1', attributePayload: { attributes: { a: '1' } } }))
    await client.send(new UpdateThingCommand({ thingName: 'sensor-1', attributePayload }))
    expect((await client.send(new DescribeThingCommand({ thingName: 'sensor-1' }))).attributes).toEqual(expected)
  })

  it('THING-07 counts versions, and refuses an update of another version', async () => {
    const { client } = emptyAccount()
    const thingName = 'sensor-1'
    await client.send(new CreateThingCommand({ thingName }))
    await client.send(new UpdateThingCommand({ thingName, expectedVersion: 1 }))
    expect((await client.send(new DescribeThingCommand({ thingName }))).version).toBe(2)
    const stale = { name: 'VersionConflictException' }
    await expect(client.send(new UpdateThingCommand({ thingName, expectedVersion: 1 }))).rejects.toMatchObject(stale)
    await expect(client.send(new DeleteThingCommand({ thingName, expectedVersion: 1 }))).rejects.toMatchObject(stale)
  })

  it('THING-08 takes a type off, but not together with another one, and not from more than three attributes', async () => {
    const { client } = emptyAccount()
    const thingName = 'sensor-1'
    await client.send(new CreateThingTypeCommand({ thingTypeName: 'sensor' }))
    await client.send(
      new CreateThingCommand({ thingName, thingTypeName: 'sensor', attributePayload: { attributes: attributes(4) } }),
    )
    const invalid = { name: 'InvalidRequestException' }
    const both = new UpdateThingCommand({ thingName, thingTypeName: 'sensor', removeThingType: true })
    await expect(client.send(both)).rejects.toMatchObject(invalid)
    const remove = new UpdateThingCommand({ thingName, removeThingType: true })
    await expect(client.send(remove)).rejects.toMatchObject(invalid)
    await client.send(new UpdateThingCommand({ thingName, attributePayload: { attributes: attributes(3) } }))
    await client.send(remove)
    expect(await client.send(new DescribeThingCommand({ thingName }))).not.toHaveProperty('thingTypeName')
  })

  it('THING-09 deletes a thing without principals, and takes a missing one for deleted', async () => {
    const { client } = emptyAccount()
    const thingName = 'sensor-1'
    await client.send(new CreateThingCommand({ thingName }))
    const { certificateArn: principal } = await registeredCertificate(client)
    await client.send(new AttachThingPrincipalCommand({ thingName, principal }))
    await expect(client.send(new DeleteThingCommand({ thingName }))).rejects.toMatchObject({
      name: 'InvalidRequestException',
      message: expect.stringContaining('still attached to one or more principals'),
    })
    await client.send(new DeleteThingCommand({ thingName: 'never-there' }))
  })

  it('THING-10 knows no special names', async () => {
    const { client } = emptyAccount()
    await client.send(
      new CreateThingCommand({
        thingName: '__proto__',
        attributePayload: { attributes: { ['__proto__']: 'x', constructor: 'y' } },
      }),
    )
    const { attributes: stored = {} } = await client.send(new DescribeThingCommand({ thingName: '__proto__' }))
    expect(Object.entries(stored).sort()).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
    await expect(client.send(new DescribeThingCommand({ thingName: 'constructor' }))).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    })
  })
})
