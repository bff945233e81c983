import { CreatePolicyCommand, CreateThingCommand } from '@aws-sdk/client-iot'
import { type DriverWorld, driverContract } from '@thingplan/core/testing'
import { describe, it } from 'vitest'
import { account, emulateAccount } from '../fixtures/emulated-account.js'
import { createIotDriver } from './create-iot-driver.js'

const makeWorld = async (): Promise<DriverWorld> => {
  const { emulator, certificateIn } = await emulateAccount()
  const { client } = emulator
  return {
    driver: createIotDriver({ client, account }),
    restart: () => createIotDriver({ client: emulator.createClient(), account }),
    state: () => {
      const { caCertificates: _theirs, ...registry } = emulator.snapshot()
      return registry
    },
    seed: async ({ certificates = [], things = [], policies = [] }) => {
      for (const { thingName, attributes } of things) {
        await client.send(new CreateThingCommand({ thingName, attributePayload: { attributes } }))
      }
      for (const { policyName, document } of policies) {
        await client.send(new CreatePolicyCommand({ policyName, policyDocument: JSON.stringify(document) }))
      }
      const ids: string[] = []
      for (const status of certificates) ids.push(await certificateIn(status))
      return ids
    },
  }
}

describe('createIotDriver, in front of the emulator, owes what every driver owes', () => {
  it.each(driverContract)('$name', ({ run }) => run(makeWorld))
})
