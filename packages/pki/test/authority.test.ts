import { type Certificate, readCertificate } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { hasOpenssl } from '../../../openssl.shared.js'
import {
  type CertificateAuthority,
  createCertificateAuthority,
  createKeyPair,
  issueDeviceCertificate,
} from '../src/index.js'
import { openssl } from './openssl.js'

const { publicKey } = await createKeyPair()
const issueWith = (authority: CertificateAuthority): Promise<Certificate> =>
  issueDeviceCertificate({ authority, publicKey, subject: 'CN=device-1' })

describe('an authority of a certificate and a private key', async () => {
  const { certificate, privateKey } = await createCertificateAuthority({ subject: 'CN=CA' })

  it('signs where they belong together', async () => {
    expect((await issueWith({ certificate, privateKey })).issuer.get('CN')).toBe('CA')
  })

  it.each(['EC-P256', 'EC-P384', 'RSA-2048'] as const)('signs nothing with another key, of %s', async (algorithm) => {
    const other = await createKeyPair(algorithm)
    await expect(issueWith({ certificate, privateKey: other.privateKey })).rejects.toMatchObject({
      code: 'authority-key-mismatch',
      field: 'privateKey',
      value: 'CN=CA',
      remedy: expect.stringContaining('one and the same CA'),
    })
  })

  it('signs nothing with a key that cannot', async () => {
    const agreement = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve: 'P-256' }, false, ['deriveBits'])
    for (const unfit of [undefined, publicKey, agreement.privateKey]) {
      const authority = { certificate, privateKey: unfit }
      const refused = Reflect.apply(issueDeviceCertificate, undefined, [{ authority, publicKey, subject: 'CN=a' }])
      await expect(refused).rejects.toMatchObject({ code: 'authority-unfit', field: 'privateKey' })
    }
  })
})

/** A CA that somebody else has made; its key is read as one that stays. */
const madeByOpenssl = async (key: readonly string[], algorithm: object): Promise<CertificateAuthority> => {
  const pem = openssl(['genpkey', ...key])
  const request = ['req', '-x509', '-key', 'ca.key', '-subj', '/CN=Foreign CA']
  const certificate = openssl([...request, '-addext', 'keyUsage=critical,keyCertSign,cRLSign'], { 'ca.key': pem })
  const der = Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
  const privateKey = await Reflect.apply(crypto.subtle.importKey, crypto.subtle, [
    'pkcs8',
    der,
    algorithm,
    false,
    ['sign'],
  ])
  return { certificate: readCertificate(certificate), privateKey }
}

describe.skipIf(!hasOpenssl)('an authority that OpenSSL has made', () => {
  const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }

  it.each([
    ['P-256', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256'], { name: 'ECDSA', namedCurve: 'P-256' }],
    ['P-521', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521'], { name: 'ECDSA', namedCurve: 'P-521' }],
    ['RSA 2048', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048'], rsa],
  ])(
    'signs what OpenSSL verifies, and nothing with the key of another: %s (needs openssl)',
    async (_, key, algorithm) => {
      const authority = await madeByOpenssl(key, algorithm)
      const { privateKey } = await madeByOpenssl(key, algorithm)
      const { pem } = await issueWith(authority)
      const files = { 'ca.pem': authority.certificate.pem, 'device.pem': pem }
      expect(openssl(['verify', '-x509_strict', '-CAfile', 'ca.pem', 'device.pem'], files)).toBe('device.pem: OK\n')
      const mixed = issueWith({ certificate: authority.certificate, privateKey })
      await expect(mixed).rejects.toMatchObject({ code: 'authority-key-mismatch' })
    },
  )
})
