import { describe, expect, it } from 'vitest'
import { hasOpenssl } from '../../../openssl.shared.js'
import { noExpiry } from '../src/certificate/validity.js'
import { createCertificateAuthority, createKeyPair, issueDeviceCertificate } from '../src/index.js'
import { everyAlgorithm, makeEveryKind } from './every-kind.js'
import { openssl } from './openssl.js'

describe.skipIf(!hasOpenssl)('OpenSSL accepts', () => {
  it.each(everyAlgorithm)(
    'every kind of certificate and request of %s (needs openssl)',
    { timeout: 120_000 },
    async (of) => {
      const { request, ...certificates } = await makeEveryKind(of)
      const pems = Object.entries(certificates).map(([name, { pem }]) => [`${name}.pem`, pem] as const)
      const files = { ...Object.fromEntries(pems), 'a.csr': request }
      const verify = (name: string, ...args: string[]): string => {
        const chain = ['-CAfile', 'root.pem', '-untrusted', 'intermediate.pem']
        return openssl(['verify', '-x509_strict', '-check_ss_sig', ...chain, ...args, `${name}.pem`], files)
      }
      for (const name of Object.keys(certificates)) expect(verify(name)).toBe(`${name}.pem: OK\n`)
      for (const name of ['device', 'deviceOfRequest', 'claim']) {
        expect(verify(name, '-purpose', 'sslclient')).toBe(`${name}.pem: OK\n`)
        expect(() => verify(name, '-purpose', 'sslserver')).toThrow()
      }
      for (const name of [
        ['-verify_hostname', 'a.example.com'],
        ['-verify_ip', '::1'],
      ]) {
        expect(verify('server', '-purpose', 'sslserver', ...name)).toBe('server.pem: OK\n')
      }
      const args = ['req', '-in', 'a.csr', '-verify', '-noout', '-subject', '-nameopt', 'RFC2253,-esc_msb,utf8']
      expect(openssl(args, files)).toBe(
        'subject=emailAddress=a@example.com,serialNumber=12-34,CN=Lučić\\, 1+UID=7,O=Acme,C=FR\n',
      )
    },
  )

  it('a CA that is good for ever (needs openssl)', async () => {
    const { certificate } = await createCertificateAuthority({ subject: 'CN=CA', notAfter: noExpiry() })
    const printed = openssl(['x509', '-in', 'ca.pem', '-noout', '-enddate'], { 'ca.pem': certificate.pem })
    expect(printed).toBe('notAfter=Dec 31 23:59:59 9999 GMT\n')
  })

  it('nothing below a path that is too long (needs openssl)', async () => {
    const root = await createCertificateAuthority({ subject: 'CN=Root', pathLength: 1 })
    const line = await createCertificateAuthority({ subject: 'CN=Line', issuer: root })
    const { publicKey } = await createKeyPair()
    const device = await issueDeviceCertificate({ authority: line, publicKey, subject: 'CN=a' })
    const files = { 'root.pem': root.certificate.pem, 'device.pem': device.pem }
    // Without the intermediate there is no chain.
    expect(() => openssl(['verify', '-x509_strict', '-CAfile', 'root.pem', 'device.pem'], files)).toThrow()
  })
})
