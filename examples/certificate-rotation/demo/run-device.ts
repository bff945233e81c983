import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Broker } from '../../fleet-provisioning/device/connect.js'
import type { Checkpoint } from '../device/checkpoint.js'

/** What a device said, and whether it ended well. */
export interface Run {
  readonly ok: boolean
  readonly said: string
}

const program = [
  '--conditions=@thingplan/source',
  '--import',
  'tsx',
  fileURLToPath(new URL('../device.ts', import.meta.url)),
]

/** Runs `device.ts` as a process of its own, until it sleeps again or loses its power. */
export const runDevice = ({ host, port }: Broker, folder: string, cutOff?: Checkpoint): Promise<Run> =>
  new Promise((resolve) => {
    const options = ['--host', host, '--port', String(port), '--files', folder]
    const end = cutOff === undefined ? [] : ['--cut-off', cutOff]
    execFile(process.execPath, [...program, ...options, ...end], (error, stdout, stderr) =>
      resolve({ ok: error === null, said: `${stdout}${stderr}`.trim() }),
    )
  })
