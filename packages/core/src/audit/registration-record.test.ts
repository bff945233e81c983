import { describe, expect, it } from 'vitest'
import { decide } from '../registration/decide.js'
import { defineRegistration } from '../registration/define-registration.js'
import { factsFixture } from '../testing/facts-fixture.js'
import type { AuditContext } from './audit-context.js'
import { auditDecision } from './audit-decision.js'
import { auditCompletion, auditFailure, auditRefusal } from './audit-end.js'
import type { AuditFlow } from './audit-event.js'
import { toRegistrationRecord } from './registration-record.js'

const certificateId = 'c1'.repeat(32)
const subject = {
  certificateId,
  caCertificateId: 'ca'.repeat(32),
  registration: 'sensors',
  thingName: 'sensor-1',
  thingCategory: 'iot',
  serialNumber: '2048',
  productId: 'p-1',
}
const context: AuditContext = { at: new Date(1_763_000_000_123), flow: 'registration', correlationId: 'm-1', subject }
const known = {
  certificateId,
  timestamp: 1_763_000_000_123,
  thingName: 'sensor-1',
  thingCategory: 'iot',
  serialNumber: '2048',
  productId: 'p-1',
}
const failure = { code: 'step-refused', message: 'no such thing', retryable: false }

describe('toRegistrationRecord', () => {
  it.each([
    ['a registered device', auditCompletion('done', context), { ...known, type: 'SUCCESS' }],
    [
      'a refused one',
      auditRefusal({ code: 'tombstoned', message: 'removed for good' }, context),
      { ...known, type: 'FAILURE', error: 'tombstoned: removed for good' },
    ],
    [
      'a failed one',
      auditFailure(failure, context),
      { ...known, type: 'FAILURE', error: 'step-refused: no such thing' },
    ],
    [
      'a message that could not be read',
      auditFailure(failure, { ...context, subject: {} }),
      {
        certificateId: 'unknown:m-1',
        timestamp: 1_763_000_000_123,
        type: 'FAILURE',
        error: 'step-refused: no such thing',
      },
    ],
    [
      'one that came without an id',
      auditCompletion('done', { at: context.at, flow: 'registration' }),
      { certificateId: 'unknown', timestamp: 1_763_000_000_123, type: 'SUCCESS' },
    ],
  ])('records %s', (_what, event, record) => {
    expect(toRegistrationRecord(event)).toEqual(record)
  })

  it('records nothing of what is not an end', () => {
    const registration = defineRegistration({
      name: 'sensors',
      rules: [],
      profiles: [{ thing: { name: 'sensor-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
    })
    const accepted = auditDecision(decide(registration, factsFixture()), context)
    expect(accepted.type).toBe('accepted')
    expect(toRegistrationRecord(accepted)).toBeUndefined()
  })

  it.each([
    ['registration', true],
    ['provisioning', true],
    ['vending', true],
    ['rotation', false],
    ['removal', false],
  ] satisfies [AuditFlow, boolean][])('records the ends of %s: %s', (flow, isRecorded) => {
    expect(toRegistrationRecord(auditCompletion('done', { ...context, flow })) !== undefined).toBe(isRecorded)
  })
})
