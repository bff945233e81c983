import { quote, type RegistrationEvent } from '@thingplan/core'
import { AdapterError } from '../error/adapter-error.js'

/** The last moment that a Date can hold (ECMA-262, "Time Values and Time Range"). */
const lastMoment = 8_640_000_000_000_000

const malformed = (field: string, value: unknown, wanted: string): AdapterError => {
  // What is nested is not shown: it can be deeper than anybody can write down.
  const shown = typeof value === 'object' || value === undefined ? undefined : String(value)
  const found = shown === undefined ? '' : `${quote(shown)}, `
  const what = value === undefined ? 'is missing' : `is ${found}not ${wanted}`
  return new AdapterError('event-malformed', `${quote(field)} of the registration event ${what}`, {
    field,
    ...(shown === undefined ? {} : { value: shown.slice(0, 256) }),
    remedy: `send ${wanted}, as AWS IoT does; a rule's SELECT * keeps it`,
  })
}

const readText = (event: Fields, field: string, pattern: RegExp, wanted: string): string => {
  const value = event.get(field)
  if (typeof value === 'string' && pattern.test(value)) return value
  throw malformed(field, value, wanted)
}

const readId = (event: Fields, field: string): string =>
  readText(event, field, /^[0-9a-f]{64}$/i, '64 hexadecimal digits').toLowerCase()

const readMoment = (event: Fields, field: string): number => {
  const value = event.get(field)
  const moment = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value
  if (typeof moment === 'number' && Number.isInteger(moment) && moment >= 0 && moment <= lastMoment) return moment
  throw malformed(field, value, 'milliseconds since 1970')
}

/** Own properties only: `__proto__` and what it inherits are no fields. */
type Fields = ReadonlyMap<string, unknown>

/**
 * Reads the event on `$aws/events/certificates/registered/<caCertificateId>`.
 *
 * Timestamps may be numbers or text: AWS sends one of each, and the second is null in the first event of a certificate.
 * Keys that a rule's SELECT has added are passed over.
 *
 * @param value - the event as an object, for example the argument of a Lambda function behind a rule
 * @returns the event with ids in lower case and timestamps as numbers, frozen
 * @throws {AdapterError} `event-malformed` with the `field` that is missing or wrong
 * @see AWS IoT Core Developer Guide, "Automatic/Just-in-Time registration" and "Reserved topics"
 *
 * @example
 * ```ts
 * import { parseRegistrationEvent } from '@thingplan/aws-adapter'
 *
 * const event = parseRegistrationEvent({
 *   certificateId: 'A'.repeat(64),
 *   caCertificateId: 'b'.repeat(64),
 *   timestamp: 1623724243659,
 *   certificateStatus: 'PENDING_ACTIVATION',
 *   awsAccountId: '123456789012',
 *   certificateRegistrationTimestamp: '1623723165331',
 * })
 * event.certificateRegistrationTimestamp // => 1623723165331
 * ```
 */
export const parseRegistrationEvent = (value: unknown): RegistrationEvent => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new AdapterError('event-malformed', 'the registration event is not an object', {
      remedy: 'send the event of AWS IoT as JSON',
    })
  }
  const event: Fields = new Map(Object.entries(value))
  const registeredAt = event.get('certificateRegistrationTimestamp') ?? null
  return Object.freeze({
    certificateId: readId(event, 'certificateId'),
    caCertificateId: readId(event, 'caCertificateId'),
    timestamp: readMoment(event, 'timestamp'),
    certificateStatus: readText(event, 'certificateStatus', /^[A-Z_]{1,32}$/, 'a certificate status'),
    awsAccountId: readText(event, 'awsAccountId', /^\d{12}$/, 'twelve digits'),
    certificateRegistrationTimestamp:
      registeredAt === null ? null : readMoment(event, 'certificateRegistrationTimestamp'),
  })
}
