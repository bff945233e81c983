import { GetCertificateCommand, IssueCertificateCommand } from '@aws-sdk/client-acm-pca'
import { readCertificate } from '@thingplan/core'
import { createCertificateAuthority, issueDeviceCertificate, verifyChain } from '@thingplan/pki'
import { describe, expect, it } from 'vitest'
import { hasOpenssl } from '../../../../../openssl.shared.js'
import { awsError } from '../../fixtures/aws-error.js'
import { requestOf } from '../../fixtures/certificate-requests.js'
import { certificateAuthorityArn, type MockedAcmPca, mockAcmPca } from '../../fixtures/mock-acm-pca.js'
import { opensslVerify } from '../../fixtures/openssl-verify.js'
import type { IssueRequest, Issuer } from '../issuer/issuer.js'
import type { AcmPcaIssuerOptions } from './acm-pca-options.js'
import { createAcmPcaIssuer } from './create-acm-pca-issuer.js'

const subject = 'CN=device-1'
const csr = await requestOf(subject)
const other = await requestOf(subject)
const asked: IssueRequest = { csr, subject, idempotencyKey: 'device-1/1' }

interface Waiting {
  readonly issuer: Issuer
  readonly pauses: readonly number[]
}

const issuerOf = ({ client }: MockedAcmPca, change: Partial<AcmPcaIssuerOptions> = {}): Waiting => {
  const pauses: number[] = []
  const issuer = createAcmPcaIssuer({
    client,
    certificateAuthorityArn,
    signingAlgorithm: 'SHA256WITHECDSA',
    sleep: async (milliseconds) => {
      pauses.push(milliseconds)
    },
    ...change,
  })
  return { issuer, pauses }
}

