import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto'
import { DeleteCertificateCommand, UpdateCertificateCommand } from '@aws-sdk/client-iot'
import type { SubjectInput } from '@thingplan/pki'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { createIotKeysIssuer } from '../../authority/issuer/create-iot-keys-issuer.js'
import { awsError } from '../../fixtures/aws-error.js'
import {
  certificateIds,
  createMachine,
  enrol,
  type Machine,
  pumpOf,
  token,
  vend,
} from '../../fixtures/vending-machine.js'

let machine: Machine
let subject: (serialNumber: string) => SubjectInput
beforeEach(async () => {
  subject = (serialNumber) => ({ CN: serialNumber })
  const issuer = () => createIotKeysIssuer({ client: machine.emulator.client })
  machine = createMachine(
    {
      unsafeFirstMachineFormat: true,
      subject: (serialNumber) => subject(serialNumber),
      issuer: {
        issue: (request) => issuer().issue(request),
        find: (request) => issuer().find(request),
        makeKey: () => issuer().makeKey(),
      },
    },
    { registration: pumpOf, unsafePlainKeys: true },
  )
  await enrol(machine.store)
})

/** Has every command of a kind fail. */
const takeDown = (kind: typeof DeleteCertificateCommand | typeof UpdateCertificateCommand): void => {
  const { client } = machine.emulator
  const send = client.send.bind(client)
  vi.spyOn(client, 'send').mockImplementation((command, ...rest) =>
    command instanceof kind
      ? Promise.reject(awsError('ServiceUnavailableException'))
      : Reflect.apply(send, client, [command, ...rest]),
  )
}

const getCertificate = (deviceToken: string = token): Promise<Response> =>
  machine.post({ serialNumber: 'SN-1', deviceToken }, {}, '/getcert')

const callsOf = (name: string): number => machine.emulator.calls.filter((call) => call.name === name).length

describe('a key that AWS IoT makes', () => {
  it('reaches a device that can make none, with the one certificate that AWS IoT made for it, which is active', async () => {
    const response = await getCertificate()
    const { certificatePem, keyPair } = (await response.json()) as {
      readonly certificatePem: string
      readonly keyPair: { readonly PrivateKey: string }
    }
    const certificate = new X509Certificate(certificatePem)
    expect(certificate.subject).toBe('CN=AWS IoT Certificate')
    expect(createPublicKey(createPrivateKey(keyPair.PrivateKey)).equals(certificate.publicKey)).toBe(true)
    expect(createPrivateKey(keyPair.PrivateKey).asymmetricKeyDetails?.modulusLength).toBe(2048)
    expect(await certificateIds(machine.emulator)).toHaveLength(1)
    expect(machine.emulator.connectDevice(certificatePem, 'pump-SN-1').accepted).toBe(true)
    expect([callsOf('CreateKeysAndCertificate'), callsOf('CreateCertificateFromCsr')]).toEqual([1, 0])
  })

  it('is not made for somebody without the token', async () => {
    expect((await getCertificate('AAECAwQFBgcICQoLDA0ODx')).status).toBe(403)
    expect(callsOf('CreateKeysAndCertificate')).toBe(0)
  })

  it('is deleted with its certificate where another request is at the device', async () => {
    const statuses = (await Promise.all([getCertificate(), getCertificate()])).map(({ status }) => status)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect(await certificateIds(machine.emulator)).toHaveLength(1)
    expect(callsOf('DeleteCertificate')).toBe(1)
  })

  it('stays where it was taken up and could not be activated, so that the device is not without record of it', async () => {
    takeDown(UpdateCertificateCommand)
    expect((await getCertificate()).status).toBe(503)
    const [certificateId] = await certificateIds(machine.emulator)
    expect((await machine.store.read('SN-1'))?.next).toMatchObject({ certificateId })
    expect(callsOf('DeleteCertificate')).toBe(0)
  })

  it('is not made for a device that makes its own', async () => {
    await vend(machine)
    expect([callsOf('CreateKeysAndCertificate'), callsOf('CreateCertificateFromCsr')]).toEqual([0, 1])
  })

  it('is deleted with its certificate where no request can be made for the subject', async () => {
    subject = () => 'no subject'
    expect((await getCertificate()).status).toBe(503)
    expect([callsOf('CreateKeysAndCertificate'), callsOf('DeleteCertificate')]).toEqual([1, 1])
    expect(await certificateIds(machine.emulator)).toEqual([])
  })

  it('is told of where it could not be deleted, and sends nobody away', async () => {
    takeDown(DeleteCertificateCommand)
    const answers = await Promise.all([getCertificate(), getCertificate()])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const failures = machine.outcomes.flatMap((outcome) => outcome.failures)
    expect(failures).toMatchObject([{ effect: 'discard', error: { awsError: 'ServiceUnavailableException' } }])
  })
})
