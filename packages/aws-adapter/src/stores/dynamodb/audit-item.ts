import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { type AuditEvent, type AuditSubject, toRegistrationRecord } from '@thingplan/core/audit'
import type { AuditFormat } from '../../audit/audit-format.js'
import { jsonLine } from '../../audit/json-line.js'

type Item = Record<string, AttributeValue>

/** An item that has yet to find its millisecond. */
export interface AuditItem {
  readonly event: AuditEvent
  readonly certificateId: string
  /** Milliseconds since 1970: the first that it can have. */
  readonly timestamp: number
  /** All but the keys. */
  readonly attributes: Item
}

/** As in the records of events without a certificate. */
const partitionOf = ({ subject, correlationId }: AuditEvent): string =>
  subject.certificateId ?? (correlationId === undefined ? 'unknown' : `unknown:${correlationId}`)

const textsOf = (texts: { readonly [Name in keyof AuditSubject | 'type' | 'error']?: string | undefined }): Item =>
  Object.fromEntries(Object.entries(texts).flatMap(([name, text]) => (text === undefined ? [] : [[name, { S: text }]])))

/** Names of the universal JITR, also for what it had no item for; `type` only where it had one. */
const describedBy = (event: AuditEvent): Item => {
  const { thingName, thingCategory, serialNumber, productId } = event.subject
  const { type, error } = toRegistrationRecord(event) ?? {}
  return textsOf({ thingName, type, error, thingCategory, serialNumber, productId })
}

/** The item of an event; `undefined` where the format has none for it. */
export const auditItem = (event: AuditEvent, format: AuditFormat): AuditItem | undefined => {
  if (format === 'record' && toRegistrationRecord(event) === undefined) return undefined
  const whole: Item = format === 'event' ? { eventType: { S: event.type }, event: { S: jsonLine(event) } } : {}
  return {
    event,
    certificateId: partitionOf(event),
    timestamp: Date.parse(event.at),
    attributes: { ...describedBy(event), eventId: { S: event.id }, ...whole },
  }
}
