import { CreateCertificateFromCsrCommand } from '@aws-sdk/client-iot'
import { createEmulator } from '@thingplan/emulator'
import { createCertificateRequest, createKeyPair } from '@thingplan/pki'
import { createSealingKeyPair, hashSealingKey, readSealingKey } from '@thingplan/pki/sealing'
import { account } from '../../world/world.js'

/** What takes time to make, and differs between no two scenes. */
export interface VendingMaterial {
  /** Of the device that makes its keys itself: one for its first certificate, one for its second, and one of another device. */
  readonly requests: { readonly first: string; readonly second: string; readonly foreign: string }
  /** Of the device that has its key made: the raw public key in base64, and its hash. */
  readonly sealingKey: string
  readonly sealingKeyHash: string
}

export const ownKeys = 'SN-1'
export const sealedKeys = 'SN-2'

const requestFor = async (serialNumber: string): Promise<string> => {
  const keys = await createKeyPair()
  return (await createCertificateRequest({ keys, subject: { CN: serialNumber } })).pem
}

const make = async (): Promise<VendingMaterial> => {
  const [first, second, foreign] = await Promise.all([ownKeys, ownKeys, 'SN-3'].map(requestFor))
  const { publicKey: sealingKey } = await createSealingKeyPair()
  // What the emulator loads at its first certificate is loaded from a disk, and that takes another time each time.
  const { client } = createEmulator({ accountId: account.id, region: account.region })
  await client.send(new CreateCertificateFromCsrCommand({ certificateSigningRequest: first }))
  return {
    requests: { first: first ?? '', second: second ?? '', foreign: foreign ?? '' },
    sealingKey,
    sealingKeyHash: await hashSealingKey(readSealingKey(sealingKey)),
  }
}

let made: Promise<VendingMaterial> | undefined

/** The same for all scenes of a process. */
export const vendingMaterial = (): Promise<VendingMaterial> => {
  made ??= make()
  return made
}
