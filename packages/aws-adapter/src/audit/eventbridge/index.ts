export { createEventBridgeAuditSink, type EventBridgeAuditSinkOptions } from './create-eventbridge-audit-sink.js'
export type { EventBridgeCalls, PutEntries } from './eventbridge-calls.js'
