import { expect, it } from 'vitest'
import { factsFixture } from '../../testing/facts-fixture.js'
import { type CertificateStatusOptions, certificateStatus } from './certificate-status.js'

it.each([
  ['the status waits for activation', factsFixture(), 'status-allowed'],
  ['the status is another', factsFixture({ description: { status: 'INACTIVE' } }), 'status-not-allowed'],
  ['nobody has looked', factsFixture({ description: null }), 'fact-missing'],
])('%s', (_, facts, code) => {
  expect(certificateStatus().evaluate(facts).findings).toMatchObject([{ code, ok: code === 'status-allowed' }])
})

it('takes every status that is named', () => {
  const rule = certificateStatus({ allowed: ['PENDING_ACTIVATION', 'INACTIVE'] })
  expect(rule.evaluate(factsFixture({ description: { status: 'INACTIVE' } })).findings[0]?.ok).toBe(true)
})

it.each<[title: string, options: unknown]>([
  ['a status that does not exist', { allowed: ['PENDING'] }],
  ['a list that lets nobody in', { allowed: ['INACTIVE'] }],
  ['no list', { allowed: 'PENDING_ACTIVATION' }],
  ['an option that does not exist', { statuses: [] }],
])('refuses at definition: %s', (_, options) => {
  expect(() => certificateStatus(options as CertificateStatusOptions)).toThrow(
    expect.objectContaining({ code: 'registration-option' }),
  )
})
