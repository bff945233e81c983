import { describe, expect, it } from 'vitest'
import { certificateFixture } from './certificate-fixture.js'
import { factsFixture, fixtureCaCertificateId } from './facts-fixture.js'

it('is of a piece', () => {
  const { certificate, account, now, description, event, answers } = factsFixture({ event: {} })
  expect(description).toEqual({
    certificateArn: `arn:aws:iot:${account.region}:${account.id}:cert/${certificate.id}`,
    certificateId: certificate.id,
    caCertificateId: fixtureCaCertificateId,
    status: 'PENDING_ACTIVATION',
    certificatePem: certificate.pem,
    ownedBy: account.id,
    certificateMode: 'DEFAULT',
  })
  expect(event).toEqual({
    certificateId: certificate.id,
    caCertificateId: fixtureCaCertificateId,
    timestamp: now.getTime(),
    certificateStatus: 'PENDING_ACTIVATION',
    awsAccountId: account.id,
    certificateRegistrationTimestamp: null,
  })
  expect(answers).toBeUndefined()
  expect(certificate.notBefore < now && now < certificate.notAfter).toBe(true)
})

describe('what differs', () => {
  it('a subject', () => {
    expect(factsFixture({ subject: { O: 'Acme' } }).certificate.subject.get('O')).toBe('Acme')
  })

  it('a certificate', () => {
    const certificate = certificateFixture({ subject: { CN: 'mine' } })
    expect(factsFixture({ certificate })).toMatchObject({ certificate, description: { certificateId: certificate.id } })
  })

  it('an account, of which the description knows', () => {
    const account = { id: '999999999999', region: 'cn-north-1' }
    expect(factsFixture({ account }).description?.certificateArn).toContain('arn:aws-cn:iot:cn-north-1:999999999999:')
  })

  it('a part of the description or the event', () => {
    const facts = factsFixture({ description: { status: 'ACTIVE' }, event: { awsAccountId: 'x' } })
    expect(facts).toMatchObject({
      description: { status: 'ACTIVE', ownedBy: '123456789012' },
      event: { awsAccountId: 'x' },
    })
  })

  it('no description, no event', () => {
    const facts = factsFixture({ description: null })
    expect('description' in facts || 'event' in facts).toBe(false)
  })
})

it('refuses an option that does not exist', () => {
  const options: object = { subjct: {} }
  expect(() => factsFixture(options)).toThrow(expect.objectContaining({ code: 'registration-option', field: 'subjct' }))
})
