import { quote } from '../error/quote.js'
import { isThingplanError } from '../error/thingplan-error.js'
import { readStrictJson } from '../json/read-strict-json.js'
import { freezeDeeply } from '../plan/freeze-deeply.js'
import { malformed } from '../plan/parse/malformed.js'
import { type ObjectReader, readObject } from '../plan/parse/read-object.js'
import { oneOf, type Parse, text } from '../plan/parse/values.js'
import { auditFlows } from './audit-context.js'
import { AuditError } from './audit-error.js'
import type { AuditEvent, AuditEventBase, AuditEventType, AuditSubject, StepDoneEvent } from './audit-event.js'
import { longestCode, longestCorrelationId, longestMessage, longestStepId } from './event-of.js'
import {
  count,
  countOrNone,
  failure,
  findings,
  milliseconds,
  stepKind,
  stepOutcome,
  told,
} from './parse-audit-values.js'
import type { ToldFindings } from './tell-findings.js'
import { longestOfSubject, subjectFields, tellSubject } from './tell-subject.js'

/** What SQS and EventBridge take at most, in octets; a character has one at least. */
const longestText = 262_144

const version: Parse<1> = (value, at) => {
  if (value === 1) return value
  const found = typeof value === 'number' || typeof value === 'string' ? quote(String(value)) : 'no number'
  throw new AuditError('audit-version', `the event's version is ${found}, this release knows ${quote('1')}`, {
    field: at,
    remedy: 'use a release that knows it',
  })
}

const eventId: Parse<string> = /* @__PURE__ */ text(/^[0-9a-f]{64}$/, 'the id of an event: 64 hexadecimal digits')

const yes: Parse<true> = (value, at) => {
  if (value === true) return value
  throw malformed(at, 'is not true', 'leave it out')
}

const moment: Parse<string> = (value, at) => {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN
  if (!Number.isNaN(time) && new Date(time).toISOString() === value) return value
  throw malformed(at, 'is not a moment', 'write it as ISO 8601 in UTC, with milliseconds')
}

const subject: Parse<AuditSubject> = (value, at) =>
  readObject(value, at, ({ optionalField }) => {
    const fields = subjectFields.map((field) => [field, optionalField(field, told(longestOfSubject))] as const)
    return tellSubject(Object.fromEntries(fields))
  })

const doneStep: Parse<StepDoneEvent['step']> = (value, at) =>
  readObject(value, at, ({ field, optionalField }) => {
    const step = {
      id: field('id', told(longestStepId)),
      kind: field('kind', stepKind),
      outcome: field('outcome', stepOutcome),
    }
    const durationMs = optionalField('durationMs', milliseconds)
    return durationMs === undefined ? step : { ...step, durationMs }
  })

const failedStep: Parse<Pick<StepDoneEvent['step'], 'id' | 'kind'>> = (value, at) =>
  readObject(value, at, ({ field }) => ({ id: field('id', told(longestStepId)), kind: field('kind', stepKind) }))

const readFindings = ({ field, optionalField }: ObjectReader): ToldFindings => {
  const all = field('findings', findings)
  const findingsLeftOut = optionalField('findingsLeftOut', count)
  return findingsLeftOut === undefined ? { findings: all } : { findings: all, findingsLeftOut }
}

/** What is read of an event of each type, beside what all have. */
const readers: {
  readonly [Type in AuditEventType]: (
    event: ObjectReader,
  ) => Omit<Extract<AuditEvent, { type: Type }>, keyof AuditEventBase>
} = {
  accepted: (event) => {
    const message = event.optionalField('message', told(longestMessage))
    return { type: 'accepted', ...(message === undefined ? undefined : { message }), ...readFindings(event) }
  },
  refused: (event) => ({
    type: 'refused',
    code: event.field('code', told(longestCode)),
    message: event.field('message', told(longestMessage)),
    ...readFindings(event),
  }),
  undecided: (event) => ({
    type: 'undecided',
    message: event.field('message', told(longestMessage)),
    ...readFindings(event),
  }),
  resumed: (event) => {
    const alreadyDone = event.field('alreadyDone', countOrNone)
    const deliveries = event.optionalField('deliveries', count)
    return { type: 'resumed', alreadyDone, ...(deliveries === undefined ? undefined : { deliveries }) }
  },
  'step-done': (event) => ({ type: 'step-done', step: event.field('step', doneStep) }),
  'step-failed': (event) => ({
    type: 'step-failed',
    step: event.field('step', failedStep),
    failure: event.field('failure', failure),
  }),
  completed: (event) => {
    const message = event.field('message', told(longestMessage))
    const repeated = event.optionalField('repeated', yes)
    return { type: 'completed', message, ...(repeated === undefined ? undefined : { repeated }) }
  },
  failed: (event) => ({ type: 'failed', failure: event.field('failure', failure) }),
}

const isType = (type: unknown): type is AuditEventType => typeof type === 'string' && Object.hasOwn(readers, type)

const eventType: Parse<AuditEventType> = (value, at) => {
  if (isType(value)) return value
  throw malformed(at, 'is no type of event that this release knows', `use one of ${Object.keys(readers).join(', ')}`)
}

const readEvent = (event: ObjectReader): AuditEvent => {
  // First, since an event of another version may differ in everything else.
  const base = { version: event.field('version', version), id: event.field('id', eventId) }
  const at = event.field('at', moment)
  const flow = event.field('flow', oneOf(...auditFlows))
  const correlationId = event.optionalField('correlationId', told(longestCorrelationId))
  const type = event.field('type', eventType)
  return {
    ...base,
    at,
    flow,
    ...(correlationId === undefined ? undefined : { correlationId }),
    subject: event.field('subject', subject),
    ...readers[type](event),
  }
}

const readText = (json: string): unknown => {
  const read = readStrictJson(json, longestText)
  if (read.ok) return read.value
  // The host's message may quote the text, whatever it holds.
  const problems = {
    'too-long': `has more than ${longestText} characters`,
    'not-json': 'is not JSON',
    'repeated-key': 'repeats a key',
  }
  throw malformed('event', problems[read.problem], 'give the text of an event as JSON.stringify wrote it')
}

/**
 * Reads an audit event that comes from outside: a queue, a bus, a table, a log. Refuses whatever it does not know: another version, type
 * or field, text that is not inert, or that looks like a key.
 *
 * @param json - JSON text of at most 262,144 characters, or the value that was parsed from it
 * @returns a deeply frozen copy, whose `JSON.stringify` is the text of the event as it was made
 * @throws {AuditError} `audit-malformed`, `audit-version`; `field` is the JSON path
 *
 * @example
 * ```ts
 * import { auditCompletion, parseAuditEvent } from '@thingplan/core/audit'
 *
 * const event = auditCompletion('the device is registered', { at: new Date(0), flow: 'registration' })
 * parseAuditEvent(JSON.stringify(event)).at // => '1970-01-01T00:00:00.000Z'
 * ```
 */
export const parseAuditEvent = (json: unknown): AuditEvent => {
  try {
    return freezeDeeply(readObject(typeof json === 'string' ? readText(json) : json, 'event', readEvent))
  } catch (error) {
    if (error instanceof AuditError) throw error
    // Reading a value can run code of whoever made it: a getter, a proxy.
    const { message, field, remedy } = isThingplanError(error)
      ? error
      : { message: 'the event cannot be read', field: 'event', remedy: undefined }
    throw new AuditError('audit-malformed', message, { field, remedy })
  }
}
