import { describe, expect, it } from 'vitest'
import { AdapterError } from '../../error/adapter-error.js'
import { sqsEvent } from '../../fixtures/invocations.js'
import { keepTrail, typesOf } from '../../fixtures/keep-trail.js'
import { createMachine, enrol, vend } from '../../fixtures/vending-machine.js'
import { auditSightingOutcome } from './audit-sighting-outcome.js'
import { createSightingHandler } from './create-sighting-handler.js'
import type { SightingOutcome } from './sighting-outcome.js'

const at = new Date('2026-11-22T10:00:00Z')
const certificateId = 'c1'.repeat(32)
const device = { serialNumber: 'SN-1', certificateId }

describe('the audit trail of a sighting', () => {
  it.each<[string, SightingOutcome, readonly object[]]>([
    ['of what was known', { kind: 'seen', ...device, transitions: [] }, []],
    ['of a first connection', { kind: 'seen', ...device, transitions: ['seen'] }, []],
    ['of nobody here', { kind: 'ignored', reason: 'no-serial-number', certificateId }, []],
    [
      'that cannot be read',
      {
        kind: 'failed',
        reason: 'event-malformed',
        retryable: false,
        errors: [new AdapterError('event-malformed', 'no JSON')],
      },
      [{ type: 'failed', failure: { code: 'event-malformed', message: 'no JSON', retryable: false }, subject: {} }],
    ],
    [
      'that is left for later',
      { kind: 'failed', reason: 'unavailable', retryable: true, ...device, errors: [new Error('a secret')] },
      [{ type: 'failed', failure: { code: 'unavailable', retryable: true }, subject: device }],
    ],
    [
      'that came too late',
      { kind: 'failed', reason: 'deadline', retryable: true, ...device, errors: [] },
      [{ type: 'failed', failure: { code: 'deadline', retryable: true } }],
    ],
    [
      'that nobody could note',
      { kind: 'failed', reason: 'unexpected', retryable: true, errors: ['a secret'] },
      [{ type: 'failed', failure: { code: 'unexpected' } }],
    ],
  ])('%s', (_what, outcome, told) => {
    const events = auditSightingOutcome(outcome, { carried: [], correlationId: 'm-1' }, at)
    expect(events).toMatchObject(told)
    expect(events).toHaveLength(told.length)
    expect(JSON.stringify(events)).not.toContain('a secret')
  })

  it('tells which steps retired the certificate that was replaced', async () => {
    const { audit, kept } = keepTrail()
    const machine = createMachine()
    const { vending, store, driver } = machine
    const serialNumber = (): string => 'SN-1'
    const handler = createSightingHandler({ vending, store, driver, serialNumber, audit, concurrency: 1 })
    const connected = (id: string) => ({ eventType: 'connected', clientId: 'pump', principalIdentifier: id })
    await enrol(store)
    await handler(connected(await vend(machine)))
    expect(kept).toEqual([])
    const second = 'BBECAwQFBgcICQoLDA0ODw'
    await enrol(store, 'SN-1', { token: second })
    await handler(sqsEvent(connected(await vend(machine, 'SN-1', second)), '{'))
    expect(typesOf(kept)).toContain('step-done')
    expect(kept[0]).toMatchObject({ correlationId: 'm-0', flow: 'vending', subject: { serialNumber: 'SN-1' } })
    expect(kept.at(-1)).toMatchObject({ correlationId: 'm-1', type: 'failed', failure: { code: 'event-malformed' } })
  })

  it('has an invocation that is neither an event nor a batch', async () => {
    const { audit, kept } = keepTrail()
    const { vending, store, driver } = createMachine()
    const handler = createSightingHandler({ vending, store, driver, serialNumber: () => 'SN-1', audit })
    await expect(handler('text')).rejects.toMatchObject({ code: 'event-shape' })
    expect(kept).toMatchObject([{ type: 'failed', failure: { code: 'event-malformed', retryable: false } }])
  })
})
