import {
  AttachPolicyCommand,
  AttachThingPrincipalCommand,
  CreatePolicyCommand,
  CreateThingCommand,
  CreateThingGroupCommand,
  type IoTClient,
  UpdateThingCommand,
} from '@aws-sdk/client-iot'
import { describe, expect, it } from 'vitest'
import { emptyAccount } from '../fixtures/account.js'
import { registeredCertificate } from '../fixtures/certificates.js'
import { anything } from '../fixtures/policies.js'

const createThing = (client: IoTClient, thingName: string, attributes: Record<string, string> = {}) =>
  client.send(new CreateThingCommand({ thingName, attributePayload: { attributes } }))

describe('snapshot', () => {
  it('shows what is registered, and how it hangs together', async () => {
    const emulator = emptyAccount()
    const { client } = emulator
    const { certificateId, certificateArn } = await registeredCertificate(client, 'device-1')
    await createThing(client, 'device-1', { place: 'Linz' })
    await client.send(new AttachThingPrincipalCommand({ thingName: 'device-1', principal: certificateArn }))
    await client.send(new CreatePolicyCommand({ policyName: 'p', policyDocument: anything }))
    await client.send(new AttachPolicyCommand({ policyName: 'p', target: certificateArn }))
    expect(emulator.snapshot()).toEqual({
      billingGroups: {},
      caCertificates: {},
      certificates: {
        [certificateId]: {
          mode: 'SNI_ONLY',
          policies: ['p'],
          status: 'ACTIVE',
          subject: 'CN=device-1',
          things: { 'device-1': 'NON_EXCLUSIVE_THING' },
        },
      },
      provisioningTemplates: {},
      policies: { p: { defaultVersionId: '1', versions: { 1: anything } } },
      thingGroups: {},
      thingTypes: {},
      things: { 'device-1': { attributes: { place: 'Linz' }, groups: [], principals: [certificateId] } },
    })
  })

  it('is the same text for the same state, whatever the order and the number of calls', async () => {
    const [one, other] = [emptyAccount(), emptyAccount()]
    await createThing(one.client, 'a', { x: '1', y: '2' })
    await createThing(one.client, 'b')
    await createThing(other.client, 'b')
    await createThing(other.client, 'b')
    await createThing(other.client, 'a', { y: '2' }).then(() =>
      other.client.send(
        new UpdateThingCommand({ thingName: 'a', attributePayload: { attributes: { x: '1' }, merge: true } }),
      ),
    )
    expect(JSON.stringify(other.snapshot())).toBe(JSON.stringify(one.snapshot()))
  })

  it('tells dates, ids and versions only if asked', async () => {
    const clock = () => new Date('2030-01-01T00:00:00Z')
    const emulator = emptyAccount({ clock })
    await emulator.client.send(new CreateThingGroupCommand({ thingGroupName: 'site' }))
    await createThing(emulator.client, 'a')
    const { things, thingGroups } = emulator.snapshot({ volatile: true })
    expect(things).toEqual({ a: expect.objectContaining({ version: 1, id: expect.any(String) }) })
    expect(thingGroups).toEqual({ site: expect.objectContaining({ createdAt: '2030-01-01T00:00:00.000Z' }) })
    expect(JSON.stringify(emulator.snapshot())).not.toMatch(/version|createdAt|"id"/)
  })

  it('is frozen and apart from the registry', async () => {
    const emulator = emptyAccount()
    await createThing(emulator.client, 'a')
    const before = emulator.snapshot()
    await createThing(emulator.client, 'b')
    expect(Object.keys(before.things)).toEqual(['a'])
    expect(Object.isFrozen(before.things)).toBe(true)
  })

  it('refuses options it does not know', () => {
    expect(() => Reflect.apply(emptyAccount().snapshot, undefined, [{ volatil: true }])).toThrow(
      expect.objectContaining({ code: 'emulator-option', field: 'volatil' }),
    )
  })
})
