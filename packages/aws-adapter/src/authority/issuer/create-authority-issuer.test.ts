import { SignCommand } from '@aws-sdk/client-kms'
import { readCertificate } from '@thingplan/core'
import {
  type CertificateAuthority,
  createCertificateAuthority,
  openCertificateAuthority,
  PkiError,
  type SubjectInput,
  verifyChain,
} from '@thingplan/pki'
import { beforeAll, describe, expect, it } from 'vitest'
import { requestOf } from '../../fixtures/certificate-requests.js'
import { mockKms } from '../../fixtures/mock-kms.js'
import { createKmsSigner } from '../kms/create-kms-signer.js'
import { type AuthorityIssuerOptions, createAuthorityIssuer } from './create-authority-issuer.js'

const subject: SubjectInput = { CN: 'device-1' }
const csr = await requestOf('CN=whatever the device likes')
const day = 86_400_000
let root: CertificateAuthority
let authority: CertificateAuthority

beforeAll(async () => {
  root = await createCertificateAuthority({ subject: 'CN=Root', pathLength: 1 })
  authority = await createCertificateAuthority({ subject: 'CN=Line 4', issuer: root })
})

describe('createAuthorityIssuer', () => {
  it("certifies a request's key under the subject that is wanted, with its chain", async () => {
    const issuer = createAuthorityIssuer({ authority, above: [root.certificate] })
    const issued = await issuer.issue({ csr, subject })
    const certificate = readCertificate(issued.certificatePem)
    expect(issued).toEqual({
      certificatePem: certificate.pem,
      certificateId: certificate.id,
      chainPem: `${authority.certificate.pem}${root.certificate.pem}`,
      registered: false,
    })
    expect(certificate.publicKey.spki).toEqual(csr.spki)
    expect(certificate.subject.entries()).toEqual([['CN', 'device-1']])
    const chain = await verifyChain(certificate, [authority.certificate, root.certificate], new Date())
    expect(chain).toHaveLength(3)
  })

  it('signs with a key in KMS', async () => {
    const { certificate, privateKey } = root
    const { client, mock } = mockKms(privateKey)
    const signer = await createKmsSigner({ client, keyId: 'alias/ca' })
    const issuer = createAuthorityIssuer({ authority: await openCertificateAuthority({ certificate, signer }) })
    const signaturesOfOpening = mock.commandCalls(SignCommand).length
    const { certificatePem } = await issuer.issue({ csr, subject })
    await expect(verifyChain(readCertificate(certificatePem), [certificate], new Date())).resolves.toHaveLength(2)
    expect(mock.commandCalls(SignCommand)).toHaveLength(signaturesOfOpening + 1)
  })

  it('counts the validity from its clock, within that of the CA', async () => {
    const now = new Date(Math.floor(Date.now() / 1000) * 1000)
    const validityOf = async (validityDays: number): Promise<Date> => {
      const issuer = createAuthorityIssuer({ authority, validityDays, clock: () => now })
      return readCertificate((await issuer.issue({ csr, subject })).certificatePem).notAfter
    }
    expect(await validityOf(90)).toEqual(new Date(now.getTime() + 90 * day))
    expect(await validityOf(36_500)).toEqual(authority.certificate.notAfter)
  })

  it('takes the validity of the request before its own', async () => {
    const notBefore = new Date(Math.floor(Date.now() / 1000) * 1000)
    const notAfter = new Date(notBefore.getTime() + day)
    const { certificatePem } = await createAuthorityIssuer({ authority }).issue({ csr, subject, notBefore, notAfter })
    expect(readCertificate(certificatePem)).toMatchObject({ notBefore, notAfter })
  })

  it('refuses a validity beyond that of the CA', async () => {
    const notAfter = new Date(authority.certificate.notAfter.getTime() + day)
    const issuing = createAuthorityIssuer({ authority }).issue({ csr, subject, notAfter })
    await expect(issuing).rejects.toMatchObject({ code: 'validity-outside-issuer', field: 'notAfter' })
  })

  it('refuses a request without a subject, whatever the device asks for', async () => {
    await expect(createAuthorityIssuer({ authority }).issue({ csr })).rejects.toMatchObject({
      name: 'IssuerError',
      code: 'issuer-request',
      field: 'subject',
    })
  })

  it('stops when nobody waits for the certificate any more, also while the signer hangs', async () => {
    const { certificate, privateKey } = authority
    const { signer } = await openCertificateAuthority({
      certificate,
      signer: await createKmsSigner({ client: mockKms(privateKey).client, keyId: 'alias/ca' }),
    })
    const abort = new AbortController()
    let hangs = false
    const hanging = {
      ...signer,
      sign: (bytes: Uint8Array): Promise<Uint8Array> => {
        if (!hangs) return signer.sign(bytes)
        abort.abort()
        return new Promise(() => {})
      },
    }
    const opened = await openCertificateAuthority({ certificate, signer: hanging })
    hangs = true
    const issuing = createAuthorityIssuer({ authority: opened }).issue({ csr, subject, signal: abort.signal })
    await expect(issuing).rejects.toMatchObject({ code: 'issuer-aborted', field: 'signal' })
  })

  it('does not begin where nobody waits', async () => {
    const issuing = createAuthorityIssuer({ authority }).issue({ csr, subject, signal: AbortSignal.abort() })
    await expect(issuing).rejects.toMatchObject({ code: 'issuer-aborted' })
  })

  it("lets the signer's own errors through", async () => {
    const { certificate, signer } = await openCertificateAuthority({
      certificate: authority.certificate,
      signer: await createKmsSigner({ client: mockKms(authority.privateKey).client, keyId: 'alias/ca' }),
    })
    const broken = { certificate, signer: { ...signer, sign: async () => new Uint8Array(70) } }
    await expect(createAuthorityIssuer({ authority: broken }).issue({ csr, subject })).rejects.toBeInstanceOf(PkiError)
  })

  it.each<[object, string]>([
    [{ authorty: 1 }, 'authorty'],
    [{ authority: undefined }, 'authority'],
    [{ authority: { certificate: '-----BEGIN CERTIFICATE-----' } }, 'authority'],
    [{ validityDays: 0 }, 'validityDays'],
    [{ validityDays: 36_501 }, 'validityDays'],
    [{ clock: new Date() }, 'clock'],
  ])('refuses the options %j', (change, field) => {
    const options: AuthorityIssuerOptions = { authority, ...change }
    expect(() => createAuthorityIssuer(options)).toThrow(expect.objectContaining({ code: 'adapter-option', field }))
  })
})
