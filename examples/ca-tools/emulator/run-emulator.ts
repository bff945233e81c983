import { randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { createJitrHandler } from '@thingplan/aws-adapter'
import { createEmulator, type Emulator } from '@thingplan/emulator'
import type { Terminal } from '../dialogue/terminal.js'
import { type EmulatorFile, emulatorFileIn } from './emulator-file.js'
import { anyDevice } from './registration.js'
import { sentenceOf } from './sentence.js'
import { serveCalls } from './serve-calls.js'

export interface EmulatorChoice {
  readonly directory: string
  /** Of MQTT; 0 for a free one. */
  readonly port: number
  readonly region: string
}

export interface RunningEmulator {
  readonly host: string
  readonly port: number
  close(): Promise<void>
}

/** AWS IoT with a Lambda behind it that registers devices at their first connection. */
const openCloud = (terminal: Terminal, region: string): Emulator => {
  const emulator = createEmulator({ accountId: '123456789012', region })
  const handler = createJitrHandler({
    registration: anyDevice,
    client: emulator.client,
    onOutcome: ({ message }) => terminal.say(`  Lambda: ${message}`),
  })
  emulator.on('registered', (event) => handler(event))
  emulator.on('connection', (event) => {
    const sentence = sentenceOf(event)
    if (sentence !== undefined) terminal.say(`  ${sentence}`)
  })
  return emulator
}

/** Runs the emulator until it is closed, and leaves a file in the directory that the other programs find it by. */
export const runEmulator = async (
  terminal: Terminal,
  { directory, port, region }: EmulatorChoice,
): Promise<RunningEmulator> => {
  const emulator = openCloud(terminal, region)
  const file = emulatorFileIn(directory)
  const token = randomBytes(32).toString('hex')
  const endpoint = await emulator.listen({ port })
  const calls = await serveCalls(emulator.client, token)
  const close = async (): Promise<void> => {
    await rm(file, { force: true })
    await calls.close()
    await endpoint.close()
  }
  const { host, port: openPort, caCertificatePem } = endpoint
  const content: EmulatorFile = { host, port: openPort, caCertificatePem, region, callPort: calls.port, token }
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    await rm(file, { force: true })
    await writeFile(file, JSON.stringify(content), { flag: 'wx', mode: 0o600 })
  } catch (error) {
    await close()
    throw error
  }
  return { host, port: openPort, close }
}
