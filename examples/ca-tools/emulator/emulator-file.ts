import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from '../command-line/usage-error.js'

/** What the running emulator leaves in its directory for the other programs to find it by. */
export interface EmulatorFile {
  readonly host: string
  /** Of MQTT over TLS, for devices. */
  readonly port: number
  /** What devices know the endpoint by. */
  readonly caCertificatePem: string
  readonly region: string
  /** Of the calls that the other programs make. */
  readonly callPort: number
  /** Who can read the file may call: anybody on the machine reaches the port. */
  readonly token: string
}

export const emulatorFileIn = (directory: string): string => join(directory, 'emulator.json')

const isText = (value: unknown): value is string => typeof value === 'string'
const isPort = (value: unknown): value is number =>
  Number.isInteger(value) && Number(value) > 0 && Number(value) < 65_536

const isEmulatorFile = (value: unknown): value is EmulatorFile =>
  typeof value === 'object' &&
  value !== null &&
  ['host', 'caCertificatePem', 'region', 'token'].every((key) => isText(Reflect.get(value, key))) &&
  ['port', 'callPort'].every((key) => isPort(Reflect.get(value, key)))

/** @throws {UsageError} where no emulator runs in the directory. */
export const readEmulatorFile = async (directory: string): Promise<EmulatorFile> => {
  const file = emulatorFileIn(directory)
  const content: unknown = await readFile(file, 'utf8').then(JSON.parse, () => undefined)
  if (isEmulatorFile(content)) return content
  throw noEmulator()
}

export const noEmulator = (): UsageError =>
  new UsageError(
    'no emulator runs in this directory',
    'start it in a second terminal: npm run ca-tools -- emulator (with the same `--directory`)',
  )
