import { CreateCertificateFromCsrCommand } from '@aws-sdk/client-iot'
import { hashKey } from '@thingplan/core/lifecycle'
import { createEmulator } from '@thingplan/emulator'
import { createCertificateRequest, createKeyPair } from '@thingplan/pki'
import { account } from '../../world/world.js'

export const talkative = 'R-1'
export const silent = 'R-2'

/** What a device asks with. */
export interface KeyRequest {
  readonly csr: string
  readonly keyHash: string
}

/** The requests of the devices, one for each job. */
export interface RotationRequests {
  readonly first: KeyRequest
  readonly second: KeyRequest
  readonly unproven: KeyRequest
}

const requestFor = async (device: string): Promise<KeyRequest> => {
  const { pem, spki } = await createCertificateRequest({ keys: await createKeyPair(), subject: { CN: device } })
  return { csr: pem, keyHash: hashKey(spki) }
}

const make = async (): Promise<RotationRequests> => {
  const [first, second, unproven] = [await requestFor(talkative), await requestFor(talkative), await requestFor(silent)]
  // What the emulator loads at its first certificate comes from a disk, and takes another time each time.
  const { client } = createEmulator({ accountId: account.id, region: account.region })
  await client.send(new CreateCertificateFromCsrCommand({ certificateSigningRequest: first.csr }))
  return { first, second, unproven }
}

let made: Promise<RotationRequests> | undefined

/** The same for all scenes of a process: keys take time, and nothing here depends on them. */
export const rotationRequests = (): Promise<RotationRequests> => {
  made ??= make()
  return made
}
