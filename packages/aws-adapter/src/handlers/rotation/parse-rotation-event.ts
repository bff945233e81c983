import { readStrictJson } from '@thingplan/core'
import type { RotationDelivery } from '@thingplan/core/lifecycle'
import { AdapterError } from '../../error/adapter-error.js'

/** AWS IoT takes payloads of 128 KB; as base64, and with what the rule adds, they fit into a message of SQS. */
const longestBody = 262_144

const malformed = (field: string, message: string): AdapterError =>
  new AdapterError('event-malformed', message, {
    field,
    remedy: 'let the rule select what `rotationRules` says, and send it as it is',
  })

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Reads the body of a message of SQS.
 *
 * @throws {AdapterError} `event-malformed`
 */
export const readRotationBody = (body: unknown): object => {
  const read = readStrictJson(typeof body === 'string' ? body : '', longestBody)
  if (read.ok && isObject(read.value)) return read.value
  throw malformed('body', `the message is not a JSON object of at most ${longestBody} characters`)
}

const textOf = (event: object, field: string): string => {
  const value = new Map<string, unknown>(Object.entries(event)).get(field)
  if (typeof value === 'string') return value
  throw malformed(field, `\`${field}\` of the event is not text`)
}

const decode = (base64: string): string => {
  if (/^[A-Za-z0-9+/]*={0,2}$/.test(base64)) return Buffer.from(base64, 'base64').toString('utf8')
  throw malformed('payload', '`payload` of the event is not base64')
}

/**
 * Reads what a rule of `rotationRules` selects.
 *
 * What an error action wraps is refused: its `base64OriginalPayload` is what the device has written, and holds no `principal()` but
 * one that the device made up (AWS IoT Core Developer Guide, "Error handling (error action)").
 *
 * @throws {AdapterError} `event-malformed`
 */
export const readRotationEvent = (event: object): RotationDelivery => {
  if (Object.hasOwn(event, 'base64OriginalPayload')) {
    throw malformed('base64OriginalPayload', 'what an error action hands over does not say who has sent the message')
  }
  return {
    principal: textOf(event, 'principal'),
    topic: textOf(event, 'topic'),
    payload: decode(textOf(event, 'payload')),
  }
}
