import {
  AttachThingPrincipalCommand,
  CreateThingCommand,
  DetachThingPrincipalCommand,
  type IoTClient,
  ListPrincipalThingsCommand,
  ListThingPrincipalsCommand,
  ListThingPrincipalsV2Command,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { arnPrefix, emptyAccount } from '../fixtures/account.js'
import { registeredCertificate } from '../fixtures/certificates.js'

const createThings = async (client: IoTClient, ...names: readonly string[]): Promise<void> => {
  for (const thingName of names) await client.send(new CreateThingCommand({ thingName }))
}

describe('principals of things', () => {
  it('PRINCIPAL-01 attaches a certificate, and takes the same again for a success', async () => {
    const { client } = emptyAccount()
    const { certificateArn: principal } = await registeredCertificate(client)
    await createThings(client, 'one', 'two')
    for (const thingName of ['one', 'one', 'two']) {
      await client.send(new AttachThingPrincipalCommand({ thingName, principal }))
    }
    expect((await client.send(new ListPrincipalThingsCommand({ principal }))).things).toEqual(['one', 'two'])
  })

  it.each([
    ['a missing thing', { thingName: 'nobody' }, 'ResourceNotFoundException'],
    ['a missing certificate', { principal: `${arnPrefix}cert/${'0'.repeat(64)}` }, 'ResourceNotFoundException'],
    ['a principal that is no certificate', { principal: 'eu-central-1:identity' }, 'InvalidRequestException'],
    [
      'a certificate of another account',
      { principal: `arn:aws:iot:eu-central-1:210987654321:cert/${'0'.repeat(64)}` },
      'InvalidRequestException',
    ],
  ])('PRINCIPAL-02 wants both to exist: %s', async (_, wrong, name) => {
    const { client } = emptyAccount()
    const { certificateArn: principal } = await registeredCertificate(client)
    await createThings(client, 'one')
    const refused = client.send(new AttachThingPrincipalCommand({ thingName: 'one', principal, ...wrong }))
    await expect(refused).rejects.toMatchObject({ name })
  })

  it.each([
    ['exclusive after shared', 'NON_EXCLUSIVE_THING', 'EXCLUSIVE_THING'],
    ['shared after exclusive', 'EXCLUSIVE_THING', 'NON_EXCLUSIVE_THING'],
    ['exclusive after exclusive', 'EXCLUSIVE_THING', 'EXCLUSIVE_THING'],
  ] as const)('PRINCIPAL-03 keeps an exclusive certificate from a second thing: %s', async (_, first, second) => {
    const { client } = emptyAccount()
    const { certificateArn: principal } = await registeredCertificate(client)
    await createThings(client, 'one', 'two')
    await client.send(new AttachThingPrincipalCommand({ thingName: 'one', principal, thingPrincipalType: first }))
    const refused = client.send(
      new AttachThingPrincipalCommand({ thingName: 'two', principal, thingPrincipalType: second }),
    )
    await expect(refused).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })

  it('PRINCIPAL-04 wants a detachment before the type of an attachment changes', async () => {
    const { client } = emptyAccount()
    const { certificateArn: principal } = await registeredCertificate(client)
    await createThings(client, 'one')
    const shared = { thingName: 'one', principal }
    const exclusive = new AttachThingPrincipalCommand({ ...shared, thingPrincipalType: 'EXCLUSIVE_THING' })
    await client.send(new AttachThingPrincipalCommand(shared))
    await expect(client.send(exclusive)).rejects.toMatchObject({ name: 'InvalidRequestException' })
    await client.send(new DetachThingPrincipalCommand(shared))
    await client.send(exclusive)
  })

  it('PRINCIPAL-05 detaches at once, and not twice', async () => {
    const { client } = emptyAccount()
    const { certificateArn: principal } = await registeredCertificate(client)
    await createThings(client, 'one')
    await client.send(new AttachThingPrincipalCommand({ thingName: 'one', principal }))
    const detach = new DetachThingPrincipalCommand({ thingName: 'one', principal })
    await client.send(detach)
    expect((await client.send(new ListThingPrincipalsCommand({ thingName: 'one' }))).principals).toEqual([])
    await expect(client.send(detach)).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it('PRINCIPAL-06 lists principals, with their types in version 2', async () => {
    const { client } = emptyAccount()
    const shared = await registeredCertificate(client, 'shared')
    const exclusive = await registeredCertificate(client, 'exclusive')
    await createThings(client, 'one')
    const types = [
      [shared, 'NON_EXCLUSIVE_THING'],
      [exclusive, 'EXCLUSIVE_THING'],
    ] as const
    for (const [{ certificateArn: principal }, thingPrincipalType] of types) {
      await client.send(new AttachThingPrincipalCommand({ thingName: 'one', principal, thingPrincipalType }))
    }
    const first = await client.send(new ListThingPrincipalsCommand({ thingName: 'one', maxResults: 1 }))
    expect(first.principals).toEqual([shared.certificateArn])
    const { nextToken } = first
    const rest = await client.send(new ListThingPrincipalsCommand({ thingName: 'one', maxResults: 1, nextToken }))
    expect(rest.principals).toEqual([exclusive.certificateArn])
    expect(rest).not.toHaveProperty('nextToken')

    const typed = await client.send(
      new ListThingPrincipalsV2Command({ thingName: 'one', thingPrincipalType: 'EXCLUSIVE_THING' }),
    )
    expect(typed.thingPrincipalObjects).toEqual([
      { principal: exclusive.certificateArn, thingPrincipalType: 'EXCLUSIVE_THING' },
    ])
  })
})
