import { defineRegistration, rule } from '@thingplan/core'
import { grantToken, vendingStateOf } from '@thingplan/core/lifecycle'
import { createCertificateRequest, createKeyPair } from '@thingplan/pki'
import { ownTopics } from '@thingplan/templates'
import { expect, it } from 'vitest'
import { createMachine, csrOf, enrol, fieldsOf, subject, token, vend } from '../../fixtures/vending-machine.js'
import { runDue } from '../sighting/run-due.js'

const another = 'BBECAwQFBgcICQoLDA0ODw'

/** Takes no keys of RSA. */
const registration = defineRegistration({
  name: 'pumps',
  rules: [rule('elliptic', ({ certificate }) => certificate.publicKey.algorithm !== 'RSA' || 'RSA is not taken')],
  profiles: [
    { thing: { name: 'pump-<%= certificate.attributes.subject.CN %>' }, policies: [ownTopics({ prefix: 'pump' })] },
  ],
})

/** A device whose firmware has made a key that is refused. */
const refused = async () => {
  const machine = createMachine({}, { registration })
  await enrol(machine.store)
  const keys = await createKeyPair('RSA-2048')
  const csr = (await createCertificateRequest({ keys, subject: subject('SN-1') })).pem
  const response = await machine.post({ serialNumber: 'SN-1', token, csr })
  expect([response.status, (await fieldsOf(response))['code']]).toEqual([403, 'registration-refused'])
  return machine
}

it('a device whose first key was refused gets a certificate for another, with another token', async () => {
  const machine = await refused()
  const { store } = machine
  machine.time = new Date(machine.time.getTime() + 3_600_000)
  const record = await store.read('SN-1')
  if (record === undefined) throw new Error('the device has no record')
  await store.write(grantToken(record, { token: another, expiresAt: new Date('2027-01-01') }))
  const certificateId = await vend(machine, 'SN-1', another)
  expect((await store.read('SN-1'))?.next).toMatchObject({ stage: 'ready', certificateId })
})

it('a first certificate that was refused is given up on the schedule; its token is good for its key only', async () => {
  const machine = await refused()
  const { vending, store, driver } = machine
  machine.time = new Date(machine.time.getTime() + 86_400_000)
  const report = await runDue({ vending, store, driver, clock: () => machine.time })
  expect(report).toMatchObject({ done: 1, failed: 0 })
  expect(vendingStateOf(await store.read('SN-1'))).toBe('enrolled')
  const response = await machine.post({ serialNumber: 'SN-1', token, csr: await csrOf() })
  expect((await fieldsOf(response))['code']).toBe('not-authorized')
})
