import { describe, expect, it } from 'vitest'
import { auditCompletion, auditFailure, auditRefusal } from './audit-end.js'
import { parseAuditEvent } from './parse-audit-event.js'

const context = { at: new Date(0), flow: 'registration', correlationId: 'm-1' } as const
const completed = auditCompletion('done', { ...context, subject: { thingName: 'sensor-1' } })
const refused = auditRefusal({ code: 'tombstoned', message: 'removed for good' }, context)
const failed = auditFailure({ code: 'deadline', message: 'too late', retryable: true }, context)
const finding = { rule: 'own', code: 'rule-refused', ok: false, message: 'no', evidence: { field: 'CN' } }
const step = { id: 'ensure-thing:x', kind: 'ensure-thing', outcome: 'done' }
const { message: _message, ...base } = completed

const withFinding = (given: object): object => ({ ...refused, findings: [finding, { ...finding, ...given }] })

describe('parseAuditEvent', () => {
  it('copies, and freezes what it has copied', () => {
    const source = JSON.parse(JSON.stringify(completed))
    const event = parseAuditEvent(source)
    expect(event).toEqual(completed)
    expect(event).not.toBe(source)
    expect(Object.isFrozen(event.subject)).toBe(true)
    expect(Object.isFrozen(source)).toBe(false)
  })

  it('writes the keys in its own order, whatever order they came in', () => {
    const turned = Object.fromEntries(Object.entries(completed).reverse())
    expect(JSON.stringify(parseAuditEvent(turned))).toBe(JSON.stringify(completed))
  })

  it.each([
    ['no JSON', '{', 'event'],
    ['a repeated key', '{"version":1,"version":1}', 'event'],
    ['text beyond every bound', ' '.repeat(262_145), 'event'],
    ['nothing', undefined, 'event'],
    ['a list', [completed], 'event'],
    ['an instance', Object.assign(new Date(0), completed), 'event'],
    [
      'a proxy',
      new Proxy(
        {},
        {
          getPrototypeOf: () => {
            throw new Error('mine')
          },
        },
      ),
      'event',
    ],
    ['a field that nobody knows', { ...completed, extra: 1 }, 'event.extra'],
    [
      'a key of every prototype',
      JSON.parse(`{"__proto__":{},${JSON.stringify(completed).slice(1)}`),
      'event["__proto__"]',
    ],
    ['a field of another type', { ...completed, findings: [] }, 'event.findings'],
    ['an id that is none', { ...completed, id: 'x' }, 'event.id'],
    ['a moment without a zone', { ...completed, at: '2026-11-22T10:00:00.000' }, 'event.at'],
    ['a moment that never was', { ...completed, at: '2026-02-30T10:00:00.000Z' }, 'event.at'],
    ['a flow that does not exist', { ...completed, flow: 'onboarding' }, 'event.flow'],
    ['a type that does not exist', { ...completed, type: 'succeeded' }, 'event.type'],
    ['a type of every object', { ...completed, type: 'constructor' }, 'event.type'],
    ['no subject', { ...completed, subject: undefined }, 'event.subject'],
    ['a subject with more', { ...completed, subject: { secret: 'x' } }, 'event.subject.secret'],
    [
      'a subject that is too long',
      { ...completed, subject: { thingName: 'a'.repeat(300) } },
      'event.subject.thingName',
    ],
    ['text on two lines', { ...completed, message: 'a\nb' }, 'event.message'],
    ['text with a key', { ...completed, message: '-----BEGIN PRIVATE KEY-----' }, 'event.message'],
    ['a repetition that is none', { ...completed, repeated: false }, 'event.repeated'],
    ['findings that are no list', { ...refused, findings: {} }, 'event.findings'],
    ['too many findings', { ...refused, findings: Array.from({ length: 1001 }, () => finding) }, 'event.findings'],
    ['a finding with more', withFinding({ extra: 1 }), 'event.findings[1].extra'],
    ['a finding of an unknown code', withFinding({ code: 'fine' }), 'event.findings[1]'],
    ['evidence that is nested', withFinding({ evidence: { a: {} } }), 'event.findings[1].evidence.a'],
    ['evidence with too much', withFinding({ evidence: { a: Array(17).fill('x') } }), 'event.findings[1].evidence.a'],
    ['no findings left out', { ...refused, findingsLeftOut: 0 }, 'event.findingsLeftOut'],
    ['a failure that says nothing', { ...failed, failure: {} }, 'event.failure.code'],
    ['a failure with a value', { ...failed, failure: { ...failed.failure, value: 'x' } }, 'event.failure.value'],
    [
      'a step of an unknown kind',
      { ...base, type: 'step-done', step: { ...step, kind: 'toString' } },
      'event.step.kind',
    ],
    [
      'a step that was not started',
      { ...base, type: 'step-done', step: { ...step, outcome: 'not-started' } },
      'event.step.outcome',
    ],
    [
      'a step that took less than no time',
      { ...base, type: 'step-done', step: { ...step, durationMs: -1 } },
      'event.step.durationMs',
    ],
    ['half an execution', { ...base, type: 'resumed', alreadyDone: 0.5 }, 'event.alreadyDone'],
  ])('refuses %s', (_what, json, field) => {
    expect(() => parseAuditEvent(json)).toThrow(
      expect.objectContaining({ name: 'AuditError', code: 'audit-malformed', field }),
    )
  })

  it.each([[2], ['1'], [null], [undefined]])('refuses version %j before it looks at anything else', (version) => {
    const code = version === undefined || version === null ? expect.any(String) : 'audit-version'
    expect(() => parseAuditEvent({ version, news: true })).toThrow(
      expect.objectContaining({ name: 'AuditError', code }),
    )
  })

  it('says nothing of what stood in the text', () => {
    expect(() => parseAuditEvent('{"key":"hunter2')).toThrow(
      expect.not.objectContaining({ message: expect.stringContaining('hunter2') }),
    )
  })
})
