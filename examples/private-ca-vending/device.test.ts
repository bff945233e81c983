import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCertificateAuthority, createKeyPair, issueDeviceCertificate } from '@thingplan/pki'
import { sealPrivateKey } from '@thingplan/pki/sealing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadSealingKey, makeSealingKey, type SealingKey } from './device/sealing-key.js'
import { type Delivery, parseDelivery, takeCertificate } from './device/take-certificate.js'

let folder: string
let sealingKey: SealingKey

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thingplan-lamp-'))
  await makeSealingKey(folder)
  sealingKey = await loadSealingKey(folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Made {
  readonly delivery: Delivery
  /** Another certificate for the same key. */
  readonly otherPem: string
  /** Another key, sealed as if it were that of the certificate. */
  readonly otherKey: string
}

/** What a vending machine makes, for a serial number. */
const make = async (serialNumber: string): Promise<Made> => {
  const authority = await createCertificateAuthority({ subject: 'CN=Acme Lamps CA' })
  const { publicKey, privateKey } = await createKeyPair()
  const certify = () => issueDeviceCertificate({ authority, publicKey, subject: { CN: serialNumber } })
  const [{ pem: certificatePem, id: certificateId }, { pem: otherPem }] = await Promise.all([certify(), certify()])
  const sealedTo = { sealingKey: sealingKey.publicKey, serialNumber, certificateId }
  const sealedPrivateKey = await sealPrivateKey(privateKey, sealedTo)
  const delivery = { certificateId, certificatePem, thingName: 'lamp-L1001', sealedPrivateKey }
  return { delivery, otherPem, otherKey: await sealPrivateKey((await createKeyPair()).privateKey, sealedTo) }
}

describe('a lamp', () => {
  it('keeps its sealing key, and tells no more than the public one', async () => {
    expect((await loadSealingKey(folder)).publicKey).toBe(sealingKey.publicKey)
    expect(sealingKey.privateKey.extractable).toBe(false)
  })

  it.each<[string, (good: Made) => Promise<Delivery>]>([
    ['is for another lamp', async () => (await make('L1002')).delivery],
    [
      'is sealed for another certificate',
      async ({ delivery: { sealedPrivateKey } }) => ({ ...(await make('L1001')).delivery, sealedPrivateKey }),
    ],
    [
      'has a certificate of another key',
      async ({ delivery }) => ({ ...delivery, certificatePem: (await make('L1001')).delivery.certificatePem }),
    ],
    [
      'has another certificate than it says',
      async ({ delivery, otherPem }) => ({ ...delivery, certificatePem: otherPem }),
    ],
    [
      'has another key than that of its certificate',
      async ({ delivery, otherKey }) => ({ ...delivery, sealedPrivateKey: otherKey }),
    ],
    ['has no key in it', async ({ delivery }) => ({ ...delivery, sealedPrivateKey: 'eyJ' })],
  ])('refuses what %s', async (_what, change) => {
    const delivery = await change(await make('L1001'))
    await expect(takeCertificate('L1001', sealingKey, delivery)).rejects.toThrow()
  })

  it.each([null, 'text', [], {}, { certificateId: 7 }])('refuses %j', (value) => {
    expect(() => parseDelivery(value)).toThrow('certificateId')
  })

  it('takes what is for it', async () => {
    const { delivery } = await make('L1001')
    const identity = await takeCertificate('L1001', sealingKey, parseDelivery({ ...delivery, more: 1 }))
    expect(identity).toMatchObject({ thingName: 'lamp-L1001', certificatePem: delivery.certificatePem })
  })
})
