import { readCertificate } from '@thingplan/core'
import {
  type CertificateAuthority,
  createCertificateAuthority,
  createCertificateRequest,
  createKeyPair,
  issueDeviceCertificate,
  type KeyPair,
} from '@thingplan/pki'
import { beforeAll, describe, expect, it } from 'vitest'
import { createAuthorityIssuer } from '../../authority/issuer/create-authority-issuer.js'
import type { IssueRequest, Issuer } from '../../authority/issuer/issuer.js'
import { createCertificateProvider } from './create-certificate-provider.js'
import type { SigningOutcome } from './signing-outcome.js'

let authority: CertificateAuthority
let csr = ''
/** A CA, and a request that is signed with its key. */
let device: CertificateAuthority
let deviceCsr = ''
let otherCsr = ''

beforeAll(async () => {
  authority = await createCertificateAuthority({ subject: { CN: 'Fleet CA' } })
  const request = async (keys: Pick<KeyPair, 'publicKey' | 'privateKey'>): Promise<string> =>
    (await createCertificateRequest({ keys, subject: { CN: 'as you like' } })).pem
  csr = await request(await createKeyPair())
  otherCsr = await request(await createKeyPair())
  device = await createCertificateAuthority({ subject: { CN: 'device-1' } })
  const curve = { name: 'ECDSA', namedCurve: 'P-256' }
  const { spki } = device.certificate.publicKey
  const publicKey = await crypto.subtle.importKey('spki', new Uint8Array(spki), curve, true, ['verify'])
  deviceCsr = await request({ publicKey, privateKey: device.privateKey })
})

const issueFor = async (request: string): Promise<{ readonly certificatePem: string }> => {
  const { pem } = await issueDeviceCertificate({ authority, csr: request, subject: { CN: 'device-1' } })
  return { certificatePem: pem }
}

const ownCa: Issuer = { issue: ({ csr: request }) => issueFor(request.pem) }

