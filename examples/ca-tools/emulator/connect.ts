import { deserialize, serialize } from 'node:v8'
import { IoTClient, IoTServiceException } from '@aws-sdk/client-iot'
import { type EmulatorFile, noEmulator } from './emulator-file.js'
import type { CallAnswer } from './serve-calls.js'

const ask = async ({ callPort, token }: EmulatorFile, commandName: string, input: unknown): Promise<CallAnswer> => {
  const response = await fetch(`http://127.0.0.1:${callPort}/${commandName}`, {
    method: 'POST',
    headers: { authorization: token },
    body: serialize(input),
  }).catch(() => {
    throw noEmulator()
  })
  if (!response.ok) throw noEmulator()
  return deserialize(Buffer.from(await response.arrayBuffer()))
}

/** A real client whose calls the emulator answers in its own process, in place of AWS. */
export const connectToEmulator = (emulator: EmulatorFile): IoTClient => {
  const client = new IoTClient({
    region: emulator.region,
    maxAttempts: 1,
    credentials: { accessKeyId: 'EMULATOR', secretAccessKey: 'not-a-secret' },
  })
  client.middlewareStack.add(
    (_next, context) =>
      async ({ input }) => {
        const { output, error } = await ask(emulator, context.commandName ?? '', input)
        const $metadata = { httpStatusCode: error === undefined ? 200 : 400 }
        if (error !== undefined) throw new IoTServiceException({ ...error, $metadata })
        return { response: undefined, output: { ...output, $metadata } }
      },
    { name: 'callEmulator', step: 'finalizeRequest', priority: 'low' },
  )
  return client
}
