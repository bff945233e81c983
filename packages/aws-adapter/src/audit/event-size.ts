import type { AuditEvent } from '@thingplan/core/audit'
import type { Unrecorded } from './incomplete-trail.js'

/**
 * Bytes that a sink takes of one event, and of one batch: 256 KiB, which every service takes, whatever it was raised to since
 * (Amazon SQS, "Message quotas"; Amazon EventBridge, "PutEvents entry size"; CloudWatch Logs quotas; DynamoDB takes 400 KB an item).
 */
const mostBytes = 262_144

export const bytesOf = (text: string): number => Buffer.byteLength(text)

export const isTooLarge = (bytes: number): boolean => bytes >= mostBytes

export const tooLarge = (event: AuditEvent, bytes: number): Unrecorded => ({
  event,
  reason: `an event of ${bytes} bytes is not below ${mostBytes}`,
})
