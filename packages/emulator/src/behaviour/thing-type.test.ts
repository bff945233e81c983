import { CreateThingTypeCommand, DescribeThingTypeCommand } from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { arnPrefix, emptyAccount } from '../fixtures/account.js'

describe('thing types', () => {
  it('TYPE-01 creates a type once: the same again is a success, another configuration a conflict', async () => {
    const { client } = emptyAccount()
    const thingTypeName = 'sensor'
    const command = new CreateThingTypeCommand({
      thingTypeName,
      thingTypeProperties: { thingTypeDescription: 'a sensor', searchableAttributes: ['a', 'b'] },
    })
    const { thingTypeId } = await client.send(command)
    expect((await client.send(command)).thingTypeId).toBe(thingTypeId)
    await expect(client.send(new CreateThingTypeCommand({ thingTypeName }))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      resourceArn: `${arnPrefix}thingtype/sensor`,
    })
    expect(await client.send(new DescribeThingTypeCommand({ thingTypeName }))).toMatchObject({
      thingTypeProperties: { thingTypeDescription: 'a sensor', searchableAttributes: ['a', 'b'] },
      thingTypeMetadata: { deprecated: false },
    })
  })

  it.each([
    ['four of them', ['a', 'b', 'c', 'd']],
    ['a bad name', ['a b']],
  ])('TYPE-02 takes at most three searchable attributes with legal names: %s', async (_, searchableAttributes) => {
    const { client } = emptyAccount()
    const command = new CreateThingTypeCommand({
      thingTypeName: 'sensor',
      thingTypeProperties: { searchableAttributes },
    })
    await expect(client.send(command)).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })
})
