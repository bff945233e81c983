import type { RegistrationEvent } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'
import { parseRegistrationEvent } from './parse-registration-event.js'

/** Far more than an event with all that a SELECT may add; a message of SQS may hold four times as much. */
const longestBody = 262_144

const malformed = (message: string, cause?: unknown): AdapterError =>
  new AdapterError('event-malformed', message, {
    field: 'body',
    remedy: 'let the rule send the event of AWS IoT as JSON, or as base64 of that',
    cause,
  })

const checkLength = (text: string): string => {
  if (text.length > longestBody) throw malformed(`the message has more than ${longestBody} characters`)
  return text
}

const decodeBase64 = (text: string): string | undefined => {
  // Blanks first: a pattern that allows them anywhere takes time by the square of their number.
  const digits = checkLength(text).replace(/\s+/g, '')
  return /^[A-Za-z0-9+/]+={0,2}$/.test(digits) ? Buffer.from(digits, 'base64').toString('utf8') : undefined
}

const parseJson = (text: string): unknown => {
  const trimmed = text.trimStart()
  const json = trimmed.startsWith('{') ? trimmed : decodeBase64(trimmed)
  if (json === undefined) throw malformed('the message is neither a JSON object nor base64 of one')
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw malformed('the message is not JSON', cause)
  }
}

/** What a rule's error action sends in place of a message that its action could not deliver. */
const originalPayload = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'base64OriginalPayload')) return undefined
  const payload = 'base64OriginalPayload' in value ? value.base64OriginalPayload : undefined
  const decoded = typeof payload === 'string' ? decodeBase64(payload) : undefined
  if (decoded === undefined) throw malformed('`base64OriginalPayload` is not base64')
  return decoded
}

/**
 * What a rule, or a rule's error action, hands over: the object itself, or what is wrapped in it.
 *
 * @throws {AdapterError} `event-malformed`
 * @see AWS IoT Core Developer Guide, "Error handling (error action)"
 */
const unwrapEventObject = (value: unknown): unknown => {
  const payload = originalPayload(value)
  return payload === undefined ? value : parseJson(payload)
}

/**
 * What a rule has put into a message's body: JSON, or base64 of JSON. Nothing that an error action has wrapped is taken out: on a
 * topic of devices that is the device's own text, in which it could name another's certificate.
 *
 * @throws {AdapterError} `event-malformed`
 */
export const readRuleBody = (body: unknown): unknown => {
  if (typeof body !== 'string') throw malformed('the message has no body')
  return parseJson(checkLength(body))
}

/**
 * Reads an event as it stands in the object that a rule, or a rule's error action, hands over.
 *
 * @throws {AdapterError} `event-malformed`
 */
export const parseEventObject = (value: unknown): RegistrationEvent => parseRegistrationEvent(unwrapEventObject(value))

/**
 * Reads an event as it stands in the body of a message: JSON, base64 of JSON (a rule's `useBase64`), or what an error
 * action has wrapped.
 *
 * @param body - the message's body, of at most 262,144 characters
 * @returns the event, as `parseRegistrationEvent` reads it
 * @throws {AdapterError} `event-malformed`
 * @see AWS IoT Core Developer Guide, "SQS" (rule action)
 *
 * @example
 * ```ts
 * import { parseEventBody } from '@thingplan/aws-adapter'
 *
 * const event = parseEventBody(
 *   JSON.stringify({
 *     certificateId: 'a'.repeat(64),
 *     caCertificateId: 'b'.repeat(64),
 *     timestamp: 1623724243659,
 *     certificateStatus: 'PENDING_ACTIVATION',
 *     awsAccountId: '123456789012',
 *     certificateRegistrationTimestamp: null,
 *   }),
 * )
 * event.awsAccountId // => '123456789012'
 * ```
 */
export const parseEventBody = (body: unknown): RegistrationEvent =>
  parseRegistrationEvent(unwrapEventObject(readRuleBody(body)))
