import { quote } from '../error/quote.js'
import { unknownOption } from '../error/unknown-option.js'
import { AuditError } from './audit-error.js'
import type { AuditFlow, AuditSubject } from './audit-event.js'

/** What an event is told with, beside what happened. */
export interface AuditContext {
  /** When it happened. */
  readonly at: Date
  readonly flow: AuditFlow
  /** What it came with: a message's id, a request's. Cut at 128 characters. */
  readonly correlationId?: string | undefined
  /** What is known of the device beyond what the decision says: `subjectOf(certificate)`. Values are cut at 256 characters. */
  readonly subject?: AuditSubject | undefined
}

const known: readonly (keyof AuditContext)[] = ['at', 'flow', 'correlationId', 'subject']

export const auditFlows: readonly AuditFlow[] = ['registration', 'provisioning', 'vending', 'rotation', 'removal']

/** @throws {AuditError} `audit-option` */
export const checkContext = (context: AuditContext): void => {
  const unknown = unknownOption('the context of an audit event', context, known)
  if (unknown !== undefined) throw new AuditError('audit-option', unknown.message, unknown.details)
  const { at, flow } = context
  if (!(at instanceof Date) || Number.isNaN(at.getTime())) {
    throw new AuditError('audit-option', '`at` is not a date', { field: 'at', remedy: 'give the moment as a Date' })
  }
  if (!auditFlows.includes(flow)) {
    const remedy = `use one of ${auditFlows.join(', ')}`
    throw new AuditError('audit-option', `${quote(String(flow))} is not a flow`, { field: 'flow', remedy })
  }
}
