import { createPublicKey, X509Certificate } from 'node:crypto'
import {
  CreateCertificateFromCsrCommand,
  CreateCertificateProviderCommand,
  CreateKeysAndCertificateCommand,
  DeleteCertificateProviderCommand,
  DescribeCertificateCommand,
  DescribeCertificateProviderCommand,
  ListCertificateProvidersCommand,
  UpdateCertificateProviderCommand,
} from '@aws-sdk/client-iot'
import {
  createCertificateAuthority,
  createCertificateRequest,
  createKeyPair,
  issueDeviceCertificate,
} from '@thingplan/pki'
import { describe, expect, it, vi } from 'vitest'
import { emptyAccount } from '../fixtures/account.js'
import { namelessRequest, weakRequest } from '../fixtures/odd-requests.js'

const lambdaFunctionArn = 'arn:aws:lambda:eu-central-1:123456789012:function:sign'
const certificateProviderName = 'own-ca'

const csrOf = async (commonName = 'device-1'): Promise<string> =>
  (await createCertificateRequest({ keys: await createKeyPair(), subject: { CN: commonName } })).pem

const provider = new CreateCertificateProviderCommand({
  certificateProviderName,
  lambdaFunctionArn,
  accountDefaultForOperations: ['CreateCertificateFromCsr'],
})

describe('certificates that AWS IoT issues', () => {
  it('ISSUE-01 CreateKeysAndCertificate makes keys of RSA 2048 and a certificate of them, INACTIVE unless asked', async () => {
    const { client } = emptyAccount({ transport: 'full', clock: () => new Date('2031-05-01T00:00:00Z') })
    const { certificateId, certificatePem = '', keyPair } = await client.send(new CreateKeysAndCertificateCommand({}))
    const certificate = new X509Certificate(certificatePem)
    expect(certificate.fingerprint256.replaceAll(':', '').toLowerCase()).toBe(certificateId)
    expect(certificate.subject).toBe('CN=AWS IoT Certificate')
    expect(certificate.validTo).toBe('Dec 31 23:59:59 2049 GMT')
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048)
    expect(certificate.publicKey.equals(createPublicKey(keyPair?.PublicKey ?? ''))).toBe(true)
    expect(certificate.publicKey.equals(createPublicKey(keyPair?.PrivateKey ?? ''))).toBe(true)
    const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
    expect(certificateDescription).toMatchObject({ status: 'INACTIVE', certificateMode: 'DEFAULT' })
    const active = await client.send(new CreateKeysAndCertificateCommand({ setAsActive: true }))
    expect(active.certificateId).not.toBe(certificateId)
  })

  it('ISSUE-02 CreateCertificateFromCsr certifies the key of the request, not its subject, another certificate each time', async () => {
    const { client } = emptyAccount()
    const keys = await createKeyPair()
    const { pem, spki } = await createCertificateRequest({ keys, subject: { CN: 'device-1' } })
    const command = new CreateCertificateFromCsrCommand({ certificateSigningRequest: pem, setAsActive: true })
    const { certificateId, certificatePem = '' } = await client.send(command)
    const certificate = new X509Certificate(certificatePem)
    expect(certificate.subject).toBe('CN=AWS IoT Certificate')
    expect(certificate.publicKey.export({ type: 'spki', format: 'der' })).toEqual(Buffer.from(spki))
    const { certificateDescription } = await client.send(new DescribeCertificateCommand({ certificateId }))
    expect(certificateDescription?.status).toBe('ACTIVE')
    expect((await client.send(command)).certificateId).not.toBe(certificateId)
  })

  it.each([
    ['text that is none', async () => 'no request'],
    ['one over 4096 characters', async () => 'a'.repeat(4097)],
    [
      'one that another key has signed',
      async () =>
        (await csrOf()).replace(
          /(.)(.{9}\n?-----END)/s,
          (_, digit: string, rest: string) => (digit === 'A' ? 'B' : 'A') + rest,
        ),
    ],
  ])('ISSUE-03 refuses as a request %s', async (_, request) => {
    const command = new CreateCertificateFromCsrCommand({ certificateSigningRequest: await request() })
    await expect(emptyAccount().client.send(command)).rejects.toMatchObject({ name: 'InvalidRequestException' })
  })

  it('ISSUE-04 certifies no key of RSA below 2048 bits, and none of another algorithm than RSA and EC', async () => {
    const { client } = emptyAccount()
    const keys = await createKeyPair('Ed25519')
    const { pem } = await createCertificateRequest({ keys, subject: { CN: 'device-1' }, target: 'x509' })
    for (const certificateSigningRequest of [weakRequest, pem]) {
      const command = new CreateCertificateFromCsrCommand({ certificateSigningRequest })
      await expect(client.send(command)).rejects.toMatchObject({
        name: 'InvalidRequestException',
        message: expect.stringContaining('key'),
      })
    }
  })

  it('ISSUE-05 keeps the subject of a request where `requestSubject` says so, if it has one', async () => {
    const { client } = emptyAccount({ provisioning: { requestSubject: 'keep' } })
    const subjectOf = async (pem: string) => {
      const { certificatePem = '' } = await client.send(
        new CreateCertificateFromCsrCommand({ certificateSigningRequest: pem }),
      )
      return new X509Certificate(certificatePem).subject
    }
    const subject = { O: 'Acme', CN: 'device-1', '1.3.6.1.4.1.99999.1': 'x' }
    const { pem } = await createCertificateRequest({ keys: await createKeyPair(), subject })
    expect(await subjectOf(pem)).toBe('O=Acme\nCN=device-1\n1.3.6.1.4.1.99999.1=x')
    expect(await subjectOf(namelessRequest)).toBe('CN=AWS IoT Certificate')
  })
})

