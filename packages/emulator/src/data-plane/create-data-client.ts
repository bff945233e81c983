import { IoTServiceException } from '@aws-sdk/client-iot'
import {
  InternalFailureException,
  InvalidRequestException,
  IoTDataPlaneClient,
  ServiceUnavailableException,
  ThrottlingException,
} from '@aws-sdk/client-iot-data-plane'
import { quote } from '@thingplan/core'
import { answering } from '../client/answer-in-stack.js'
import { type ClientOptions, parseClientOptions } from '../client/create-client.js'
import { createVirtualRetry } from '../client/virtual-retry.js'
import type { Emulator } from '../emulator.js'
import { EmulatorError } from '../emulator-error.js'
import type { EmulatedProcess } from '../fault/process.js'
import { copyInput } from '../request/copy-input.js'
import type { Input } from '../request/input.js'
import { refuseUnknownMembers } from '../request/members.js'

/**
 * A real IoTDataPlaneClient whose Publish reaches the devices of an emulator.
 *
 * @param emulator - of `createEmulator`
 * @param options - as for `emulator.createClient`; `transport` is `full` by default
 * @throws {EmulatorError} `emulator-option`; when sending, `emulator-command-unsupported` for every other command
 * @example
 * ```ts
 * import { PublishCommand } from '@aws-sdk/client-iot-data-plane'
 * import { createEmulator } from '@thingplan/emulator'
 * import { createDataClient } from '@thingplan/emulator/data-plane'
 *
 * const emulator = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
 * const client = createDataClient(emulator)
 * await client.send(new PublishCommand({ topic: 'sensor-1/orders', payload: 'measure' }))
 * emulator.calls.map(({ name, outcome }) => `${name}: ${outcome}`) // => ['Publish: success']
 * ```
 */
export const createDataClient = (emulator: Emulator, options: ClientOptions = {}): IoTDataPlaneClient => {
  const { time } = emulator
  const { transport, maxAttempts, process } = parseClientOptions(options, 'full', time.sleep)
  const client = new IoTDataPlaneClient({
    region: emulator.account.region,
    maxAttempts,
    retryMode: 'standard',
    ...(time.isVirtual && { retryStrategy: createVirtualRetry(maxAttempts, time.sleep) }),
    defaultsMode: 'standard',
    credentials: { accessKeyId: 'EMULATOR', secretAccessKey: 'not-a-secret' },
  })
  const answer = answering((name, input) => answerDataCommand(emulator, process, name, copyInput(name, input)))
  const name = 'thingplanEmulator'
  if (transport === 'full') client.middlewareStack.add(answer, { name, step: 'finalizeRequest', priority: 'low' })
  else client.middlewareStack.add(answer, { name, step: 'initialize', priority: 'high' })
  return client
}

const answerDataCommand = async (
  emulator: Emulator,
  process: EmulatedProcess | undefined,
  name: string,
  input: Input,
): Promise<object> => {
  if (name !== 'Publish') {
    throw new EmulatorError('emulator-command-unsupported', `the emulator does not answer ${quote(name)}`, {
      field: 'command',
      value: name,
      remedy: 'use Publish',
    })
  }
  const { topic, payload = '', qos, retain } = input
  refuseUnknownMembers(name, input, ['topic', 'payload', 'qos', 'retain'])
  try {
    await Reflect.apply(emulator.publish, undefined, [topic, payload, { qos, retain, process }])
    return {}
  } catch (error) {
    throw asDataPlaneError(error)
  }
}

/** The two clients of the SDK have exception classes of the same names. */
const asDataPlaneError = (error: unknown): unknown => {
  if (error instanceof EmulatorError && error.code === 'emulator-publish') {
    return new InvalidRequestException({ message: error.message, $metadata: { httpStatusCode: 400 } })
  }
  if (!(error instanceof IoTServiceException)) return error
  const { message, $metadata } = error
  switch (error.name) {
    case 'ThrottlingException':
      return new ThrottlingException({ message, $metadata })
    case 'InternalFailureException':
      return new InternalFailureException({ message, $metadata })
    default:
      return new ServiceUnavailableException({ message, $metadata })
  }
}
