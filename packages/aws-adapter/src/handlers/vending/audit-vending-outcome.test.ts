import { parseAuditEvent, toRegistrationRecord } from '@thingplan/core/audit'
import { describe, expect, it } from 'vitest'
import { AdapterError } from '../../error/adapter-error.js'
import { keepTrail, typesOf } from '../../fixtures/keep-trail.js'
import { createMachine, csrOf, enrol, fieldsOf, token } from '../../fixtures/vending-machine.js'
import { auditVendingOutcome } from './audit-vending-outcome.js'
import type { VendingHandlerOutcome } from './vending-outcome.js'

const at = new Date('2026-11-22T10:00:00Z')
const about = { correlationId: 'request-1', source: '192.0.2.1', serialNumber: 'SN-1', failures: [] }
const certificateId = 'c1'.repeat(32)
const finding = { rule: 'own', code: 'rule-refused', ok: false, message: 'no', evidence: {} } as const

describe('the audit trail of a request to a vending machine', () => {
  it.each<[string, VendingHandlerOutcome, readonly object[]]>([
    [
      'vended',
      { ...about, kind: 'vended', certificateId, thingName: 'pump-SN-1' },
      [{ type: 'completed', subject: { certificateId, thingName: 'pump-SN-1', serialNumber: 'SN-1' } }],
    ],
    [
      'refused',
      { ...about, kind: 'refused', reason: 'registration-refused', findings: [finding] },
      [{ type: 'refused', code: 'registration-refused', findings: [finding] }],
    ],
    [
      'refused for its credential',
      { ...about, kind: 'refused', reason: 'token-wrong' },
      [{ type: 'refused', code: 'token-wrong', findings: [] }],
    ],
    [
      'malformed',
      { ...about, kind: 'malformed', code: 'field-unknown', field: 'tokn' },
      [{ type: 'refused', code: 'field-unknown', message: 'leave out what is not known here: `tokn`' }],
    ],
    [
      'met by an error of ours',
      { ...about, kind: 'failed', error: new AdapterError('device-state', 'none there', { value: 'a secret' }) },
      [{ type: 'failed', failure: { code: 'device-state', message: 'none there', retryable: true } }],
    ],
    [
      'met by a foreign error',
      { ...about, kind: 'failed', error: new TypeError('a secret') },
      [{ type: 'failed', failure: { code: 'unexpected', message: 'failed with TypeError', retryable: true } }],
    ],
    ['for a shadow', { ...about, kind: 'shadow-read', thingName: 'pump-SN-1' }, []],
    ['to a shadow', { ...about, kind: 'shadow-updated', thingName: 'pump-SN-1' }, []],
    ['for endpoints', { ...about, kind: 'endpoints-read' }, []],
  ])('tells of one that is %s', (_what, outcome, told) => {
    const events = auditVendingOutcome(outcome, [], at)
    expect(events).toMatchObject(told)
    for (const event of events) expect(event).toMatchObject({ flow: 'vending', correlationId: 'request-1' })
    expect(events.map((event) => parseAuditEvent(JSON.stringify(event)))).toEqual(events)
    expect(JSON.stringify(events)).not.toMatch(/a secret|192\.0\.2\.1/)
  })

  it('tells every step, and how it ended, and nothing of tokens, keys and requests', async () => {
    const { audit, kept } = keepTrail()
    const { store, post } = createMachine({ audit })
    await enrol(store)
    const csr = await csrOf()
    const answer = await fieldsOf(await post({ serialNumber: 'SN-1', token, csr }))
    expect(new Set(typesOf(kept.slice(0, -1)))).toEqual(new Set(['step-done']))
    const last = kept.at(-1)
    expect(last && toRegistrationRecord(last)).toMatchObject({
      certificateId: answer['certificateId'],
      type: 'SUCCESS',
      thingName: 'pump-SN-1',
      serialNumber: 'SN-1',
    })
    await post({ serialNumber: 'SN-1', token: `${token}x`, csr })
    expect(kept.at(-1)).toMatchObject({ type: 'refused', code: 'token-wrong' })
    await post('{"token":')
    expect(kept.at(-1)).toMatchObject({ type: 'refused', code: 'body-malformed', subject: {} })
    const text = JSON.stringify(kept)
    expect(text).not.toContain(token)
    expect(text).not.toMatch(/BEGIN|MII/)
  })

  it('is recorded where the request cannot be read at all, as nothing that anybody is called for, and changes no answer', async () => {
    const { audit, kept } = keepTrail()
    const { call } = createMachine({ audit })
    expect((await call({ path: '/nowhere' })).status).toBe(404)
    expect(kept).toMatchObject([{ type: 'refused', code: 'not-found' }])
  })
})