describe('createAcmPcaIssuer', () => {
  it('has a request certified, with its chain', async () => {
    const pca = await mockAcmPca()
    const issued = await issuerOf(pca).issuer.issue(asked)
    const certificate = readCertificate(issued.certificatePem)
    expect(issued).toEqual({
      certificatePem: certificate.pem,
      certificateId: certificate.id,
      certificateArn: expect.stringContaining(`${certificateAuthorityArn}/certificate/`),
      chainPem: `${pca.issuer.certificate.pem}${pca.root.pem}`,
      registered: false,
    })
    await expect(verifyChain(certificate, [pca.issuer.certificate, pca.root], new Date())).resolves.toHaveLength(3)
    expect(pca.issued()).toEqual([
      {
        CertificateAuthorityArn: certificateAuthorityArn,
        Csr: new TextEncoder().encode(csr.pem),
        SigningAlgorithm: 'SHA256WITHECDSA',
        TemplateArn: 'arn:aws:acm-pca:::template/EndEntityClientAuthCertificate/V1',
        Validity: { Type: 'DAYS', Value: 365 },
        IdempotencyToken: expect.stringMatching(/^[\w-]{36}$/),
      },
    ])
  })

  it.skipIf(!hasOpenssl)('hands out a chain that OpenSSL accepts (needs openssl)', async () => {
    const { issuer } = issuerOf(await mockAcmPca())
    const { certificatePem, chainPem = '' } = await issuer.issue(asked)
    const issuers = chainPem.match(/-----BEGIN[^-]+-----[^-]+-----END[^-]+-----\n/g) ?? []
    expect(opensslVerify(certificatePem, issuers)).toBe('device.pem: OK\n')
  })

  it('asks for the validity that is wanted', async () => {
    const pca = await mockAcmPca()
    const notBefore = new Date(Math.floor(Date.now() / 1000) * 1000)
    const notAfter = new Date(notBefore.getTime() + 86_400_000)
    const { certificatePem } = await issuerOf(pca).issuer.issue({ ...asked, notBefore, notAfter })
    expect(readCertificate(certificatePem)).toMatchObject({ notBefore, notAfter })
    expect(pca.issued()[0]).toMatchObject({
      Validity: { Type: 'ABSOLUTE', Value: notAfter.getTime() / 1000 },
      ValidityNotBefore: { Type: 'ABSOLUTE', Value: notBefore.getTime() / 1000 },
    })
  })

  it('uses the templates of the partition of the CA', async () => {
    const pca = await mockAcmPca()
    const inChina = certificateAuthorityArn.replace('arn:aws:', 'arn:aws-cn:')
    await issuerOf(pca, { certificateAuthorityArn: inChina }).issuer.issue(asked)
    expect(pca.issued()[0]?.TemplateArn).toBe('arn:aws-cn:acm-pca:::template/EndEntityClientAuthCertificate/V1')
  })

  describe('asked again', () => {
    it.each<[string, Partial<IssueRequest>, boolean]>([
      ['the same', {}, true],
      ['with another idempotency key', { idempotencyKey: 'device-1/2' }, false],
      ['with the same key for another request', { csr: other }, false],
      ['with the same key for another validity', { notAfter: new Date(Date.now() + 3_600_000) }, false],
    ])('%s', async (_, change, same) => {
      const { issuer } = issuerOf(await mockAcmPca())
      const [first, second] = [await issuer.issue(asked), await issuer.issue({ ...asked, ...change })]
      expect(first.certificateId === second.certificateId).toBe(same)
    })

    it('after a lost answer gives the certificate that was made', async () => {
      const pca = await mockAcmPca()
      pca.looksInVain = 1
      const { issuer } = issuerOf(pca, { waitMs: 0 })
      await expect(issuer.issue(asked)).rejects.toMatchObject({ code: 'issuer-deadline' })
      const { certificateArn } = await issuer.issue(asked)
      expect(new Set(pca.issued().map(({ IdempotencyToken }) => IdempotencyToken)).size).toBe(1)
      expect(certificateArn).toContain(pca.issued()[0]?.IdempotencyToken)
    })
  })

  describe('waits', () => {
    it.each<[number, number | undefined, readonly number[]]>([
      [0, undefined, []],
      [1, undefined, [250]],
      [6, undefined, [250, 500, 1000, 2000, 4000, 4000]],
      [2, 400, [250, 150]],
    ])('after %i looks in vain, at most %s ms in all', async (looks, waitMs, wanted) => {
      const pca = await mockAcmPca()
      pca.looksInVain = looks
      const { issuer, pauses } = issuerOf(pca, waitMs === undefined ? {} : { waitMs })
      await issuer.issue(asked)
      expect(pauses).toEqual(wanted)
    })

    it('no longer than it may, and says which certificate it is', async () => {
      const pca = await mockAcmPca()
      pca.looksInVain = Number.POSITIVE_INFINITY
      const { issuer, pauses } = issuerOf(pca)
      await expect(issuer.issue(asked)).rejects.toMatchObject({
        name: 'IssuerError',
        code: 'issuer-deadline',
        value: expect.stringContaining('/certificate/'),
        remedy: expect.stringContaining('within five minutes'),
      })
      expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBe(30_000)
    })

    it('through a look that was throttled', async () => {
      const pca = await mockAcmPca()
      pca.mock
        .on(GetCertificateCommand)
        .rejectsOnce(awsError('ThrottlingException'))
        .rejectsOnce(awsError('ECONNRESET'))
        .callsFake(async () => {
          throw awsError('RequestFailedException')
        })
      const { issuer, pauses } = issuerOf(pca)
      await expect(issuer.issue(asked)).rejects.toMatchObject({ code: 'issuer-failed' })
      expect(pauses).toHaveLength(2)
    })

    it('not at all when nobody waits for it', async () => {
      const pca = await mockAcmPca()
      const { issuer } = issuerOf(pca)
      const signal = AbortSignal.abort()
      await expect(issuer.issue({ ...asked, signal })).rejects.toMatchObject({ code: 'issuer-aborted' })
      expect(pca.mock.calls()).toHaveLength(0)
    })

    it('no longer when nobody waits for it any more', async () => {
      const pca = await mockAcmPca()
      pca.looksInVain = Number.POSITIVE_INFINITY
      const abort = new AbortController()
      const { issuer } = issuerOf(pca, {
        sleep: async () => abort.abort(),
      })
      await expect(issuer.issue({ ...asked, signal: abort.signal })).rejects.toMatchObject({ code: 'issuer-aborted' })
      expect(pca.mock.commandCalls(GetCertificateCommand)).toHaveLength(1)
    })

    it('by a timer that the signal ends', async () => {
      const pca = await mockAcmPca()
      pca.looksInVain = Number.POSITIVE_INFINITY
      const abort = new AbortController()
      const { client } = pca
      const issuer = createAcmPcaIssuer({ client, certificateAuthorityArn, signingAlgorithm: 'SHA256WITHECDSA' })
      const issuing = issuer.issue({ ...asked, signal: abort.signal })
      setImmediate(() => abort.abort())
      await expect(issuing).rejects.toMatchObject({ code: 'issuer-aborted' })
    })
  })

  describe('sends nothing', () => {
    it.each<[string, Partial<IssueRequest>, string, string]>([
      ['for a request that asks for another subject', { subject: 'CN=device-2' }, 'issuer-request', 'csr'],
      ['for a request that asks for more', { subject: 'CN=device-1,O=Acme' }, 'issuer-request', 'csr'],
      ['with an empty idempotency key', { idempotencyKey: '' }, 'issuer-request', 'idempotencyKey'],
      ['with an endless one', { idempotencyKey: 'x'.repeat(257) }, 'issuer-request', 'idempotencyKey'],
      ['for a subject that is none', { subject: 'device-1' }, 'subject-malformed', 'subject'],
    ])('%s', async (_, change, code, field) => {
      const pca = await mockAcmPca()
      const { issuer } = issuerOf(pca)
      await expect(issuer.issue({ ...asked, ...change })).rejects.toMatchObject({ code, field })
      expect(pca.mock.calls()).toHaveLength(0)
    })

    it('where nobody says what the subject is to be', async () => {
      const { issuer } = issuerOf(await mockAcmPca())
      await expect(issuer.issue({ csr })).rejects.toMatchObject({ code: 'issuer-request', field: 'subject' })
    })
  })

  describe('hands out no certificate', () => {
    it.each<[string, (pca: MockedAcmPca) => Promise<object>, string, string]>([
      [
        'of another key',
        async ({ issuer }) => {
          const { pem } = await issueDeviceCertificate({ authority: issuer, csr: other.pem, subject })
          return { Certificate: pem }
        },
        'issuer-certificate',
        'certificatePem',
      ],
      [
        'with another subject',
        async ({ issuer }) => {
          const { pem } = await issueDeviceCertificate({ authority: issuer, csr: csr.pem, subject: 'CN=device-2' })
          return { Certificate: pem }
        },
        'issuer-certificate',
        'certificatePem',
      ],
      [
        'of another CA than those in the chain',
        async () => {
          const authority = await createCertificateAuthority({ subject: 'CN=Line 4' })
          const { pem } = await issueDeviceCertificate({ authority, csr: csr.pem, subject })
          return { Certificate: pem }
        },
        'issuer-certificate',
        'CertificateChain',
      ],
      ['without a chain', async () => ({ CertificateChain: undefined }), 'answer-malformed', 'CertificateChain'],
      ['with an empty chain', async () => ({ CertificateChain: '' }), 'issuer-certificate', 'CertificateChain'],
      ['that is none', async () => ({ Certificate: 'none' }), 'issuer-certificate', 'certificatePem'],
      ['that is missing', async () => ({ Certificate: undefined }), 'answer-malformed', 'Certificate'],
    ])('%s', async (_, change, code, field) => {
      const pca = await mockAcmPca()
      const { pem } = await issueDeviceCertificate({ authority: pca.issuer, csr: csr.pem, subject })
      const good = { Certificate: pem, CertificateChain: `${pca.issuer.certificate.pem}${pca.root.pem}` }
      pca.mock.on(GetCertificateCommand).resolves({ ...good, ...(await change(pca)) })
      await expect(issuerOf(pca).issuer.issue(asked)).rejects.toMatchObject({ code, field })
    })

    it('without its name', async () => {
      const pca = await mockAcmPca()
      pca.mock.on(IssueCertificateCommand).resolves({})
      await expect(issuerOf(pca).issuer.issue(asked)).rejects.toMatchObject({ code: 'answer-malformed' })
    })
  })

  it.each<[string, string, string]>([
    ['InvalidStateException', 'call-conflict', 'make the CA ACTIVE'],
    ['InvalidArnException', 'call-refused', 'ARN of the CA'],
    ['InvalidArgsException', 'call-refused', 'validity within'],
    ['MalformedCSRException', 'call-refused', 'request anew'],
    ['LimitExceededException', 'call-quota', 'quota'],
    ['ResourceNotFoundException', 'call-not-found', 'check'],
    ['ThrottlingException', 'call-retryable', 'try again'],
    ['AccessDeniedException', 'call-denied', 'allow'],
  ])('says what to do about %s', async (name, code, remedy) => {
    const pca = await mockAcmPca()
    pca.mock.on(IssueCertificateCommand).rejects(awsError(name))
    await expect(issuerOf(pca).issuer.issue(asked)).rejects.toMatchObject({
      name: 'CallError',
      code,
      field: 'certificateAuthorityArn',
      remedy: expect.stringContaining(remedy),
    })
  })

  it.each<[object, string]>([
    [{ certificateAuthority: 'x' }, 'certificateAuthority'],
    [{ certificateAuthorityArn: 'arn:aws:iot:eu-central-1:123456789012:cacert/1' }, 'certificateAuthorityArn'],
    [{ signingAlgorithm: 'SHA256WITHRSA_PSS' }, 'signingAlgorithm'],
    [{ signingAlgorithm: undefined }, 'signingAlgorithm'],
    [{ templateArn: 'arn:aws:acm-pca:::template/SubordinateCACertificate_PathLen0/V1' }, 'templateArn'],
    [{ templateArn: 'arn:aws:acm-pca:::template/EndEntityCertificate_CSRPassthrough/V1' }, 'templateArn'],
    [{ validityDays: 0 }, 'validityDays'],
    [{ waitMs: 300_001 }, 'waitMs'],
    [{ sleep: 5 }, 'sleep'],
    [{ client: {} }, 'client'],
  ])('refuses the options %j', async (change, field) => {
    const pca = await mockAcmPca()
    expect(() => issuerOf(pca, change)).toThrow(expect.objectContaining({ code: 'adapter-option', field }))
  })
})
