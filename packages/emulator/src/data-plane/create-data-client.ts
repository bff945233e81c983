import { InvalidRequestException, IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane'
import { quote } from '@thingplan/core'
import { answering } from '../client/answer-in-stack.js'
import { type ClientOptions, parseClientOptions } from '../client/create-client.js'
import type { Emulator } from '../emulator.js'
import { EmulatorError } from '../emulator-error.js'
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
  const { transport, maxAttempts } = parseClientOptions(options, 'full')
  const client = new IoTDataPlaneClient({
    region: emulator.account.region,
    maxAttempts,
    retryMode: 'standard',
    defaultsMode: 'standard',
    credentials: { accessKeyId: 'EMULATOR', secretAccessKey: 'not-a-secret' },
  })
  const answer = answering((name, input) => answerDataCommand(emulator, name, copyInput(name, input)))
  const name = 'thingplanEmulator'
  if (transport === 'full') client.middlewareStack.add(answer, { name, step: 'finalizeRequest', priority: 'low' })
  else client.middlewareStack.add(answer, { name, step: 'initialize', priority: 'high' })
  return client
}

const answerDataCommand = async (emulator: Emulator, name: string, input: Input): Promise<object> => {
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
    await Reflect.apply(emulator.publish, undefined, [topic, payload, { qos, retain }])
    return {}
  } catch (error) {
    if (!(error instanceof EmulatorError) || error.code !== 'emulator-publish') throw error
    throw new InvalidRequestException({ message: error.message, $metadata: { httpStatusCode: 400 } })
  }
}
