import { grantToken } from '@thingplan/core/lifecycle'
import { expect, it } from 'vitest'
import { createMachine, csrOf, enrol, fieldsOf, token } from '../../fixtures/vending-machine.js'
import { createSightingHandler } from '../sighting/create-sighting-handler.js'

const another = 'BBECAwQFBgcICQoLDA0ODw'

it('a device with one key for good renews its certificate with another token, and spends it', async () => {
  const machine = createMachine()
  const { vending, store, driver } = machine
  await enrol(store)
  const csr = await csrOf()
  const ask = async (withToken: string): Promise<string | undefined> =>
    (await fieldsOf(await machine.post({ serialNumber: 'SN-1', token: withToken, csr })))['certificateId']
  const see = createSightingHandler({ vending, store, driver, serialNumber: () => 'SN-1', clock: () => machine.time })
  const first = await ask(token)
  await see({ eventType: 'connected', clientId: 'pump-SN-1', principalIdentifier: first })
  const record = await store.read('SN-1')
  if (record === undefined) throw new Error('the device has no record')
  await store.write(grantToken(record, { token: another, expiresAt: new Date('2027-01-01') }))

  const second = await ask(another)
  expect(second).not.toBe(first)
  expect(await ask(another)).toBe(second)
  await see({ eventType: 'connected', clientId: 'pump-SN-1', principalIdentifier: second })
  const renewed = await store.read('SN-1')
  expect(renewed?.current?.certificateId).toBe(second)
  expect(renewed?.token?.spentAt).toBe(machine.time.getTime())
})
