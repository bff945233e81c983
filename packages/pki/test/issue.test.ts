import { readCertificate } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { hasOpenssl } from '../../../openssl.shared.js'
import {
  createCertificateAuthority,
  createKeyPair,
  exportPrivateKey,
  issueDeviceCertificate,
  issueServerCertificate,
  issueVerificationCertificate,
  type KeyAlgorithm,
} from '../src/index.js'
import { openssl } from './openssl.js'

const now = new Date()
const subject = { CN: 'Factory CA', O: 'Acme' }
const registrationCode = '0123456789abcdef'.repeat(4)
const algorithms: KeyAlgorithm[] = ['EC-P256', 'EC-P384', 'EC-P521', 'RSA-2048', 'RSA-3072']

describe('a certificate authority', () => {
  it('says what RFC 5280 section 4.2.1 wants of a CA', async () => {
    const { certificate } = await createCertificateAuthority({ subject })
    expect(certificate.issuer.toString()).toBe(certificate.subject.toString())
    expect(certificate.basicConstraints).toEqual({ ca: true, pathLength: 0 })
    expect(certificate.keyUsage).toEqual(['keyCertSign', 'cRLSign'])
    expect(certificate.subjectKeyIdentifier).toMatch(/^[0-9a-f]{40}$/)
    expect(certificate.extensions.filter(({ critical }) => critical).map(({ oid }) => oid)).toEqual([
      '2.5.29.19',
      '2.5.29.15',
    ])
  })

  it('is good from a little before now, for ten years', async () => {
    const { certificate } = await createCertificateAuthority({ subject, now: new Date('2027-01-10T12:00:00Z') })
    expect(certificate.notBefore).toEqual(new Date('2027-01-10T11:55:00Z'))
    expect(certificate.notAfter).toEqual(new Date('2037-01-10T12:00:00Z'))
  })

  it('can be good for ever (RFC 5280 section 4.1.2.5)', async () => {
    const { certificate } = await createCertificateAuthority({ subject, notAfter: new Date('9999-12-31T23:59:59Z') })
    expect(certificate.notAfter).toEqual(new Date('9999-12-31T23:59:59Z'))
  })

  it('may leave room for further CAs', async () => {
    const { certificate } = await createCertificateAuthority({ subject, pathLength: 2 })
    expect(certificate.basicConstraints).toEqual({ ca: true, pathLength: 2 })
  })

  it('signs under serial numbers that are random, positive and of at most 20 octets (RFC 5280 section 4.1.2.2)', async () => {
    const authority = await createCertificateAuthority({ subject })
    const { publicKey } = await createKeyPair()
    const issue = () => issueDeviceCertificate({ authority, publicKey, subject: 'CN=a' })
    const serials = (await Promise.all(Array.from({ length: 20 }, issue))).map(({ serialNumber }) => serialNumber)
    expect(new Set(serials).size).toBe(20)
    expect(serials.every((serial) => /^[0-9a-f]{2,40}$/.test(serial))).toBe(true)
  })

  it('takes its randomness from where it is told', async () => {
    const crypto = {
      subtle: globalThis.crypto.subtle,
      getRandomValues: (octets: Uint8Array) => octets.fill(0xff),
    } as unknown as typeof globalThis.crypto
    const { certificate } = await createCertificateAuthority({ subject, crypto })
    expect(certificate.serialNumber).toBe(`7f${'ff'.repeat(19)}`)
  })
})

