import { describe, expect, it } from 'vitest'
import { hasOpenssl } from '../../../openssl.shared.js'
import {
  createCertificateAuthority,
  createCertificateRequest,
  createKeyPair,
  issueDeviceCertificate,
  readCertificateRequest,
} from '../src/index.js'
import { openssl } from './openssl.js'

const bytesOf = (pem: string): Uint8Array =>
  Uint8Array.from(Buffer.from(pem.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64'))

const pemOf = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE REQUEST-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE REQUEST-----\n`

/** The outer length (one octet after 0x81) made so much greater. */
const resized = (der: Uint8Array, more: number): Uint8Array => der.with(2, (der[2] ?? 0) + more)

/** The same length in two octets, where DER wants one (X.690 section 10.1). */
const longer = (der: Uint8Array): Uint8Array => Uint8Array.of(0x30, 0x82, 0, ...der.slice(2))

describe('certificate requests', async () => {
  const keys = await createKeyPair()
  const request = await createCertificateRequest({ keys, subject: { CN: 'device-1', O: 'Acme' } })

  it('come back as they were written, from PEM with text around and from DER', async () => {
    expect(request.requestedSubject).toStrictEqual([
      ['CN', 'device-1'],
      ['O', 'Acme'],
    ])
    expect(await readCertificateRequest(`a device\r\n${request.pem.replaceAll('\n', '\r\n')}`)).toEqual(request)
    expect(await readCertificateRequest(request.der)).toEqual(request)
  })

  it("certify the key and nothing else: the subject is the issuer's decision", async () => {
    const authority = await createCertificateAuthority({ subject: 'CN=CA' })
    const certificate = await issueDeviceCertificate({ authority, csr: request.pem, subject: 'CN=another' })
    expect(certificate.subject.toString()).toBe('CN=another')
    expect(certificate.publicKey.spki).toEqual(request.spki)
  })

  it('with a changed byte are refused', async () => {
    const last = request.der.length - 1
    const subjectByte = bytesOf(request.pem).findIndex((_, at, all) => all[at] === 0x2d && all[at + 1] === 0x31)
    for (const position of [last, subjectByte]) {
      const changed = Uint8Array.from(request.der, (byte, index) => (index === position ? byte ^ 1 : byte))
      await expect(readCertificateRequest(changed)).rejects.toMatchObject({ code: 'request-signature' })
    }
  })

  it.each([
    ['no text', 7, 'request-malformed'],
    ['no block', 'a request', 'request-malformed'],
    ['a certificate', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'request-malformed'],
    [
      'base64 that is none',
      '-----BEGIN CERTIFICATE REQUEST-----\nA\n-----END CERTIFICATE REQUEST-----',
      'request-malformed',
    ],
    ['bytes that are no request', Uint8Array.of(0x30, 0), 'request-malformed'],
    ['no bytes', new Uint8Array(), 'request-malformed'],
    ['half a request', request.der.slice(0, 100), 'request-malformed'],
    ['bytes after a request', Uint8Array.of(...request.der, 0), 'request-malformed'],
    ['two requests', Uint8Array.of(...request.der, ...request.der), 'request-malformed'],
    ['bytes after a request, in base64', pemOf(Uint8Array.of(...request.der, 0)), 'request-malformed'],
    ['base64 after a request', request.pem.replace('\n-----END', 'AAAA\n-----END'), 'request-malformed'],
    ['a fourth part', resized(Uint8Array.of(...request.der, 5, 0), 2), 'request-malformed'],
    ['an indefinite length', Uint8Array.of(0x30, 0x80, ...request.der.slice(3), 0, 0), 'request-malformed'],
    ['a length in more octets than it needs', longer(request.der), 'request-malformed'],
    ['more than anybody needs', 'A'.repeat(20_000), 'request-malformed'],
  ])('refuse %s', async (_, source, code) => {
    await expect(Reflect.apply(readCertificateRequest, undefined, [source])).rejects.toMatchObject({ code })
  })
})

describe.skipIf(!hasOpenssl)('with OpenSSL', () => {
  it.each(['EC-P256', 'EC-P384', 'EC-P521', 'RSA-2048'] as const)(
    'it verifies a request of %s (needs openssl)',
    async (algorithm) => {
      const { pem } = await createCertificateRequest({
        keys: await createKeyPair(algorithm),
        subject: 'CN=device-1,O=Acme',
      })
      const printed = openssl(['req', '-in', 'a.csr', '-verify', '-noout', '-subject', '-nameopt', 'RFC2253'], {
        'a.csr': pem,
      })
      expect(printed).toBe('subject=CN=device-1,O=Acme\n')
    },
  )

  const made = (...args: string[]) =>
    openssl(['req', '-new', '-nodes', '-keyout', '/dev/null', '-subj', '/O=Acme/CN=device-1', ...args])

  it.each([
    ['EC P-256', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256']],
    ['EC P-521', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521']],
    ['RSA 2048', ['-newkey', 'rsa:2048']],
    ['RSA 2049', ['-newkey', 'rsa:2049']],
  ])('its request of %s is read (needs openssl)', async (_, args) => {
    expect((await readCertificateRequest(made(...args))).requestedSubject).toEqual([
      ['O', 'Acme'],
      ['CN', 'device-1'],
    ])
  })

  it.each([
    ['RSA 1024', ['-newkey', 'rsa:1024'], 'key-too-weak'],
    // As many octets as 2048 bits have.
    ['RSA 2041', ['-newkey', 'rsa:2041'], 'key-too-weak'],
    ['RSA 2047', ['-newkey', 'rsa:2047'], 'key-too-weak'],
    ['another curve', ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:secp256k1'], 'key-algorithm-unsupported'],
    ['Ed25519', ['-newkey', 'ed25519'], 'key-algorithm-unsupported'],
    ['SHA-1', ['-newkey', 'rsa:2048', '-sha1'], 'request-signature'],
  ])('its request of %s is refused (needs openssl)', async (_, args, code) => {
    await expect(readCertificateRequest(made(...args))).rejects.toMatchObject({ code })
  })

  it('it reads no other request of a text than is read here (needs openssl)', async () => {
    const [first, second] = await Promise.all(
      ['CN=first', 'CN=second'].map(async (subject) => {
        const keys = await createKeyPair()
        return (await createCertificateRequest({ keys, subject })).pem
      }),
    )
    const opening = '-----BEGIN CERTIFICATE REQUEST-----'
    const texts: readonly [text: string, isRead: boolean][] = [
      [`${first}`, true],
      [`the line ${opening} is next\n${first}`, true],
      [`\ufeff${first}`, true],
      [`${first?.replace(opening, `${opening} \t`)}`, true],
      [`${first?.replace(opening, `${opening} x`)}`, true],
      [`note: ${first}`, false],
      [`${first?.replace(opening, `# ${opening}`)}`, false],
      [`${'x'.repeat(254)}${first}`, false],
      [`${first?.replace(opening, `${opening}\u0001`)}`, false],
      [`${first?.replace(opening, `${opening}\u00a0`)}`, false],
      [`x\r${first}`, false],
    ]
    for (const [text, isRead] of texts) {
      const both = `${text}${second}`
      const theirs = openssl(['req', '-in', 'a.csr', '-noout', '-subject'], { 'a.csr': both })
      const ours = await readCertificateRequest(both).catch(() => undefined)
      expect(ours !== undefined).toBe(isRead)
      if (ours) expect(theirs).toContain(`${ours.requestedSubject[0]?.[1]}\n`)
    }
  })
})
