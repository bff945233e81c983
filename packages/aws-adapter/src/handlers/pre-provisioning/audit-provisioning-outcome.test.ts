import { askVerifier } from '@thingplan/core'
import { type AuditEvent, parseAuditEvent, toRegistrationRecord } from '@thingplan/core/audit'
import { describe, expect, it } from 'vitest'
import { ask, certificate, registrationWith, request, templateArn } from '../../fixtures/ask-hook.js'
import { keepTrail } from '../../fixtures/keep-trail.js'
import { auditProvisioningOutcome } from './audit-provisioning-outcome.js'
import type { PreProvisioningHookOptions } from './hook-options.js'
import type { DeniedProvisioning, ProvisioningDenial } from './provisioning-outcome.js'

const at = new Date('2026-11-22T10:00:00Z')

const eventsOf = async (
  event: unknown,
  options: Partial<PreProvisioningHookOptions> = {},
): Promise<readonly AuditEvent[]> => {
  const { audit, kept } = keepTrail()
  await ask(event, { ...options, audit })
  expect(kept.map((told) => parseAuditEvent(JSON.stringify(told)))).toEqual(kept)
  return kept
}

describe('the audit trail of a request to be provisioned', () => {
  it.each<[string, unknown, Partial<PreProvisioningHookOptions>, object]>([
    [
      'allowed',
      request,
      {},
      { type: 'accepted', subject: { certificateId: certificate.id, thingName: 'sensor-1234' } },
    ],
    [
      'rejected',
      { ...request, parameters: { SerialNumber: 'x' } },
      {},
      { type: 'refused', subject: { serialNumber: 'x' } },
    ],
    [
      'undecided',
      request,
      {
        registration: registrationWith(askVerifier('inventory')),
        verifiers: { inventory: () => Promise.reject(new Error('down')) },
      },
      { type: 'undecided' },
    ],
    [
      'of another template',
      { ...request, templateArn: `${templateArn}-2` },
      {},
      { type: 'refused', code: 'template-not-served' },
    ],
    ['unreadable', { ...request, certificatePem: 'none' }, {}, { type: 'refused', code: 'certificate-pem-missing' }],
    [
      'malformed',
      { ...request, clientId: {} },
      {},
      { type: 'failed', subject: {}, failure: { code: 'event-malformed', retryable: false } },
    ],
  ])('tells that it was %s', async (_what, event, options, told) => {
    expect(await eventsOf(event, options)).toMatchObject([{ flow: 'provisioning', ...told }])
  })

  it.each<[ProvisioningDenial, string, boolean | undefined]>([
    ['event-malformed', 'failed', false],
    ['describe-failed', 'failed', true],
    ['deadline', 'failed', true],
    ['unexpected', 'failed', true],
    ['template-not-served', 'refused', undefined],
    ['certificate-unreadable', 'refused', undefined],
    ['override-refused', 'refused', undefined],
  ])('tells of the denial %s as %s', (reason, type, retryable) => {
    const denial: DeniedProvisioning = { kind: 'denied', reason, code: reason, message: 'no', value: 'a secret' }
    const events = auditProvisioningOutcome(denial, 'request-1', at)
    const failure = retryable === undefined ? {} : { failure: { code: reason, retryable } }
    expect(events).toMatchObject([{ type, correlationId: 'request-1', ...failure }])
    expect(JSON.stringify(events)).not.toContain('a secret')
    expect(events.map(toRegistrationRecord)).toMatchObject([{ type: 'FAILURE' }])
  })
})
