import { AdapterError } from '../error/adapter-error.js'

/** What a sink keeps: the log items of the universal JITR, or the events of the trail. */
export type AuditFormat = 'record' | 'event'

/**
 * A format, or the default.
 *
 * @throws {AdapterError} `adapter-option`
 */
export const auditFormatOption = (format: AuditFormat | undefined): AuditFormat => {
  if (format === undefined || format === 'record' || format === 'event') return format ?? 'record'
  throw new AdapterError('adapter-option', '`format` is neither `record` nor `event`', {
    field: 'format',
    value: String(format),
    remedy: 'give `record` or `event`',
  })
}
