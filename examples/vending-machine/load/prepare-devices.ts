import { createCertificateRequest, createKeyPair } from '@thingplan/pki'
import type { Cloud } from '../cloud/open-cloud.js'
import type { Wish } from '../device/ask.js'
import { enrol, grant } from '../operator.js'

export interface LoadDevice extends Wish {
  readonly token: string
}

/** Devices that have a key and a token, and have not asked yet. */
export const prepareDevices = async (
  { machine: { store } }: Cloud,
  count: number,
  onDone: (done: number) => void,
): Promise<readonly LoadDevice[]> => {
  const devices: LoadDevice[] = []
  for (let index = 0; index < count; index += 1) {
    const serialNumber = `P${String(index).padStart(8, '0')}`
    await enrol(store, serialNumber)
    const token = await grant(store, serialNumber)
    const { pem: csr } = await createCertificateRequest({
      keys: await createKeyPair(),
      subject: { CN: serialNumber },
    })
    devices.push({ serialNumber, token, csr })
    onDone(devices.length)
  }
  return devices
}
