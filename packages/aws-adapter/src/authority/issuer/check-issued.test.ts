import {
  type CertificateAuthority,
  createCertificateAuthority,
  type IssueDeviceCertificateOptions,
  issueDeviceCertificate,
} from '@thingplan/pki'
import { beforeAll, describe, expect, it } from 'vitest'
import { requestOf } from '../../fixtures/certificate-requests.js'
import { checkIssued } from './check-issued.js'
import type { IssueRequest } from './issuer.js'

const csr = await requestOf('CN=any')
const other = await requestOf('CN=any')
const subject = 'CN=device-1'
const notBefore = new Date('2026-11-22T10:00:00.000Z')
const notAfter = new Date('2027-11-22T10:00:00.000Z')
let authority: CertificateAuthority

beforeAll(async () => {
  authority = await createCertificateAuthority({
    subject: 'CN=CA',
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2036-01-01T00:00:00Z'),
  })
})

const issue = async (change: Partial<IssueDeviceCertificateOptions> = {}): Promise<string> => {
  const options = { authority, csr: csr.der, subject, notBefore, notAfter, ...change }
  return (await issueDeviceCertificate(options)).pem
}

const later = (date: Date, milliseconds: number): Date => new Date(date.getTime() + milliseconds)

describe('checkIssued', () => {
  it.each<[string, IssueRequest]>([
    ['nothing but its key', { csr }],
    ['its subject', { csr, subject }],
    ['its validity', { csr, notBefore, notAfter }],
    ['a validity around its own', { csr, notBefore: later(notBefore, -1000), notAfter: later(notAfter, 1000) }],
    [
      'parts of a second, which X.509 has not',
      { csr, notBefore: later(notBefore, 999), notAfter: later(notAfter, 999) },
    ],
  ])('takes a certificate of which was asked: %s', async (_, request) => {
    const pem = await issue()
    expect(checkIssued(pem, request).pem).toBe(pem)
  })

  it.each<[string, Partial<IssueRequest>, string]>([
    ['another subject', { subject: 'CN=device-2' }, 'another subject'],
    ['less of a subject', { subject: 'CN=device-1,O=Acme' }, 'another subject'],
    ['a later beginning', { notBefore: later(notBefore, 1000) }, 'valid earlier'],
    ['an earlier end', { notAfter: later(notAfter, -1000) }, 'valid longer'],
    ['another key', { csr: other }, 'another key'],
  ])('refuses a certificate of which was asked: %s', async (_, change, problem) => {
    const pem = await issue()
    expect(() => checkIssued(pem, { csr, ...change })).toThrow(
      expect.objectContaining({
        name: 'IssuerError',
        code: 'issuer-certificate',
        field: 'certificatePem',
        value: expect.stringMatching(/^[0-9a-f]{64}$/),
        message: expect.stringContaining(problem),
      }),
    )
  })

  it('takes another subject that the issuer may give, and no third', async () => {
    const pem = await issue({ subject: 'CN=AWS' })
    expect(checkIssued(pem, { csr, subject }, 'CN=AWS').subject.get('CN')).toBe('AWS')
    expect(() => checkIssued(pem, { csr, subject }, 'CN=Amazon')).toThrow(
      expect.objectContaining({ code: 'issuer-certificate' }),
    )
  })

  it('hands on the certificate alone, whatever stood around it', async () => {
    const pem = await issue()
    expect(checkIssued(`for device 1:\n${pem}${authority.certificate.pem}`, { csr }).pem).toBe(pem)
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['an object', {}],
    ['another text', 'certificate'],
    ['a book', 'x'.repeat(65_537)],
  ])('refuses %s', (_, answer) => {
    expect(() => checkIssued(answer, { csr })).toThrow(expect.objectContaining({ code: 'issuer-certificate' }))
  })
})
