import { IoTClient } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import { EmulatorError } from '../emulator-error.js'
import { refuseUnknownOptions } from '../options/unknown-options.js'
import { type AnswerRequest, answerAtFinalizeRequest, answerAtInitialize } from './answer-in-stack.js'

/** How far a command travels through the SDK before it is answered. */
export type Transport =
  /** Through validation, serialisation, signing and retry, as far as the network. */
  | 'full'
  /** Answered at once: no serialisation, no retry. */
  | 'fast'

export interface ClientOptions {
  /** Default: that of the emulator. */
  readonly transport?: Transport
  /** Attempts of the SDK's standard retry mode, the first included. Default 3, as the SDK's. */
  readonly maxAttempts?: number
}

export const isTransport = (value: unknown): value is Transport => value === 'full' || value === 'fast'

/** A real IoTClient that is answered inside its own middleware stack; it opens no connection and needs no credentials. */
export const createClient = (region: string, answer: AnswerRequest, options: Required<ClientOptions>): IoTClient => {
  const client = new IoTClient({
    region,
    maxAttempts: options.maxAttempts,
    retryMode: 'standard',
    defaultsMode: 'standard',
    credentials: { accessKeyId: 'EMULATOR', secretAccessKey: 'not-a-secret' },
  })
  client.middlewareStack.use(
    options.transport === 'full' ? answerAtFinalizeRequest(answer) : answerAtInitialize(answer),
  )
  return client
}

export const parseClientOptions = (options: ClientOptions, transport: Transport): Required<ClientOptions> => {
  refuseUnknownOptions('createClient', options, ['transport', 'maxAttempts'])
  const parsed = { transport: options.transport ?? transport, maxAttempts: options.maxAttempts ?? 3 }
  if (!isTransport(parsed.transport)) {
    throw new EmulatorError('emulator-option', `unknown transport ${quote(String(parsed.transport))}`, {
      field: 'transport',
      value: String(parsed.transport),
      remedy: 'use `full` or `fast`',
    })
  }
  if (!Number.isInteger(parsed.maxAttempts) || parsed.maxAttempts < 1) {
    throw new EmulatorError('emulator-option', 'maxAttempts must be a positive integer', {
      field: 'maxAttempts',
      value: String(parsed.maxAttempts),
      remedy: 'give the number of attempts, the first included',
    })
  }
  return parsed
}
