import { DeleteThingCommand, DescribeCertificateCommand, DetachThingPrincipalCommand } from '@aws-sdk/client-iot'
import { grantToken } from '@thingplan/core/lifecycle'
import { expect, it } from 'vitest'
import { account } from '../../fixtures/emulated-account.js'
import { createMachine, enrol, type Machine, vend } from '../../fixtures/vending-machine.js'
import { createSightingHandler } from '../sighting/create-sighting-handler.js'

const another = 'BBECAwQFBgcICQoLDA0ODw'

const statusOf = async ({ emulator: { client } }: Machine, certificateId: string): Promise<string | undefined> =>
  (await client.send(new DescribeCertificateCommand({ certificateId }))).certificateDescription?.status

it('an old certificate is revoked though somebody has deleted the thing that it would pass on', async () => {
  const machine = createMachine()
  const { vending, store, driver, emulator } = machine
  await enrol(store)
  const see = createSightingHandler({ vending, store, driver, serialNumber: () => 'SN-1', clock: () => machine.time })
  const old = await vend(machine)
  await see({ eventType: 'connected', clientId: 'pump-SN-1', principalIdentifier: old })
  const record = await store.read('SN-1')
  if (record === undefined) throw new Error('the device has no record')
  await store.write(grantToken(record, { token: another, expiresAt: new Date('2027-01-01') }))
  const fresh = await vend(machine, 'SN-1', another)

  const thingName = 'pump-SN-1'
  for (const id of [old, fresh]) {
    const principal = `arn:aws:iot:${account.region}:${account.id}:cert/${id}`
    await emulator.client.send(new DetachThingPrincipalCommand({ thingName, principal }))
  }
  await emulator.client.send(new DeleteThingCommand({ thingName }))
  await see({ eventType: 'connected', clientId: thingName, principalIdentifier: fresh })

  expect([await statusOf(machine, old), await statusOf(machine, fresh)]).toEqual(['REVOKED', 'ACTIVE'])
  expect(await store.read('SN-1')).not.toHaveProperty('retiring')
})
