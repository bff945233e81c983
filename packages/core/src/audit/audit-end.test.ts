import { describe, expect, it } from 'vitest'
import type { AuditContext } from './audit-context.js'
import { auditAcceptance, auditCompletion, auditFailure, auditRefusal } from './audit-end.js'
import { parseAuditEvent } from './parse-audit-event.js'

const context: AuditContext = { at: new Date(0), flow: 'vending', subject: { serialNumber: 'SN-1' } }
const base = {
  version: 1,
  id: expect.any(String),
  at: '1970-01-01T00:00:00.000Z',
  flow: 'vending',
  subject: { serialNumber: 'SN-1' },
}
const failure = { code: 'unavailable', message: 'the store is gone', retryable: true }

const finding = { rule: 'own', code: 'rule-refused', ok: false, message: 'no', evidence: {} } as const

describe.each([
  ['an acceptance', auditAcceptance('let in', context), { type: 'accepted', message: 'let in', findings: [] }],
  [
    'a refusal by rules',
    auditRefusal({ code: 'registration-refused', message: 'no', findings: [finding] }, context),
    { type: 'refused', code: 'registration-refused', message: 'no', findings: [finding] },
  ],
  ['a completion', auditCompletion('done', context), { type: 'completed', message: 'done' }],
  [
    'one of what was done before',
    auditCompletion('done', context, { repeated: true }),
    { type: 'completed', message: 'done', repeated: true },
  ],
  [
    'a refusal',
    auditRefusal({ code: 'tombstoned', message: 'gone' }, context),
    { type: 'refused', code: 'tombstoned', message: 'gone', findings: [] },
  ],
  ['a failure', auditFailure(failure, context), { type: 'failed', failure }],
  [
    'a failure with all that can be said',
    auditFailure({ ...failure, field: 'store', remedy: 'mend it' }, context),
    { type: 'failed', failure: { ...failure, field: 'store', remedy: 'mend it' } },
  ],
  [
    'a failure of which nothing more is known',
    auditFailure({ ...failure, field: undefined, remedy: undefined }, context),
    { type: 'failed', failure },
  ],
])('%s', (_what, event, said) => {
  it('says what happened', () => {
    expect(event).toEqual({ ...base, ...said })
  })

  it('comes out of parseAuditEvent as it went in', () => {
    expect(JSON.stringify(parseAuditEvent(JSON.stringify(event)))).toBe(JSON.stringify(event))
  })
})