describe('certificates that a CA signs', async () => {
  const authority = await createCertificateAuthority({ subject })
  const { publicKey } = await createKeyPair()
  const issued = {
    device: await issueDeviceCertificate({
      authority,
      publicKey,
      subject: [
        ['O', 'Acme'],
        ['CN', 'device-1'],
        ['title', 'iot'],
      ],
    }),
    verification: await issueVerificationCertificate({ authority, registrationCode }),
    server: await issueServerCertificate({
      authority,
      publicKey,
      dnsNames: ['localhost'],
      ipAddresses: ['127.0.0.1', '::1'],
    }),
  }

  it.each(Object.entries(issued))('%s: is no CA, signs handshakes, and names its issuer', (_, certificate) => {
    expect(certificate.basicConstraints).toEqual({ ca: false })
    expect(certificate.keyUsage).toEqual(['digitalSignature'])
    expect(certificate.issuer.toString()).toBe('O=Acme,CN=Factory CA')
    expect(certificate.authorityKeyIdentifier).toBe(authority.certificate.subjectKeyIdentifier)
    expect(certificate.subjectKeyIdentifier).not.toBe(authority.certificate.subjectKeyIdentifier)
    expect(readCertificate(certificate.pem).id).toBe(certificate.id)
  })

  it('device: a TLS client with the subject in the order that was given', () => {
    expect(issued.device.subject.entries()).toEqual([
      ['O', 'Acme'],
      ['CN', 'device-1'],
      ['title', 'iot'],
    ])
    expect(issued.device.extendedKeyUsage).toEqual(['1.3.6.1.5.5.7.3.2'])
  })

  it('verification: the registration code as common name, and no purpose', () => {
    expect(issued.verification.subject.toString()).toBe(`CN=${registrationCode}`)
    expect(issued.verification.extendedKeyUsage).toBeUndefined()
  })

  it('server: a TLS server with its names and addresses', () => {
    expect(issued.server.subject.toString()).toBe('CN=localhost')
    expect(issued.server.extendedKeyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    expect(issued.server.subjectAlternativeNames).toMatchObject([
      { kind: 'dns', value: 'localhost' },
      { kind: 'ip', value: '127.0.0.1' },
      { kind: 'ip' },
    ])
  })
})

describe.skipIf(!hasOpenssl)('OpenSSL accepts', () => {
  it.each(algorithms)('chains of %s (needs openssl)', { timeout: 60_000 }, async (keyAlgorithm) => {
    const authority = await createCertificateAuthority({ subject, keyAlgorithm })
    const { publicKey } = await createKeyPair(keyAlgorithm)
    const device = await issueDeviceCertificate({ authority, publicKey, subject: 'CN=Lučić\\, 1+UID=7,O=Acme,C=FR' })
    const server = await issueServerCertificate({
      authority,
      publicKey,
      dnsNames: ['localhost'],
      ipAddresses: ['127.0.0.1'],
    })
    const verification = await issueVerificationCertificate({ authority, registrationCode })
    const files = {
      'ca.pem': authority.certificate.pem,
      'device.pem': device.pem,
      'server.pem': server.pem,
      'verification.pem': verification.pem,
    }
    const verify = (purpose: string[], name: string) =>
      openssl(['verify', '-x509_strict', '-check_ss_sig', '-CAfile', 'ca.pem', ...purpose, name], files)
    expect(verify(['-purpose', 'sslclient'], 'device.pem')).toBe('device.pem: OK\n')
    expect(verify(['-purpose', 'sslserver', '-verify_ip', '127.0.0.1'], 'server.pem')).toBe('server.pem: OK\n')
    expect(verify(['-purpose', 'sslserver', '-verify_hostname', 'localhost'], 'server.pem')).toBe('server.pem: OK\n')
    expect(verify([], 'verification.pem')).toBe('verification.pem: OK\n')
    expect(() => verify(['-purpose', 'sslserver'], 'device.pem')).toThrow()
  })

  it('what a device certificate says (needs openssl)', async () => {
    const authority = await createCertificateAuthority({ subject })
    const { publicKey } = await createKeyPair()
    const notAfter = new Date(now.getTime() + 1000 * 60 * 60)
    const { pem, serialNumber } = await issueDeviceCertificate({
      authority,
      publicKey,
      subject: 'serialNumber=1-2,C=FR',
      now,
      notAfter,
    })
    const printed = openssl(['x509', '-in', 'device.pem', '-noout', '-serial'], { 'device.pem': pem })
    expect(printed).toBe(`serial=${serialNumber.toUpperCase()}\n`)
    const text = openssl(['x509', '-in', 'device.pem', '-noout', '-text', '-nameopt', 'RFC2253,show_type'], {
      'device.pem': pem,
    })
    expect(text).toContain('Version: 3 (0x2)')
    expect(text).toContain('Signature Algorithm: ecdsa-with-SHA256')
    expect(text).toContain('Subject: serialNumber=PRINTABLESTRING:1-2,C=PRINTABLESTRING:FR')
    expect(text).toContain('Issuer: O=UTF8STRING:Acme,CN=UTF8STRING:Factory CA')
    expect(text).toMatch(/X509v3 Basic Constraints: critical\n\s+CA:FALSE/)
    expect(text).toMatch(/X509v3 Key Usage: critical\n\s+Digital Signature\n/)
    expect(text).toMatch(/X509v3 Extended Key Usage: \n\s+TLS Web Client Authentication\n/)
  })

  it('private keys as they are written (needs openssl)', async () => {
    const { privateKey, publicKey } = await createKeyPair('EC-P384')
    const authority = await createCertificateAuthority({ subject })
    const { pem } = await issueDeviceCertificate({ authority, publicKey, subject: 'CN=a' })
    const own = openssl(['pkey', '-in', 'key.pem', '-pubout'], { 'key.pem': await exportPrivateKey(privateKey) })
    expect(openssl(['x509', '-in', 'a.pem', '-noout', '-pubkey'], { 'a.pem': pem })).toBe(own)
  })
})
