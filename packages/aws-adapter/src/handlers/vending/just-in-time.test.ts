import { DescribeThingCommand, RegisterCACertificateCommand } from '@aws-sdk/client-iot'
import { vendingStateOf } from '@thingplan/core/lifecycle'
import { createCertificateAuthority, createCertificateRequest, createKeyPair } from '@thingplan/pki'
import { expect, it } from 'vitest'
import { createAuthorityIssuer } from '../../authority/issuer/create-authority-issuer.js'
import {
  certificateIds,
  createMachine,
  enrol,
  fieldsOf,
  pumps,
  subject,
  token,
} from '../../fixtures/vending-machine.js'
import { createJitrHandler } from '../jitr/create-jitr-handler.js'
import { createSightingHandler } from '../sighting/create-sighting-handler.js'

it('a certificate of an own CA is handed out unregistered, and taken in at the first connection', async () => {
  const authority = await createCertificateAuthority({ subject: { CN: 'Fleet CA' } })
  const machine = createMachine(
    { issuer: createAuthorityIssuer({ authority }), clock: () => new Date() },
    { registration: 'just-in-time', issuer: 'own-ca' },
  )
  const { emulator, vending, store, driver, post } = machine
  await emulator.client.send(
    new RegisterCACertificateCommand({
      caCertificate: authority.certificate.pem,
      certificateMode: 'SNI_ONLY',
      setAsActive: true,
      allowAutoRegistration: true,
    }),
  )
  const register = createJitrHandler({ registration: pumps, client: emulator.client })
  emulator.on('registered', async (event) => void (await register(event)))
  const see = createSightingHandler({ vending, store, driver, serialNumber: ({ clientId }) => clientId?.slice(5) })
  emulator.on('connection', async (event) => {
    if (event.kind !== 'accepted') return
    await see({ eventType: 'connected', clientId: event.clientId, principalIdentifier: event.certificateId })
  })

  await enrol(store, 'SN-1', { expiresAt: new Date(Date.now() + 3_600_000) })
  const csr = (await createCertificateRequest({ keys: await createKeyPair(), subject: subject('SN-1') })).pem
  const { certificatePem = '', certificateId } = await fieldsOf(await post({ serialNumber: 'SN-1', token, csr }))
  expect(await certificateIds(emulator)).toEqual([])

  expect(emulator.connectDevice(certificatePem, 'pump-SN-1').accepted).toBe(false)
  await emulator.settled()
  expect(await certificateIds(emulator)).toEqual([certificateId])
  const thing = await emulator.client.send(new DescribeThingCommand({ thingName: 'pump-SN-1' }))
  expect(thing.thingName).toBe('pump-SN-1')

  expect(emulator.connectDevice(certificatePem, 'pump-SN-1').accepted).toBe(true)
  await emulator.settled()
  expect(vendingStateOf(await store.read('SN-1'))).toBe('in-use')
})
