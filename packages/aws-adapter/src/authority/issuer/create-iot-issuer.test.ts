import { CreateCertificateFromCsrCommand, DescribeCertificateCommand } from '@aws-sdk/client-iot'
import { readCertificate } from '@thingplan/core'
import { createEmulator } from '@thingplan/emulator'
import {
  createCertificateAuthority,
  createCertificateRequest,
  createKeyPair,
  issueDeviceCertificate,
  type SubjectInput,
} from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../fixtures/aws-error.js'
import { requestOf } from '../../fixtures/certificate-requests.js'
import { mockAws } from '../../fixtures/mock-aws.js'
import { createIotIssuer } from './create-iot-issuer.js'
import type { IssueRequest } from './issuer.js'

const authority = await createCertificateAuthority({ subject: { CN: 'Amazon' } })
const subject: SubjectInput = { CN: 'device-1' }
const csr = await requestOf(subject)
const other = await requestOf(subject)
const asked: IssueRequest = { csr, subject }

/** What AWS IoT answers to a request, with this subject. */
const answerWith = async (given: SubjectInput, request = csr) => {
  const { pem, id } = await issueDeviceCertificate({ authority, csr: request.pem, subject: given })
  const certificateArn = `arn:aws:iot:eu-central-1:123456789012:cert/${id}`
  return { certificateId: id, certificateArn, certificatePem: pem }
}

describe('createIotIssuer', () => {
  it('gets a certificate of the request from AWS IoT, which has it INACTIVE', async () => {
    const { client } = createEmulator({ accountId: '123456789012', region: 'eu-central-1' })
    const issued = await createIotIssuer({ client }).issue(asked)
    const certificate = readCertificate(issued.certificatePem)
    expect(certificate.publicKey.spki).toEqual(csr.spki)
    expect(issued).toEqual({
      certificatePem: certificate.pem,
      certificateId: certificate.id,
      certificateArn: `arn:aws:iot:eu-central-1:123456789012:cert/${certificate.id}`,
      registered: true,
    })
    const { certificateDescription } = await client.send(
      new DescribeCertificateCommand({ certificateId: certificate.id }),
    )
    expect(certificateDescription?.status).toBe('INACTIVE')
  })

  it('sends the request as it is', async () => {
    const aws = mockAws()
    aws.mock.on(CreateCertificateFromCsrCommand).resolves(await answerWith(subject))
    await createIotIssuer({ client: aws.client }).issue(asked)
    expect(aws.sent()).toEqual([
      ['CreateCertificateFromCsr', { certificateSigningRequest: csr.pem, setAsActive: false }],
    ])
  })

  it.each<[string, SubjectInput]>([
    ['copied', subject],
    ["AWS IoT's own", { CN: 'AWS IoT Certificate' }],
  ])('takes a certificate whose subject is %s', async (_, given) => {
    const aws = mockAws()
    const answer = await answerWith(given)
    aws.mock.on(CreateCertificateFromCsrCommand).resolves(answer)
    const { certificateId } = await createIotIssuer({ client: aws.client }).issue(asked)
    expect(certificateId).toBe(answer.certificateId)
  })

  it.each<[string, () => Promise<object>, string]>([
    ['with another subject', () => answerWith({ CN: 'device-2' }), 'issuer-certificate'],
    ['of another key', () => answerWith(subject, other), 'issuer-certificate'],
    [
      'with another id',
      async () => ({ ...(await answerWith(subject)), certificateId: 'ab'.repeat(32) }),
      'issuer-certificate',
    ],
    [
      'that cannot be read',
      async () => ({ ...(await answerWith(subject)), certificatePem: 'none' }),
      'issuer-certificate',
    ],
    ['without any', async () => ({}), 'answer-malformed'],
  ])('hands out no certificate %s', async (_, answer, code) => {
    const aws = mockAws()
    aws.mock.on(CreateCertificateFromCsrCommand).resolves(await answer())
    await expect(createIotIssuer({ client: aws.client }).issue(asked)).rejects.toMatchObject({ code })
  })

  it('names the certificate that it does not hand out, since it stays behind', async () => {
    const aws = mockAws()
    const answer = await answerWith({ CN: 'device-2' })
    aws.mock.on(CreateCertificateFromCsrCommand).resolves(answer)
    const issuing = createIotIssuer({ client: aws.client }).issue(asked)
    await expect(issuing).rejects.toMatchObject({ value: answer.certificateId })
  })

  describe('sends nothing', () => {
    it.each<[string, Partial<IssueRequest>, string]>([
      ['for a request with another subject', { subject: { CN: 'device-2' } }, 'csr'],
      ['with a beginning', { notBefore: new Date() }, 'notBefore'],
      ['with an end', { notAfter: new Date() }, 'notAfter'],
      ['where nobody waits', { signal: AbortSignal.abort() }, 'signal'],
    ])('%s', async (_, change, field) => {
      const aws = mockAws()
      const issuing = createIotIssuer({ client: aws.client }).issue({ ...asked, ...change })
      await expect(issuing).rejects.toMatchObject({ name: 'IssuerError', field })
      expect(aws.sent()).toEqual([])
    })

    it('where nobody says what the subject is to be', async () => {
      const aws = mockAws()
      await expect(createIotIssuer({ client: aws.client }).issue({ csr })).rejects.toMatchObject({ field: 'subject' })
      expect(aws.sent()).toEqual([])
    })

    it('that is longer than AWS IoT takes', async () => {
      const aws = mockAws()
      const long: SubjectInput = Array.from({ length: 60 }, (_, at) => ['OU', `${at}`.padStart(64, 'x')])
      const keys = await createKeyPair()
      const large = await createCertificateRequest({ keys, subject: long, target: 'x509' })
      const issuing = createIotIssuer({ client: aws.client }).issue({ csr: large, subject: long })
      await expect(issuing).rejects.toMatchObject({ code: 'issuer-request', field: 'csr' })
      expect(aws.sent()).toEqual([])
    })
  })

  it.each([
    ['ThrottlingException', 'call-retryable'],
    ['UnauthorizedException', 'call-denied'],
    ['InvalidRequestException', 'call-refused'],
  ])('passes on %s', async (name, code) => {
    const aws = mockAws()
    aws.mock.on(CreateCertificateFromCsrCommand).rejects(awsError(name))
    const issuing = createIotIssuer({ client: aws.client }).issue(asked)
    await expect(issuing).rejects.toMatchObject({ name: 'CallError', code, field: 'csr' })
  })

  it('stops waiting for AWS IoT', async () => {
    const aws = mockAws()
    const abort = new AbortController()
    aws.mock.on(CreateCertificateFromCsrCommand).callsFake(() => {
      abort.abort()
      return new Promise(() => {})
    })
    const issuing = createIotIssuer({ client: aws.client }).issue({ ...asked, signal: abort.signal })
    await expect(issuing).rejects.toMatchObject({ code: 'issuer-aborted' })
  })

  it.each<[object, string]>([
    [{ setAsActive: true }, 'setAsActive'],
    [{ client: {} }, 'client'],
  ])('refuses the options %j', (change, field) => {
    const { client } = mockAws()
    expect(() => createIotIssuer({ client, ...change })).toThrow(
      expect.objectContaining({ code: 'adapter-option', field }),
    )
  })
})
