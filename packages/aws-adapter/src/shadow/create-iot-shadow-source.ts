import { GetThingShadowCommand, UpdateThingShadowCommand } from '@aws-sdk/client-iot-data-plane'
import { readStrictJson } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'
import { callAws, callUnless } from '../error/call-aws.js'
import { CallError } from '../error/call-error.js'
import type { Shadow, ShadowSection, ShadowSource } from '../handlers/vending/shadow/shadow-source.js'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireClient } from '../options/required-option.js'
import type { ShadowCalls } from './shadow-calls.js'

export interface IotShadowSourceOptions {
  /** An `IoTDataPlaneClient` whose endpoint is the account's `iot:Data-ATS`, or anything else that makes these calls. */
  readonly client: ShadowCalls
}

/** Far more than a shadow with its metadata has: its state is 30 KB at most (AWS IoT Core quotas, "Device Shadow"). */
const longestShadow = 262_144

type Fields = ReadonlyMap<string, unknown>

const isObject = (value: unknown): value is ShadowSection =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const fieldsOf = (value: unknown): Fields => new Map(isObject(value) ? Object.entries(value) : [])

const section = (state: Fields, name: 'desired' | 'reported'): Partial<Record<typeof name, ShadowSection>> => {
  const value = state.get(name)
  return isObject(value) ? { [name]: value } : {}
}

const readPayload = (payload: Uint8Array): Shadow => {
  const json = readStrictJson(new TextDecoder().decode(payload), longestShadow)
  const shadow = fieldsOf(json.ok ? json.value : undefined)
  const version = shadow.get('version')
  if (typeof version !== 'number') {
    throw new AdapterError('answer-malformed', 'GetThingShadow answered with no shadow', { field: 'payload' })
  }
  const state = fieldsOf(shadow.get('state'))
  return { ...section(state, 'desired'), ...section(state, 'reported'), version }
}

/** What an update cannot do, by the name of AWS's error; all else can succeed later, or is ours to mend. */
const refusals = new Map<string, 'changed' | 'refused'>([
  ['ConflictException', 'changed'],
  ['InvalidRequestException', 'refused'],
  ['RequestEntityTooLargeException', 'refused'],
])

/**
 * Reads and writes the classic shadows of AWS IoT's things.
 *
 * The caller needs `iot:GetThingShadow` and `iot:UpdateThingShadow`.
 *
 * @param options - `client` is required
 * @returns a source; it rejects with `CallError` and `AdapterError` (`answer-malformed`)
 * @throws {AdapterError} `adapter-option`
 * @see AWS IoT Core Developer Guide, "Device Shadow REST API", "Device Shadow service documents"
 *
 * @example
 * ```ts
 * import { IoTDataPlaneClient } from '@aws-sdk/client-iot-data-plane'
 * import { createIotShadowSource } from '@thingplan/aws-adapter/shadow'
 *
 * const client = new IoTDataPlaneClient({ region: 'eu-central-1', endpoint: 'https://example-ats.iot.eu-central-1.amazonaws.com' })
 * const source = createIotShadowSource({ client })
 * typeof source.read // => 'function'
 * ```
 */
export const createIotShadowSource = (options: IotShadowSourceOptions): ShadowSource => {
  refuseUnknownOptions('createIotShadowSource', options, ['client'])
  const { client } = options
  requireClient(client, 'client')
  const about = (thingName: string) => ({ field: 'thingName', value: thingName })

  return Object.freeze({
    read: async (thingName) => {
      const send = () => client.send(new GetThingShadowCommand({ thingName }))
      const answer = await callUnless('ResourceNotFoundException', 'GetThingShadow', about(thingName), send)
      return answer === undefined ? undefined : readPayload(answer.payload ?? new Uint8Array())
    },
    update: async (thingName, { version, ...state }) => {
      const payload = new TextEncoder().encode(JSON.stringify({ state, version }))
      try {
        await callAws('UpdateThingShadow', about(thingName), () =>
          client.send(new UpdateThingShadowCommand({ thingName, payload })),
        )
        return 'updated'
      } catch (error) {
        const refusal = error instanceof CallError ? refusals.get(error.awsError) : undefined
        if (refusal === undefined) throw error
        return refusal
      }
    },
  } satisfies ShadowSource)
}
