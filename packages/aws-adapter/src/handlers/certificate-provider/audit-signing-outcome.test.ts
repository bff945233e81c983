import { certificateFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { keepTrail } from '../../fixtures/keep-trail.js'
import { auditSigningOutcome } from './audit-signing-outcome.js'
import { CertificateProviderError, type CertificateProviderErrorCode } from './certificate-provider-error.js'
import { createCertificateProvider } from './create-certificate-provider.js'

const at = new Date('2026-11-22T10:00:00Z')
const caller = { principalId: 'claim', clientId: 'claim-1' }

describe('the audit trail of a request to be certified', () => {
  it('tells of a certificate that was issued', () => {
    const { id, pem: certificatePem } = certificateFixture({ subject: { CN: 'device-1', serialNumber: '2048' } })
    expect(auditSigningOutcome({ kind: 'issued', certificatePem, ...caller }, 'request-1', at)).toMatchObject([
      { type: 'accepted', correlationId: 'request-1', subject: { certificateId: id, serialNumber: '2048' } },
    ])
  })

  it.each<[CertificateProviderErrorCode, object]>([
    ['provider-request', { type: 'refused', code: 'provider-request', message: 'no' }],
    ['provider-event', { type: 'failed', failure: { code: 'provider-event', retryable: false } }],
    ['provider-subject', { type: 'failed', failure: { code: 'provider-subject', retryable: false } }],
    ['provider-certificate', { type: 'failed', failure: { code: 'provider-certificate', retryable: false } }],
    ['provider-issuer', { type: 'failed', failure: { code: 'provider-issuer', retryable: true } }],
    ['provider-deadline', { type: 'failed', failure: { code: 'provider-deadline', retryable: true } }],
  ])('tells of %s', (code, told) => {
    const error = new CertificateProviderError(code, 'no', { value: 'a secret', cause: new Error('a secret') })
    const events = auditSigningOutcome({ kind: 'refused', error, ...caller }, undefined, at)
    expect(events).toMatchObject([told])
    expect(JSON.stringify(events)).not.toContain('a secret')
  })

  it('is what the provider records, and changes nothing of what it throws', async () => {
    const { audit, kept } = keepTrail()
    const issuer = { issue: () => Promise.reject(new Error('nobody asks')) }
    const provider = createCertificateProvider({ issuer, audit, clock: () => at })
    await expect(provider({}, { awsRequestId: 'request-1' })).rejects.toMatchObject({ code: 'provider-event' })
    expect(kept).toMatchObject([
      { type: 'failed', flow: 'provisioning', correlationId: 'request-1', at: at.toISOString() },
    ])
  })
})
