import { timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { deserialize, serialize } from 'node:v8'
import {
  DescribeCACertificateCommand,
  GetRegistrationCodeCommand,
  type IoTClient,
  ListTagsForResourceCommand,
  RegisterCACertificateCommand,
  TagResourceCommand,
  UpdateCACertificateCommand,
} from '@aws-sdk/client-iot'

/** What comes back of a call. */
export type CallAnswer =
  | { readonly output: object; readonly error?: undefined }
  | {
      readonly output?: undefined
      readonly error: { readonly name: string; readonly message: string; readonly $fault: 'client' | 'server' }
    }

/** The calls that the programs of this folder make, and no others. */
const commands = new Map(
  Object.entries({
    DescribeCACertificateCommand,
    GetRegistrationCodeCommand,
    ListTagsForResourceCommand,
    RegisterCACertificateCommand,
    TagResourceCommand,
    UpdateCACertificateCommand,
  }),
)

const isAllowed = ({ headers }: IncomingMessage, token: Buffer): boolean => {
  const said = Buffer.from(headers.authorization ?? '')
  return said.length === token.length && timingSafeEqual(said, token)
}

const answer = async (
  client: IoTClient,
  command: new (input: never) => object,
  request: IncomingMessage,
): Promise<CallAnswer> => {
  try {
    const input: unknown = deserialize(await buffer(request))
    const { $metadata, ...output } = await client.send(Reflect.construct(command, [input]))
    return { output }
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error))
    return { error: { name, message, $fault: 'client' } }
  }
}

export interface CallServer {
  readonly port: number
  close(): Promise<void>
}

/**
 * Answers the calls of programs that know the token, each a POST whose path is the command and whose body is its input.
 *
 * Both ends are of this folder, so the bodies are Node's own structured clones: dates stay dates.
 */
export const serveCalls = async (client: IoTClient, token: string): Promise<CallServer> => {
  const expected = Buffer.from(token)
  const server = createServer(async (request, response) => {
    const command = commands.get((request.url ?? '').slice(1))
    if (!isAllowed(request, expected) || request.method !== 'POST' || command === undefined) {
      response.writeHead(403).end()
      return
    }
    response.end(serialize(await answer(client, command, request)))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('a port was asked for')
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
  return { port: address.port, close }
}
