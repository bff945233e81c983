import { readCertificate } from '@thingplan/core'
import { certificateFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { hasOpenssl } from '../../../openssl.shared.js'
import {
  type Crl,
  createCertificateAuthority,
  createCrl,
  createKeyPair,
  issueDeviceCertificate,
  type Revocation,
  readCrl,
  verifyCrl,
} from '../src/index.js'
import { openssl, opensslFiles } from './openssl.js'

const now = new Date('2027-01-10T12:00:00Z')
const authority = await createCertificateAuthority({ subject: 'CN=CA,O=Acme', now })
const revocations: Revocation[] = [
  { serialNumber: '0f', revokedAt: new Date('2027-01-01T00:00:00Z') },
  {
    serialNumber: 'ff'.repeat(20).replace(/^ff/, '7f'),
    revokedAt: new Date('2027-01-02T00:00:00Z'),
    reason: 'keyCompromise',
  },
  { serialNumber: '80', revokedAt: new Date('2051-01-03T00:00:00Z'), reason: 'aACompromise' },
]
const crl = await createCrl({ authority, number: 256, revocations, now })

/** The same list with one octet changed. */
const changed = (at: number): Uint8Array => crl.der.map((octet, index) => (index === at ? octet ^ 1 : octet))

describe('a CRL', async () => {
  it('comes back as it was written, from PEM and from DER', () => {
    expect(crl).toMatchObject({
      issuer: [
        ['O', 'Acme'],
        ['CN', 'CA'],
      ],
      number: '0100',
      thisUpdate: now,
      nextUpdate: new Date('2027-01-17T12:00:00Z'),
      revocations,
      authorityKeyIdentifier: authority.certificate.subjectKeyIdentifier,
    })
    expect(readCrl(crl.pem)).toEqual(crl)
    expect(readCrl(crl.der)).toEqual(crl)
  })

  it('may be empty', async () => {
    expect((await createCrl({ authority, number: 0, revocations: [] })).revocations).toEqual([])
  })

  it('may have more entries than a call takes arguments', async () => {
    const many = Array.from({ length: 150_000 }, (_, at) => ({
      serialNumber: (0x10000000 + at).toString(16),
      revokedAt: now,
    }))
    const { revocations: read } = await createCrl({ authority, number: 1, revocations: many, now })
    expect(read).toHaveLength(many.length)
    expect(read.at(-1)).toEqual(many.at(-1))
  })

  it('is verified, and says what its octets say', async () => {
    expect(await verifyCrl(crl, authority.certificate, now)).toEqual(crl)
    const emptied: Crl = { ...crl, revocations: [], nextUpdate: new Date('2099-01-01T00:00:00Z') }
    expect(await verifyCrl(emptied, authority.certificate, now)).toEqual(crl)
  })

  const stranger = await createCertificateAuthority({ subject: 'CN=CA,O=Acme', now })
  const otherName = await createCertificateAuthority({ subject: 'CN=Other', now })
  const device = readCertificate(
    certificateFixture({
      subject: [
        ['O', 'Acme'],
        ['CN', 'CA'],
      ],
    }).pem,
  )

  it.each([
    ['a CA of the same name and another key', stranger.certificate, now, 'crl-signature', 'signature'],
    ['a CA of another name', otherName.certificate, now, 'crl-issuer', 'issuer'],
    ['a device', device, now, 'crl-issuer', 'issuer'],
    ['a day before it', authority.certificate, new Date('2027-01-09T12:00:00Z'), 'crl-out-of-date', 'thisUpdate'],
    [
      'a day when there is a newer one',
      authority.certificate,
      new Date('2027-01-17T12:00:01Z'),
      'crl-out-of-date',
      'nextUpdate',
    ],
    ['no day', authority.certificate, new Date('never'), 'pki-option', 'now'],
  ])('is refused for %s', async (_, issuer, moment, code, field) => {
    await expect(verifyCrl(crl, issuer, moment)).rejects.toMatchObject({ code, field })
  })

  it('is refused where its signature is changed', async () => {
    const read = readCrl(changed(crl.der.length - 1))
    await expect(verifyCrl(read, authority.certificate, now)).rejects.toMatchObject({ code: 'crl-signature' })
  })

  it.each<[string, unknown]>([
    ['no text', 7],
    ['no block', 'a list'],
    ['no list', Uint8Array.of(0x30, 0)],
    ['a certificate', authority.certificate.der],
    ['half a list', crl.der.subarray(0, 100)],
    ['octets behind it', Uint8Array.of(...crl.der, 0)],
    ['more than anybody needs', 'A'.repeat(40_000_000)],
  ])('is none: %s', (_, source) => {
    expect(() => Reflect.apply(readCrl, undefined, [source])).toThrow(
      expect.objectContaining({ code: 'crl-malformed', field: 'crl' }),
    )
  })

  it('is never read into anything but a CRL or a refusal, whatever octet is changed', () => {
    for (let at = 0; at < crl.der.length; at += 1) {
      try {
        readCrl(changed(at))
      } catch (error) {
        expect(error).toMatchObject({ name: 'PkiError' })
      }
    }
  })

  it.each<[string, object, string, string]>([
    [
      'a serial number that is none',
      { revocations: [{ serialNumber: 'x', revokedAt: now }] },
      'revocation-malformed',
      'revocations',
    ],
    [
      'a negative serial number',
      { revocations: [{ serialNumber: '-01', revokedAt: now }] },
      'revocation-malformed',
      'revocations',
    ],
    ['no date', { revocations: [{ serialNumber: '01' }] }, 'revocation-malformed', 'revocations'],
    [
      'a reason that is none',
      { revocations: [{ serialNumber: '01', revokedAt: now, reason: 'lost' }] },
      'revocation-malformed',
      'revocations',
    ],
    ['a serial number twice', { revocations: [...revocations, ...revocations] }, 'revocation-malformed', 'revocations'],
    [
      'a serial number twice, once with a zero in front',
      {
        revocations: [
          { serialNumber: '00ab', revokedAt: now },
          { serialNumber: 'ab', revokedAt: now },
        ],
      },
      'revocation-malformed',
      'revocations',
    ],
    [
      'a date before 1950',
      { revocations: [{ serialNumber: '01', revokedAt: new Date('1949-12-31T23:59:59Z') }] },
      'revocation-malformed',
      'revocations',
    ],
    [
      'a date after 9999',
      { revocations: [{ serialNumber: '01', revokedAt: new Date('+010000-01-01T00:00:00Z') }] },
      'revocation-malformed',
      'revocations',
    ],
    ['an update after 9999', { nextUpdate: new Date('+010000-01-01T00:00:00Z') }, 'validity-malformed', 'nextUpdate'],
    [
      'no time for an update before the year 10000',
      { now: new Date('9999-12-31T00:00:00Z') },
      'validity-malformed',
      'nextUpdate',
    ],
    ['an update in the same second', { nextUpdate: new Date(now.getTime() + 999) }, 'validity-malformed', 'nextUpdate'],
    ['a number that is none', { number: -1 }, 'pki-option', 'number'],
    ['an update before now', { nextUpdate: now }, 'validity-malformed', 'nextUpdate'],
    ['no date at all', { now: new Date('never') }, 'validity-malformed', 'now'],
    ['an unknown option', { nextUpdat: now }, 'pki-option', 'nextUpdat'],
  ])('is not made with %s', async (_, options, code, field) => {
    const asked = Reflect.apply(createCrl, undefined, [{ authority, number: 1, revocations: [], now, ...options }])
    await expect(asked).rejects.toMatchObject({ code, field })
  })
})

describe.skipIf(!hasOpenssl)('with OpenSSL', () => {
  it.each(['EC-P256', 'EC-P384', 'EC-P521', 'RSA-2048', 'Ed25519'] as const)(
    'it verifies a CRL of %s, and refuses what is on it (needs openssl)',
    async (keyAlgorithm) => {
      const target = 'x509'
      const ca = await createCertificateAuthority({ subject: 'CN=CA', keyAlgorithm, target })
      const { publicKey } = await createKeyPair()
      const issue = (CN: string) => issueDeviceCertificate({ authority: ca, publicKey, subject: { CN }, target })
      const [lost, kept] = [await issue('lost'), await issue('kept')]
      const revoked = [{ serialNumber: lost.serialNumber, revokedAt: new Date(), reason: 'keyCompromise' }] as const
      const { pem } = await createCrl({ authority: ca, number: 7, revocations: revoked, target })
      const files = { 'ca.pem': ca.certificate.pem, 'a.crl': pem, 'lost.pem': lost.pem, 'kept.pem': kept.pem }
      const verify = ['verify', '-x509_strict', '-crl_check', '-CAfile', 'ca.pem', '-CRLfile', 'a.crl']
      expect(openssl([...verify, 'kept.pem'], files)).toBe('kept.pem: OK\n')
      expect(() => openssl([...verify, 'lost.pem'], files)).toThrow(/certificate revoked/)
      const text = openssl(['crl', '-in', 'a.crl', '-noout', '-text', '-crlnumber'], files)
      expect(text).toContain('crlNumber=0x07')
      expect(text).toMatch(/X509v3 CRL Reason Code: \n\s+Key Compromise\n/)
      expect(text).toContain(`Serial Number: ${lost.serialNumber.toUpperCase().replace(/^00/, '')}`)
    },
  )

  const config = [
    '[ca]',
    'default_ca = own',
    '[own]',
    'database = index.txt',
    'crlnumber = number',
    'default_md = sha256',
    'crl_extensions = ext',
    '[ext]',
    'authorityKeyIdentifier = keyid',
    '',
  ].join('\n')
  const madeByOpenssl = (extra: string): readonly string[] => {
    const key = [
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-keyout',
      'ca.key',
      '-subj',
      '/CN=CA',
    ]
    return opensslFiles(
      [
        ['req', '-x509', ...key, '-addext', 'keyUsage=critical,keyCertSign,cRLSign', '-out', 'ca.pem'],
        [
          'ca',
          '-config',
          'ca.conf',
          '-gencrl',
          '-keyfile',
          'ca.key',
          '-cert',
          'ca.pem',
          '-crldays',
          '3',
          '-out',
          'a.crl',
        ],
      ],
      {
        'ca.conf': `${config}${extra}`,
        number: '1F\n',
        'index.txt': [
          'R\t300101000000Z\t260101000000Z,superseded\t0A0B\tunknown\t/CN=a',
          'R\t300101000000Z\t260102000000Z\tC0\tunknown\t/CN=b',
          'V\t300101000000Z\t\t0C\tunknown\t/CN=c',
          '',
        ].join('\n'),
      },
      ['ca.pem', 'a.crl'],
    )
  }

  it('its CRL is read and verified (needs openssl)', async () => {
    const [ca = '', list = ''] = madeByOpenssl('')
    const read = await verifyCrl(readCrl(list), readCertificate(ca), new Date())
    expect(read.number).toBe('1f')
    expect(read.revocations).toEqual([
      { serialNumber: 'c0', revokedAt: new Date('2026-01-02T00:00:00Z') },
      { serialNumber: '0a0b', revokedAt: new Date('2026-01-01T00:00:00Z'), reason: 'superseded' },
    ])
  })

  it.each([
    ['changes only', '2.5.29.27 = critical,DER:020101\n'],
    ['a part of the certificates', '2.5.29.28 = critical,DER:30038101FF\n'],
  ])('its CRL of %s is refused (needs openssl)', (_, extension) => {
    const [, list] = madeByOpenssl(extension)
    expect(() => readCrl(list ?? '')).toThrow(expect.objectContaining({ code: 'crl-unsupported', field: 'crl' }))
  })
})
