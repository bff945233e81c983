import { type DeviceStore, type DeviceWrite, enrolDevice, grantToken, writeToken } from '@thingplan/core/lifecycle'

const write = async (store: DeviceStore, change: DeviceWrite): Promise<void> => {
  if ((await store.write(change)) === 'conflict') throw new Error('somebody was faster; look again')
}

/** Takes a device up, once. */
export const enrol = (
  store: DeviceStore,
  serialNumber: string,
  sealingKeyHashes: readonly string[] = [],
): Promise<void> => write(store, enrolDevice(serialNumber, { sealingKeyHashes }))

const day = 86_400_000

/** Makes a token for a device, in place of the one that it had. Only its hash is stored: whoever gets it here is the only one. */
export const grant = async (store: DeviceStore, serialNumber: string): Promise<string> => {
  const record = await store.read(serialNumber)
  if (record === undefined) throw new Error(`${serialNumber} is not enrolled`)
  const token = writeToken(crypto.getRandomValues(new Uint8Array(16)))
  await write(store, grantToken(record, { token, expiresAt: new Date(Date.now() + 7 * day) }))
  return token
}
