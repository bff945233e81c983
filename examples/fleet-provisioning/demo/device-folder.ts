import { execFile } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeSecretFolder } from '../../jitr-lambda/demo/secret-folder.js'
import type { Broker, Credentials } from '../device/connect.js'

/** What a device said, and whether it ended well. */
export interface Run {
  readonly ok: boolean
  readonly said: string
}

/** A device's flash memory, with what the factory puts there. */
export interface DeviceFolder {
  readonly files: string
  /** Runs `device.ts` as a process of its own, until it sleeps again. */
  wake(template: string, serialNumber: string): Promise<Run>
  remove(): Promise<void>
}

const program = [
  '--conditions=@thingplan/source',
  '--import',
  'tsx',
  fileURLToPath(new URL('../device.ts', import.meta.url)),
]

export const buildDeviceFolder = async (broker: Broker, claim: Credentials): Promise<DeviceFolder> => {
  const files = await makeSecretFolder('device')
  const secret = { mode: 0o600 }
  await writeFile(join(files, 'ca.pem'), broker.caCertificatePem)
  await writeFile(join(files, 'claim.pem'), claim.certificatePem)
  await writeFile(join(files, 'claim.key'), claim.privateKeyPem, secret)
  const endpoint = ['--host', broker.host, '--port', String(broker.port), '--files', files]
  const wake = (template: string, serialNumber: string): Promise<Run> =>
    new Promise((resolve) => {
      const options = [...endpoint, '--template', template, '--serial-number', serialNumber]
      execFile(process.execPath, [...program, ...options], (error, stdout, stderr) =>
        resolve({ ok: error === null, said: `${stdout}${stderr}`.trim() }),
      )
    })
  return { files, wake, remove: () => rm(files, { recursive: true, force: true }) }
}
