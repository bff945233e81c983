import { DescribeThingCommand, RegisterCACertificateCommand } from '@aws-sdk/client-iot'
import { defineRegistration } from '@thingplan/core'
import { vendingStateOf } from '@thingplan/core/lifecycle'
import { toJitpTemplate } from '@thingplan/core/provisioning'
import type { Emulator } from '@thingplan/emulator'
import { createCertificateAuthority, createCertificateRequest, createKeyPair, type SubjectInput } from '@thingplan/pki'
import { ownTopics } from '@thingplan/templates'
import { expect, it } from 'vitest'
import { createAuthorityIssuer } from '../../authority/issuer/create-authority-issuer.js'
import { account } from '../../fixtures/emulated-account.js'
import { certificateIds, createMachine, enrol, fieldsOf, token } from '../../fixtures/vending-machine.js'
import { attachTemplate } from '../../provisioning/ca/attach-template.js'
import { createJitrHandler } from '../jitr/create-jitr-handler.js'
import { createSightingHandler } from '../sighting/create-sighting-handler.js'

/** A template of JITP joins no words to a value: the certificate has the thing's whole name. */
const subject = (serialNumber: string): SubjectInput => ({ CN: `pump-${serialNumber}` })

const pumps = defineRegistration({
  name: 'pumps',
  rules: [],
  profiles: [
    { thing: { name: '<%= certificate.attributes.subject.CN %>' }, policies: [ownTopics({ prefix: 'pump' })] },
  ],
})

/** Who takes a device in at its first connection. */
type TakeIn = (emulator: Emulator, caCertificateId: string) => Promise<void>

/** JITR: a function hears of the certificate, and decides. */
const byJitr: TakeIn = async (emulator) => {
  const register = createJitrHandler({ registration: pumps, client: emulator.client })
  emulator.on('registered', async (event) => void (await register(event)))
}

/** JITP: AWS IoT itself does, by the template that stands with the CA. */
const byJitp: TakeIn = async ({ client }, caCertificateId) => {
  const template = toJitpTemplate(pumps, { account })
  const roleArn = 'arn:aws:iam::123456789012:role/provisioning'
  await attachTemplate({ client, caCertificateId, template, roleArn })
}

it.each([
  ['JITR', byJitr],
  ['JITP', byJitp],
])('a certificate of an own CA is handed out unregistered, and taken in by %s', async (_name, takeIn) => {
  const authority = await createCertificateAuthority({ subject: { CN: 'Fleet CA' } })
  const machine = createMachine(
    { issuer: createAuthorityIssuer({ authority }), subject, clock: () => new Date() },
    { registration: 'just-in-time', issuer: 'own-ca' },
  )
  const { emulator, vending, store, driver, post } = machine
  const { certificateId: caCertificateId = '' } = await emulator.client.send(
    new RegisterCACertificateCommand({
      caCertificate: authority.certificate.pem,
      certificateMode: 'SNI_ONLY',
      setAsActive: true,
      allowAutoRegistration: true,
    }),
  )
  await takeIn(emulator, caCertificateId)
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
