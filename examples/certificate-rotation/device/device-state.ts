import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Credentials } from '../../fleet-provisioning/device/connect.js'

/** A certificate with its key, and whose CA has signed it. */
export interface Identity extends Credentials {
  readonly issuer: 'vendor' | 'manufacturer'
}

/** A request that was made, and has to be the same one until it is answered. */
export interface PendingRequest {
  readonly privateKeyPem: string
  readonly csr: string
}

/** All that a device knows of itself. */
export interface DeviceState {
  readonly serialNumber: string
  /** What it works with. */
  readonly identity: Identity
  readonly pending?: PendingRequest
  /** What it was given for the pending request, until that was acknowledged. */
  readonly nextCertificatePem?: string
}

const pathIn = (folder: string): string => join(folder, 'device.json')

export const loadState = async (folder: string): Promise<DeviceState> => {
  const state: DeviceState = JSON.parse(await readFile(pathIn(folder), 'utf8'))
  return state
}

/** Saves it as a whole or not at all, readable to nobody else. */
export const saveState = async (folder: string, state: DeviceState): Promise<void> => {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const path = pathIn(folder)
  await writeFile(`${path}.new`, JSON.stringify(state, null, 2), { mode: 0o600 })
  await rename(`${path}.new`, path)
}
