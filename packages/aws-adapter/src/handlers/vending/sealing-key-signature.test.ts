import { createPrivateKey, sign } from 'node:crypto'
import { createCertificateRequest, createKeyPair, exportPrivateKey, type KeyAlgorithm } from '@thingplan/pki'
import { createSealingKeyPair, openSealedPrivateKey } from '@thingplan/pki/sealing'
import { describe, expect, it } from 'vitest'
import { createMachine, enrol, fieldsOf, type Machine, subject, token } from '../../fixtures/vending-machine.js'
import { createSightingHandler } from '../sighting/create-sighting-handler.js'

const second = 'BBECAwQFBgcICQoLDA0ODw'

/** A device that uses a certificate, and has been granted another token; it signs with the key of that certificate. */
const deviceInUse = async (machine: Machine, algorithm: KeyAlgorithm) => {
  const { vending, store, driver, post } = machine
  await enrol(store)
  const keys = await createKeyPair(algorithm)
  const { pem: csr } = await createCertificateRequest({ keys, subject: subject('SN-1') })
  const { certificateId } = await fieldsOf(await post({ serialNumber: 'SN-1', token, csr }))
  const see = createSightingHandler({ vending, store, driver, serialNumber: () => 'SN-1' })
  await see({ eventType: 'connected', clientId: 'pump-SN-1', principalIdentifier: certificateId })
  await enrol(store, 'SN-1', { token: second })
  const key = createPrivateKey(await exportPrivateKey(keys.privateKey))
  return (serialNumber: string, sealingKey: string): string =>
    sign('sha256', Buffer.from(`thingplan-sealing-key\n${serialNumber}\n${sealingKey}`), key).toString('base64')
}

describe('a sealing key that is not enrolled', () => {
  it.each<KeyAlgorithm>(['EC-P256', 'RSA-2048'])('is taken where the device has signed it: %s', async (algorithm) => {
    const machine = createMachine()
    const signed = await deviceInUse(machine, algorithm)
    const { publicKey: sealingKey, privateKey } = await createSealingKeyPair()
    const sealingKeySignature = signed('SN-1', sealingKey)
    const wish = { serialNumber: 'SN-1', token: second, sealingKey, sealingKeySignature }
    const { certificateId = '', sealedPrivateKey = '' } = await fieldsOf(await machine.post(wish))
    const pem = await openSealedPrivateKey(sealedPrivateKey, { privateKey, serialNumber: 'SN-1', certificateId })
    expect(pem).toContain('BEGIN PRIVATE KEY')
  })

  it('is not taken for a signature of another key, for another device, or of another device', async () => {
    const machine = createMachine()
    const signed = await deviceInUse(machine, 'EC-P256')
    const signedByAnother = await deviceInUse(createMachine(), 'EC-P256')
    const { publicKey: sealingKey } = await createSealingKeyPair()
    const { publicKey: anotherKey } = await createSealingKeyPair()
    const signatures = [
      signed('SN-1', anotherKey),
      signed('SN-2', sealingKey),
      signedByAnother('SN-1', sealingKey),
      'AAAA',
    ]
    for (const sealingKeySignature of signatures) {
      const response = await machine.post({ serialNumber: 'SN-1', token: second, sealingKey, sealingKeySignature })
      expect([response.status, (await fieldsOf(response))['code']]).toEqual([403, 'sealing-key-unknown'])
    }
    expect((await machine.store.read('SN-1'))?.next).toBeUndefined()
  })
})