describe('a certificate provider', () => {
  it('PROVIDER-01 is one for an account, and can be described, changed, listed and deleted', async () => {
    const emulator = emptyAccount({ transport: 'full' })
    const { client } = emulator
    const certificateProviderArn = `arn:aws:iot:eu-central-1:123456789012:certificateprovider:${certificateProviderName}`
    const named = { certificateProviderName, certificateProviderArn }
    expect(await client.send(provider)).toMatchObject(named)
    await expect(client.send(provider)).rejects.toMatchObject({ name: 'ResourceAlreadyExistsException' })
    const second = { lambdaFunctionArn, accountDefaultForOperations: ['CreateCertificateFromCsr' as const] }
    await expect(
      emulator
        .createClient({ maxAttempts: 1 })
        .send(new CreateCertificateProviderCommand({ ...second, certificateProviderName: 'b' })),
    ).rejects.toMatchObject({ name: 'LimitExceededException' })
    const other = `${lambdaFunctionArn}-2`
    await client.send(new UpdateCertificateProviderCommand({ certificateProviderName, lambdaFunctionArn: other }))
    expect(await client.send(new DescribeCertificateProviderCommand({ certificateProviderName }))).toMatchObject({
      ...named,
      lambdaFunctionArn: other,
      accountDefaultForOperations: ['CreateCertificateFromCsr'],
    })
    const { certificateProviders } = await client.send(new ListCertificateProvidersCommand({}))
    expect(certificateProviders).toEqual([named])
    await client.send(new DeleteCertificateProviderCommand({ certificateProviderName }))
    await expect(
      client.send(new DescribeCertificateProviderCommand({ certificateProviderName })),
    ).rejects.toMatchObject({ name: 'ResourceNotFoundException' })
  })

  it('PROVIDER-02 takes over exactly CreateCertificateFromCsr', async () => {
    const { client } = emptyAccount()
    for (const accountDefaultForOperations of [[], ['CreateKeysAndCertificate']]) {
      const input = { certificateProviderName, lambdaFunctionArn, accountDefaultForOperations }
      await expect(client.send(Reflect.construct(CreateCertificateProviderCommand, [input]))).rejects.toMatchObject({
        name: 'InvalidRequestException',
      })
    }
  })

  it('PROVIDER-03 certifies requests instead of AWS IoT, with subject and validity of its own', async () => {
    const authority = await createCertificateAuthority({ subject: { CN: 'Own CA' } })
    const events: unknown[] = []
    const { client } = emptyAccount({
      provisioning: {
        certificateProviders: {
          [lambdaFunctionArn]: async (event) => {
            events.push(event)
            const csr = event.certificateSigningRequest
            return { certificatePem: (await issueDeviceCertificate({ authority, csr, subject: { CN: 'mine' } })).pem }
          },
        },
      },
    })
    await client.send(provider)
    const certificateSigningRequest = await csrOf()
    const { certificatePem = '' } = await client.send(
      new CreateCertificateFromCsrCommand({ certificateSigningRequest }),
    )
    expect(new X509Certificate(certificatePem).subject).toBe('CN=mine')
    expect(events).toEqual([{ certificateSigningRequest }])
  })

  it.each([
    ['there is no function for it', undefined],
    ['it throws', () => Promise.reject(new Error('no'))],
    ['it answers nothing', () => undefined],
    ['it answers no certificate', () => ({ certificatePem: 'no certificate' })],
    [
      'it certifies another key',
      async () => {
        const authority = await createCertificateAuthority({ subject: { CN: 'Own CA' } })
        const { publicKey } = await createKeyPair()
        return { certificatePem: (await issueDeviceCertificate({ authority, publicKey, subject: { CN: 'x' } })).pem }
      },
    ],
  ])('PROVIDER-04 issues nothing where %s', async (_, answer) => {
    const certificateProviders = answer === undefined ? {} : { [lambdaFunctionArn]: answer }
    const emulator = emptyAccount({ provisioning: { certificateProviders } })
    await emulator.client.send(provider)
    const command = new CreateCertificateFromCsrCommand({ certificateSigningRequest: await csrOf() })
    await expect(emulator.client.send(command)).rejects.toMatchObject({ name: 'InvalidRequestException' })
    expect(emulator.snapshot().certificates).toEqual({})
  })

  it('PROVIDER-05 has five seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { client } = emptyAccount({
        provisioning: { certificateProviders: { [lambdaFunctionArn]: () => new Promise(() => {}) } },
      })
      await client.send(provider)
      const asked = vi.waitUntil(() => vi.getTimerCount() > 0, { interval: 1 })
      const refused = expect(
        client.send(new CreateCertificateFromCsrCommand({ certificateSigningRequest: await csrOf() })),
      ).rejects.toMatchObject({ name: 'InvalidRequestException' })
      await asked
      await vi.advanceTimersByTimeAsync(5000)
      await refused
    } finally {
      vi.useRealTimers()
    }
  })
})
