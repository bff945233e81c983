import { AdapterError } from '../../error/adapter-error.js'

/** What AWS IoT says of a device that it has let in. */
export interface SightingEvent {
  /** The certificate that it has shown. Undefined where it has shown none, but credentials of IAM or Cognito. */
  readonly certificateId: string | undefined
  /** What the device calls itself: a hint, and no more. */
  readonly clientId: string | undefined
  /** The event by its own keys, for what a rule's SELECT has added. */
  readonly fields: ReadonlyMap<string, unknown>
}

/** Events of a device that is in. One that was refused has proven nothing. */
const lifecycle: readonly unknown[] = [undefined, 'connected', 'disconnected', 'subscribed', 'unsubscribed']

const malformed = (field: string, message: string): AdapterError =>
  new AdapterError('event-malformed', message, {
    field,
    remedy: 'select the lifecycle events of AWS IoT, or `principal()` under the name of the field',
  })

/**
 * Reads a lifecycle event (`$aws/events/presence/connected/…`), or what a rule selects with `principal()`; `undefined` for an event
 * of a device that was not let in.
 *
 * @throws {AdapterError} `event-malformed`
 * @see AWS IoT Core Developer Guide, "Lifecycle events", "Functions": `principal()`
 */
export const parseSightingEvent = (value: unknown, certificateIdField: string): SightingEvent | undefined => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed('event', 'the event of a sighting is not an object')
  }
  const fields = new Map<string, unknown>(Object.entries(value))
  if (!lifecycle.includes(fields.get('eventType'))) return undefined
  const principal = fields.get(certificateIdField)
  if (typeof principal !== 'string' || principal === '') {
    throw malformed(certificateIdField, `\`${certificateIdField}\` of the event is not a principal`)
  }
  const clientId = fields.get('clientId')
  return {
    certificateId: /^[0-9a-f]{64}$/i.test(principal) ? principal.toLowerCase() : undefined,
    clientId: typeof clientId === 'string' ? clientId : undefined,
    fields,
  }
}
