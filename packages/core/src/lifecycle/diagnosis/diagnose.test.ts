import { describe, expect, it } from 'vitest'
import { certificateFixture } from '../../testing/certificate-fixture.js'
import { diagnose } from './diagnose.js'
import type { DiagnosedState } from './diagnosed-state.js'
import { type DiagnosisCause, diagnosisTable } from './diagnosis-table.js'

const certificate = certificateFixture({ subject: { CN: 'sensor-1' } })
const now = new Date('2026-06-01')
const pending = { status: 'PENDING_ACTIVATION', now } as const

const rows: readonly (readonly [DiagnosisCause, DiagnosedState])[] = [
  ['none', pending],
  ['none', { status: 'ACTIVE', now, things: ['t'], policies: ['p'] }],
  ['revoked', { status: 'REVOKED', now }],
  ['replaced', { status: 'INACTIVE', now, replaced: true }],
  ['in-transfer', { status: 'PENDING_TRANSFER', now }],
  ['expired', { ...pending, now: new Date('2040-01-01') }],
  ['not-yet-valid', { ...pending, now: new Date('2020-01-01') }],
  ['ca-missing', { ...pending, caStatus: 'missing' }],
  ['ca-inactive', { ...pending, caStatus: 'INACTIVE' }],
  ['owned-by-another', { ...pending, thingOwner: 'ab'.repeat(32) }],
  ['owned-by-another', { ...pending, execution: { failed: 'thing-owned-by-another', retryable: false } }],
  ['refused', { ...pending, decision: 'reject' }],
  ['undecided', { ...pending, decision: 'undecided' }],
  ['plan-failed', { ...pending, execution: { failed: 'policy-differs', retryable: false } }],
  ['plan-interrupted', { ...pending, execution: { failed: 'step-retryable', retryable: true } }],
  ['never-decided', { ...pending, decision: 'none' }],
  ['never-executed', { ...pending, decision: 'accept', execution: 'none' }],
  ['activation-missing', { ...pending, decision: 'accept', things: ['t'], policies: ['p'] }],
  ['deactivated', { status: 'INACTIVE', now }],
  ['thing-missing', { status: 'ACTIVE', now, things: [], policies: ['p'] }],
  ['policy-missing', { status: 'ACTIVE', now, things: ['t'], policies: [] }],
]

describe('diagnose', () => {
  it.each(rows)('%s: %j', (cause, state) => {
    const { why, fix, ...found } = diagnose(certificate, state)
    expect(found.cause).toBe(cause)
    expect([why.length > 10, fix.length > 10]).toEqual([true, true])
  })

  it('has a case for every row of the table', () => {
    const tried = new Set(rows.map(([cause]) => cause))
    expect(diagnosisTable.filter(({ cause }) => !tried.has(cause))).toEqual([])
  })

  it('names what else is wrong', () => {
    expect(diagnose(certificate, { status: 'ACTIVE', now, things: [], policies: [] })).toMatchObject({
      cause: 'thing-missing',
      others: ['policy-missing'],
    })
  })

  it('refuses a state without a moment', () => {
    expect(() => diagnose(certificate, { ...pending, now: new Date(Number.NaN) })).toThrow(
      expect.objectContaining({ code: 'facts-malformed' }),
    )
  })
})
