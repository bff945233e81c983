import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { makeSecretFolder } from '../../jitr-lambda/demo/secret-folder.js'
import type { Cloud } from '../cloud/open-cloud.js'
import { save } from '../device/folder.js'

/** What a device said, and whether it ended well. */
export interface Run {
  readonly ok: boolean
  readonly said: string
}

/** A device's flash memory. */
export interface DeviceFolder {
  readonly files: string
  /** Puts a token there, as a technician does. */
  give(token: string): Promise<void>
  /** Runs `device.ts` as a process of its own, until it sleeps again. */
  wake(serialNumber: string): Promise<Run>
  remove(): Promise<void>
}

const program = [
  '--conditions=@thingplan/source',
  '--import',
  'tsx',
  fileURLToPath(new URL('../device.ts', import.meta.url)),
]

/** A device that knows where the vending machine is and what it trusts, and nothing else. */
export const buildDeviceFolder = async ({ url, endpoint }: Cloud): Promise<DeviceFolder> => {
  const files = await makeSecretFolder('pump')
  await save(files, 'ca.pem', endpoint.caCertificatePem)
  const where = ['--machine', url, '--host', endpoint.host, '--port', String(endpoint.port), '--files', files]
  return {
    files,
    give: (token) => save(files, 'token', token),
    wake: (serialNumber) =>
      new Promise((resolve) => {
        execFile(process.execPath, [...program, ...where, '--serial-number', serialNumber], (error, stdout, stderr) =>
          resolve({ ok: error === null, said: `${stdout}${stderr}`.trim() }),
        )
      }),
    remove: () => rm(files, { recursive: true, force: true }),
  }
}
