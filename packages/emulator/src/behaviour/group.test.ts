import {
  AddThingToBillingGroupCommand,
  AddThingToThingGroupCommand,
  CreateBillingGroupCommand,
  CreateThingCommand,
  CreateThingGroupCommand,
  DeleteBillingGroupCommand,
  DeleteThingCommand,
  DeleteThingGroupCommand,
  DescribeBillingGroupCommand,
  DescribeThingCommand,
  DescribeThingGroupCommand,
  type IoTClient,
  ListThingGroupsForThingCommand,
  ListThingsInThingGroupCommand,
  paginateListThingsInThingGroup,
  RemoveThingFromThingGroupCommand,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { arnPrefix, emptyAccount } from '../fixtures/account.js'

const createGroups = async (client: IoTClient, ...names: readonly (readonly [name: string, parent?: string])[]) => {
  for (const [thingGroupName, parentGroupName] of names) {
    await client.send(new CreateThingGroupCommand({ thingGroupName, parentGroupName }))
  }
}

describe('thing groups', () => {
  it('GROUP-01 creates a group once: the same again is a success, another configuration a conflict', async () => {
    const { client } = emptyAccount()
    const command = new CreateThingGroupCommand({
      thingGroupName: 'site',
      thingGroupProperties: { thingGroupDescription: 'a site', attributePayload: { attributes: { city: 'Linz' } } },
    })
    const { thingGroupId } = await client.send(command)
    expect((await client.send(command)).thingGroupId).toBe(thingGroupId)
    await expect(client.send(new CreateThingGroupCommand({ thingGroupName: 'site' }))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
      resourceArn: `${arnPrefix}thinggroup/site`,
    })
  })

  it('GROUP-02 knows hierarchies of seven levels, whose parents exist', async () => {
    const { client } = emptyAccount()
    const orphan = new CreateThingGroupCommand({ thingGroupName: 'orphan', parentGroupName: 'nobody' })
    await expect(client.send(orphan)).rejects.toMatchObject({ name: 'InvalidRequestException' })
    await createGroups(client, ['1'], ['2', '1'], ['3', '2'], ['4', '3'], ['5', '4'], ['6', '5'], ['7', '6'])
    const eighth = new CreateThingGroupCommand({ thingGroupName: '8', parentGroupName: '7' })
    await expect(client.send(eighth)).rejects.toMatchObject({ name: 'InvalidRequestException' })
    const { thingGroupMetadata } = await client.send(new DescribeThingGroupCommand({ thingGroupName: '3' }))
    expect(thingGroupMetadata).toMatchObject({
      parentGroupName: '2',
      rootToParentThingGroups: [{ groupName: '1' }, { groupName: '2', groupArn: `${arnPrefix}thinggroup/2` }],
    })
  })

  it('GROUP-03 adds and removes a thing, by name or ARN, and takes a repetition for a success', async () => {
    const { client } = emptyAccount()
    await client.send(new CreateThingCommand({ thingName: 'sensor-1' }))
    await createGroups(client, ['site'])
    const byName = { thingGroupName: 'site', thingName: 'sensor-1' }
    const byArn = { thingGroupArn: `${arnPrefix}thinggroup/site`, thingArn: `${arnPrefix}thing/sensor-1` }
    for (const input of [byName, byArn, byName]) await client.send(new AddThingToThingGroupCommand(input))
    const groups = new ListThingGroupsForThingCommand({ thingName: 'sensor-1' })
    expect((await client.send(groups)).thingGroups).toEqual([
      { groupName: 'site', groupArn: `${arnPrefix}thinggroup/site` },
    ])
    for (const input of [byArn, byName]) await client.send(new RemoveThingFromThingGroupCommand(input))
    expect((await client.send(groups)).thingGroups).toEqual([])
  })

  it.each([
    { thingGroupName: 'nobody', thingName: 'sensor-1' },
    { thingGroupName: 'site', thingName: 'nobody' },
  ])('GROUP-03 wants both to exist: %j', async (input) => {
    const { client } = emptyAccount()
    await client.send(new CreateThingCommand({ thingName: 'sensor-1' }))
    await createGroups(client, ['site'])
    const refused = client.send(new AddThingToThingGroupCommand(input))
    await expect(refused).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it('GROUP-04 keeps a thing out of a second group of one hierarchy', async () => {
    const { client } = emptyAccount()
    await client.send(new CreateThingCommand({ thingName: 'sensor-1' }))
    await createGroups(client, ['root'], ['left', 'root'], ['right', 'root'])
    await client.send(new AddThingToThingGroupCommand({ thingGroupName: 'left', thingName: 'sensor-1' }))
    for (const thingGroupName of ['root', 'right']) {
      const refused = client.send(new AddThingToThingGroupCommand({ thingGroupName, thingName: 'sensor-1' }))
      await expect(refused).rejects.toMatchObject({ name: 'InvalidRequestException' })
    }
  })

  it('GROUP-05 keeps a thing out of an eleventh group', async () => {
    const { client } = emptyAccount()
    await client.send(new CreateThingCommand({ thingName: 'sensor-1' }))
    for (let number = 1; number <= 11; number += 1) {
      const thingGroupName = `group-${number}`
      await createGroups(client, [thingGroupName])
      const added = client.send(new AddThingToThingGroupCommand({ thingGroupName, thingName: 'sensor-1' }))
      if (number <= 10) await added
      else await expect(added).rejects.toMatchObject({ name: 'InvalidRequestException' })
    }
  })

  it('GROUP-06 lists the things of a group in pages, with those of its descendants if asked', async () => {
    const { client } = emptyAccount()
    await createGroups(client, ['root'], ['leaf', 'root'])
    for (const [thingName, thingGroupName] of [
      ['a', 'root'],
      ['b', 'leaf'],
      ['c', 'leaf'],
    ] as const) {
      await client.send(new CreateThingCommand({ thingName }))
      await client.send(new AddThingToThingGroupCommand({ thingGroupName, thingName }))
    }
    const root = { thingGroupName: 'root' }
    expect((await client.send(new ListThingsInThingGroupCommand(root))).things).toEqual(['a'])
    const pages: unknown[] = []
    for await (const { things } of paginateListThingsInThingGroup(
      { client, pageSize: 2 },
      { ...root, recursive: true },
    )) {
      pages.push(things)
    }
    expect(pages).toEqual([['a', 'b'], ['c']])
    const forged = client.send(new ListThingsInThingGroupCommand({ ...root, nextToken: 'Zm9yZ2Vk' }))
    await expect(forged).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })

  it('GROUP-07 deletes a group with its memberships, but not while there are groups below it', async () => {
    const { client, snapshot } = emptyAccount()
    await createGroups(client, ['root'], ['leaf', 'root'])
    await client.send(new CreateThingCommand({ thingName: 'sensor-1' }))
    await client.send(new AddThingToThingGroupCommand({ thingGroupName: 'leaf', thingName: 'sensor-1' }))
    const root = new DeleteThingGroupCommand({ thingGroupName: 'root' })
    await expect(client.send(root)).rejects.toMatchObject({ name: 'InvalidRequestException' })
    await client.send(new DeleteThingGroupCommand({ thingGroupName: 'leaf' }))
    await client.send(root)
    await client.send(root)
    expect(snapshot()).toMatchObject({ thingGroups: {}, things: { 'sensor-1': { groups: [] } } })
  })
})

describe('billing groups', () => {
  it('BILLING-01 creates a group once: the same again is a success, another configuration a conflict', async () => {
    const { client } = emptyAccount()
    const billingGroupName = 'payer'
    const billingGroupProperties = { billingGroupDescription: 'pays' }
    const command = new CreateBillingGroupCommand({ billingGroupName, billingGroupProperties })
    const { billingGroupId } = await client.send(command)
    expect((await client.send(command)).billingGroupId).toBe(billingGroupId)
    await expect(client.send(new CreateBillingGroupCommand({ billingGroupName }))).rejects.toMatchObject({
      name: 'ResourceAlreadyExistsException',
    })
    const description = await client.send(new DescribeBillingGroupCommand({ billingGroupName }))
    expect(description).toMatchObject({ billingGroupProperties })
  })

  it('BILLING-02 puts a thing into one billing group, and into no second one', async () => {
    const { client } = emptyAccount()
    await client.send(new CreateThingCommand({ thingName: 'sensor-1' }))
    for (const billingGroupName of ['payer', 'other']) {
      await client.send(new CreateBillingGroupCommand({ billingGroupName }))
    }
    const add = new AddThingToBillingGroupCommand({ billingGroupName: 'payer', thingName: 'sensor-1' })
    await client.send(add)
    await client.send(add)
    const second = new AddThingToBillingGroupCommand({ billingGroupName: 'other', thingName: 'sensor-1' })
    await expect(client.send(second)).rejects.toMatchObject({ name: 'InvalidRequestException' })
    const { billingGroupName } = await client.send(new DescribeThingCommand({ thingName: 'sensor-1' }))
    expect(billingGroupName).toBe('payer')
  })

  it('BILLING-03 deletes a group, but not while it has things', async () => {
    const { client, snapshot } = emptyAccount()
    await client.send(new CreateBillingGroupCommand({ billingGroupName: 'payer' }))
    await client.send(new CreateThingCommand({ thingName: 'sensor-1', billingGroupName: 'payer' }))
    const command = new DeleteBillingGroupCommand({ billingGroupName: 'payer' })
    await expect(client.send(command)).rejects.toMatchObject({ name: 'InvalidRequestException' })
    await client.send(new DeleteThingCommand({ thingName: 'sensor-1' }))
    await client.send(command)
    await client.send(command)
    expect(snapshot().billingGroups).toEqual({})
  })
})
