export type { AuditFormat } from '../audit-format.js'
export { createSqsAuditSink, type SqsAuditSinkOptions } from './create-sqs-audit-sink.js'
export type { SentMessages, SqsCalls } from './sqs-calls.js'