describe('createCertificateProvider', () => {
  it("gives a device a certificate of one's own CA", async () => {
    const asked: IssueRequest[] = []
    const outcomes: SigningOutcome[] = []
    const provider = createCertificateProvider({
      issuer: {
        issue: (request) => {
          asked.push(request)
          return ownCa.issue(request)
        },
      },
      onOutcome: (outcome) => {
        outcomes.push(outcome)
      },
    })
    const answer = await provider({ certificateSigningRequest: csr, principalId: 'claim', clientId: 'claim-1' })
    expect(answer).toEqual({ certificatePem: expect.stringContaining('-----BEGIN CERTIFICATE-----') })
    expect(asked[0]).toMatchObject({
      principalId: 'claim',
      clientId: 'claim-1',
      csr: { requestedSubject: [['CN', 'as you like']] },
      signal: { aborted: false },
    })
    expect(outcomes).toEqual([{ kind: 'issued', ...answer, principalId: 'claim', clientId: 'claim-1' }])
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'csr'],
    ['no request', {}],
    ['an empty request', { certificateSigningRequest: '' }],
    ['a request of 5000 characters', { certificateSigningRequest: 'x'.repeat(5_000) }],
    ['a client id that is no text', { certificateSigningRequest: 'x', clientId: 7 }],
  ])('refuses what AWS IoT never sends: %s', async (_, event) => {
    await expect(createCertificateProvider({ issuer: ownCa })(event)).rejects.toMatchObject({
      name: 'CertificateProviderError',
      code: 'provider-event',
    })
  })

  it('refuses a request that its own key did not sign, and asks no issuer', async () => {
    let asked = 0
    const issuer: Issuer = {
      issue: (request) => {
        asked += 1
        return ownCa.issue(request)
      },
    }
    const base64 = csr.replace(/-----[^-]+-----|\s/g, '')
    const der = Buffer.from(base64, 'base64')
    der[der.length - 1] = (der.at(-1) ?? 0) ^ 1
    const forged = `-----BEGIN CERTIFICATE REQUEST-----\n${der.toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`
    for (const certificateSigningRequest of [forged, 'no request']) {
      await expect(createCertificateProvider({ issuer })({ certificateSigningRequest })).rejects.toMatchObject({
        code: 'provider-request',
        field: 'certificateSigningRequest',
      })
    }
    expect(asked).toBe(0)
  })

  it.each<[string, () => Promise<{ readonly certificatePem: string }>]>([
    ['for another key', () => issueFor(otherCsr)],
    ['that cannot be read', async () => ({ certificatePem: 'none' })],
    ['that is none', async () => JSON.parse('{}')],
    ['that is nothing', async () => JSON.parse('null')],
  ])('hands out no certificate %s', async (_, issue) => {
    const provider = createCertificateProvider({ issuer: { issue } })
    await expect(provider({ certificateSigningRequest: csr })).rejects.toMatchObject({ code: 'provider-certificate' })
  })

  it('makes no device a CA, though its key be the right one', async () => {
    const provider = createCertificateProvider({
      issuer: { issue: async () => ({ certificatePem: device.certificate.pem }) },
    })
    await expect(provider({ certificateSigningRequest: deviceCsr })).rejects.toMatchObject({
      code: 'provider-certificate',
      message: 'the issuer made the device a CA',
    })
  })

  it('says no when the issuer does, with its name alone', async () => {
    const outcomes: SigningOutcome[] = []
    const provider = createCertificateProvider({
      issuer: { issue: () => Promise.reject(new RangeError('the password is wrong')) },
      onOutcome: (outcome) => {
        outcomes.push(outcome)
      },
    })
    const error = await provider({ certificateSigningRequest: csr }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'provider-issuer', message: 'the issuer failed with RangeError' })
    expect(outcomes).toEqual([{ kind: 'refused', error, principalId: undefined, clientId: undefined }])
  })

  it('stops waiting for the issuer, and tells it so', async () => {
    let signal: IssueRequest['signal'] | undefined
    const provider = createCertificateProvider({
      issuer: {
        issue: (request) => {
          signal = request.signal
          return new Promise(() => {})
        },
      },
      deadlineMs: 100,
    })
    await expect(provider({ certificateSigningRequest: csr })).rejects.toMatchObject({ code: 'provider-deadline' })
    expect(signal?.aborted).toBe(true)
  })

  it('decides on the subject itself, for an issuer that is told', async () => {
    const provider = createCertificateProvider({
      issuer: createAuthorityIssuer({ authority }),
      subject: ({ clientId = '' }) => ({ CN: clientId }),
    })
    const { certificatePem } = await provider({ certificateSigningRequest: csr, clientId: 'device-1' })
    expect(readCertificate(certificatePem).subject.entries()).toEqual([['CN', 'device-1']])
  })

  it('hands out no certificate with another subject', async () => {
    const provider = createCertificateProvider({ issuer: ownCa, subject: () => ({ CN: 'device-2' }) })
    await expect(provider({ certificateSigningRequest: csr })).rejects.toMatchObject({
      code: 'provider-certificate',
      message: expect.stringContaining('another subject'),
    })
  })

  it('refuses a device whose subject nobody can say', async () => {
    const subject = (): never => {
      throw new RangeError('unknown device')
    }
    const provider = createCertificateProvider({ issuer: ownCa, subject })
    await expect(provider({ certificateSigningRequest: csr })).rejects.toMatchObject({
      code: 'provider-subject',
      message: '`subject` failed with RangeError',
    })
  })

  it('asks no issuer that has to be told without telling it', async () => {
    const provider = createCertificateProvider({ issuer: createAuthorityIssuer({ authority }) })
    await expect(provider({ certificateSigningRequest: csr })).rejects.toMatchObject({
      code: 'provider-issuer',
      cause: { code: 'issuer-request', field: 'subject' },
    })
  })

  it.each<[object, string]>([
    [{ issuer: {} }, 'issuer'],
    [{ subject: 'CN=device-1' }, 'subject'],
    [{ issuer: ownCa, deadlineMs: 0 }, 'deadlineMs'],
    [{ issuer: ownCa, timeoutMs: 1 }, 'timeoutMs'],
  ])('refuses the options %j', (options, field) => {
    expect(() => createCertificateProvider({ issuer: ownCa, ...options })).toThrow(
      expect.objectContaining({ code: 'adapter-option', field }),
    )
  })
})
