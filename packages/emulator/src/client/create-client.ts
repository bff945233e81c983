import { IoTClient } from '@aws-sdk/client-iot'
import { quote } from '@thingplan/core'
import type { TimeSource } from '../clock/time-source.js'
import { EmulatorError } from '../emulator-error.js'
import type { FaultyProcess } from '../fault/faulty-process.js'
import { parseProcess, type Requester } from '../fault/parse-process.js'
import { refuseUnknownOptions } from '../options/unknown-options.js'
import { type AnswerRequest, answerAtFinalizeRequest, answerAtInitialize } from './answer-in-stack.js'
import { createVirtualRetry } from './virtual-retry.js'

/** How far a command travels through the SDK before it is answered. */
export type Transport =
  /** Through validation, serialisation, signing and retry, as far as the network. */
  | 'full'
  /** Answered at once: no serialisation, no retry. */
  | 'fast'

export interface ClientOptions extends Requester {
  /** Default: that of the emulator. */
  readonly transport?: Transport
  /** Attempts of the SDK's standard retry mode, the first included. Default 3, as the SDK's. */
  readonly maxAttempts?: number
}

/** Options that were checked, with their defaults. */
export interface ParsedClientOptions {
  readonly transport: Transport
  readonly maxAttempts: number
  readonly process: FaultyProcess | undefined
}

export const isTransport = (value: unknown): value is Transport => value === 'full' || value === 'fast'

/** A real IoTClient that is answered inside its own middleware stack; it opens no connection and needs no credentials. */
export const createClient = (
  region: string,
  time: TimeSource,
  answer: AnswerRequest,
  { transport, maxAttempts }: Pick<ParsedClientOptions, 'transport' | 'maxAttempts'>,
): IoTClient => {
  const client = new IoTClient({
    region,
    maxAttempts,
    retryMode: 'standard',
    ...(time.isVirtual && { retryStrategy: createVirtualRetry(maxAttempts, time.sleep) }),
    defaultsMode: 'standard',
    credentials: { accessKeyId: 'EMULATOR', secretAccessKey: 'not-a-secret' },
  })
  client.middlewareStack.use(transport === 'full' ? answerAtFinalizeRequest(answer) : answerAtInitialize(answer))
  return client
}

/** @throws {EmulatorError} `emulator-option` */
export const parseClientOptions = (
  options: ClientOptions,
  defaultTransport: Transport,
  sleep: TimeSource['sleep'],
): ParsedClientOptions => {
  refuseUnknownOptions('createClient', options, ['transport', 'maxAttempts', 'faults', 'process'])
  const { transport = defaultTransport, maxAttempts = 3 } = options
  if (!isTransport(transport)) {
    throw new EmulatorError('emulator-option', `unknown transport ${quote(String(transport))}`, {
      field: 'transport',
      value: String(transport),
      remedy: 'use `full` or `fast`',
    })
  }
  if (!Number.isInteger(maxAttempts) || maxAttempts < 1) {
    throw new EmulatorError('emulator-option', 'maxAttempts must be a positive integer', {
      field: 'maxAttempts',
      value: String(maxAttempts),
      remedy: 'give the number of attempts, the first included',
    })
  }
  return { transport, maxAttempts, process: parseProcess(options, sleep) }
}
