import { type Certificate, readCertificate } from '@thingplan/core'
import { certificateFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { hasOpenssl } from '../../../openssl.shared.js'
import { issueCertificate } from '../src/certificate/issue-certificate.js'
import { intermediateExtensions } from '../src/certificate/profile.js'
import {
  type CertificateAuthority,
  createCertificateAuthority,
  createKeyPair,
  issueDeviceCertificate,
  type VerifyChainOptions,
  verifyChain,
} from '../src/index.js'
import { openssl, opensslFiles } from './openssl.js'

const now = new Date('2027-01-10T12:00:00Z')
const later = new Date('2027-06-01T00:00:00Z')
const { publicKey } = await createKeyPair()

const root = await createCertificateAuthority({ subject: 'CN=Root', pathLength: 2, now })
const middle = await createCertificateAuthority({ subject: 'CN=Middle', issuer: root, pathLength: 1, now })
const line = await createCertificateAuthority({ subject: 'CN=Line', issuer: middle, now, notAfter: later })
const device = await issueDeviceCertificate({ authority: line, publicKey, subject: 'CN=device-1', now })
const stranger = await createCertificateAuthority({ subject: 'CN=Root', pathLength: 2, now })

const certificatesOf = (...authorities: readonly CertificateAuthority[]): Certificate[] =>
  authorities.map(({ certificate }) => certificate)
const known = certificatesOf(root, middle, line)

const namesOf = (chain: readonly Certificate[]): (string | undefined)[] => chain.map(({ subject }) => subject.get('CN'))

/** A certificate with one octet of its signature changed. */
const forged = ({ der }: Certificate): Certificate =>
  readCertificate(der.map((octet, at) => (at === der.length - 1 ? octet ^ 1 : octet)))

describe('verifyChain', async () => {
  it.each<[string, Certificate, Certificate[], VerifyChainOptions, string[]]>([
    ['up to the root', device, known, {}, ['device-1', 'Line', 'Middle', 'Root']],
    ['in any order', device, known.toReversed(), {}, ['device-1', 'Line', 'Middle', 'Root']],
    ['a root by itself', root.certificate, known, {}, ['Root']],
    ['a CA', line.certificate, known, {}, ['Line', 'Middle', 'Root']],
    [
      'beside a root of the same name',
      device,
      certificatesOf(stranger, root, middle, line),
      {},
      ['device-1', 'Line', 'Middle', 'Root'],
    ],
    ['up to a CA that is trusted as it is', device, [], { anchors: certificatesOf(line) }, ['device-1', 'Line']],
    ['for a purpose that it has', device, known, { purpose: 'client' }, ['device-1', 'Line', 'Middle', 'Root']],
  ])('%s', async (_, certificate, issuers, options, names) => {
    expect(namesOf(await verifyChain(certificate, issuers, now, options))).toEqual(names)
  })

  const broken = forged(line.certificate)
  const tooMany = await createCertificateAuthority({ subject: 'CN=Too many', now, pathLength: 0 })
  const leaf = await issueDeviceCertificate({ authority: tooMany, publicKey, subject: 'CN=leaf', now })
  const misused = certificateFixture({ subject: { CN: 'x' }, issuer: { CN: 'leaf' }, notBefore: now, notAfter: later })
  const critical = certificateFixture({
    subject: { CN: 'x' },
    notBefore: now,
    notAfter: later,
    extensions: [{ oid: '2.5.29.30', critical: true, value: Uint8Array.of(0x30, 0) }],
  })

  it.each<[string, Certificate, Certificate[], Date, VerifyChainOptions, string, string]>([
    ['a CA is missing', device, certificatesOf(root, line), now, {}, 'chain-incomplete', 'issuers'],
    ['no root is there', device, certificatesOf(middle, line), now, {}, 'chain-incomplete', 'issuers'],
    ['nobody is trusted', device, known, now, { anchors: [] }, 'chain-incomplete', 'issuers'],
    [
      'another root is trusted',
      device,
      known,
      now,
      { anchors: certificatesOf(stranger) },
      'chain-signature',
      'signature',
    ],
    ['its signature is forged', forged(device), known, now, {}, 'chain-signature', 'signature'],
    [
      "a CA's signature is forged",
      device,
      [...certificatesOf(root, middle), broken],
      now,
      {},
      'chain-signature',
      'signature',
    ],
    ['a CA has expired', device, known, new Date('2027-06-01T00:00:01Z'), {}, 'chain-validity', 'notAfter'],
    ['it is not valid yet', device, known, new Date('2027-01-10T11:54:59Z'), {}, 'chain-validity', 'notBefore'],
    [
      'its issuer is a device',
      misused,
      [...certificatesOf(tooMany), leaf],
      now,
      {},
      'chain-issuer-unfit',
      'basicConstraints',
    ],
    ['something critical is not understood', critical, [], now, {}, 'chain-extension-unknown', '2.5.29.30'],
    ['it is for another purpose', device, known, now, { purpose: 'server' }, 'chain-purpose', 'extendedKeyUsage'],
    ['it is a CA, for a client', line.certificate, known, now, { purpose: 'client' }, 'chain-purpose', 'keyUsage'],
    ['it is a CA, for a server', line.certificate, known, now, { purpose: 'server' }, 'chain-purpose', 'keyUsage'],
    ['it is the root, for a client', root.certificate, known, now, { purpose: 'client' }, 'chain-purpose', 'keyUsage'],
    ['it is a root that is not trusted', root.certificate, [], now, {}, 'chain-incomplete', 'issuers'],
  ])('refuses where %s', async (_, certificate, issuers, moment, options, code, field) => {
    await expect(verifyChain(certificate, issuers, moment, options)).rejects.toMatchObject({ code, field })
  })

  it('refuses a path that is longer than a CA allows (RFC 5280 section 6.1.4)', async () => {
    const narrow = await createCertificateAuthority({ subject: 'CN=Narrow', now })
    const keys = await createKeyPair()
    const { spki } = (
      await issueDeviceCertificate({ authority: narrow, publicKey: keys.publicKey, subject: 'CN=a', now })
    ).publicKey
    const below = await issueCertificate(
      {
        authority: narrow,
        subject: 'CN=Below',
        spki,
        now,
        days: 1,
        target: 'aws-iot',
        extensions: (identifiers) => intermediateExtensions(identifiers, 0),
      },
      crypto,
    )
    const authority = { certificate: below, privateKey: keys.privateKey }
    const leaf = await issueDeviceCertificate({ authority, publicKey, subject: 'CN=leaf', now })
    const issuers = [narrow.certificate, below]
    await expect(verifyChain(leaf, issuers, now)).rejects.toMatchObject({
      code: 'chain-issuer-unfit',
      field: 'pathLength',
      value: 'CN=Narrow',
    })
    expect(await verifyChain(leaf, issuers, now, { anchors: [below] })).toHaveLength(2)
  })

  it('ends, however many CAs bear one name', async () => {
    const many = await Promise.all(
      Array.from({ length: 40 }, () => createCertificateAuthority({ subject: 'CN=Root', now })),
    )
    const orphan = await createCertificateAuthority({ subject: 'CN=Root', now })
    const lost = await issueDeviceCertificate({ authority: orphan, publicKey, subject: 'CN=lost', now })
    await expect(verifyChain(lost, certificatesOf(...many), now)).rejects.toMatchObject({ code: 'chain-incomplete' })
  })

  it.each([undefined, 'today', new Date('never')])('needs a moment: %j', async (moment) => {
    const asked = Reflect.apply(verifyChain, undefined, [device, known, moment])
    await expect(asked).rejects.toMatchObject({ code: 'pki-option', field: 'now' })
  })

  it('knows its options', async () => {
    for (const [options, field] of [
      [{ anchor: [] }, 'anchor'],
      [{ purpose: 'clients' }, 'purpose'],
    ] as const) {
      const asked = Reflect.apply(verifyChain, undefined, [device, known, now, options])
      await expect(asked).rejects.toMatchObject({ code: 'pki-option', field })
    }
  })
})

const newKey = (curve: string, name: string): string[] => {
  const key = ['-newkey', 'ec', '-pkeyopt', `ec_paramgen_curve:${curve}`, '-nodes', '-keyout', `${name}.key`]
  return [...key, '-subj', `/O=Acme/CN=${name}`]
}

const sign = (name: string, issuer: string, digest: string): string[] => [
  ...['x509', '-req', '-in', `${name}.csr`, '-CA', `${issuer}.pem`, '-CAkey', `${issuer}.key`, '-CAcreateserial'],
  ...[digest, '-extfile', `${name}.ext`, '-out', `${name}.pem`],
]

/** Root, intermediate and device as OpenSSL makes them. */
const madeByOpenssl = (digest: string, pathLength: number): readonly Certificate[] =>
  opensslFiles(
    [
      [
        'req',
        '-x509',
        ...newKey('P-384', 'root'),
        '-sha384',
        '-addext',
        `basicConstraints=critical,CA:TRUE,pathlen:${pathLength}`,
        '-out',
        'root.pem',
      ],
      ['req', '-new', ...newKey('P-521', 'line'), '-out', 'line.csr'],
      sign('line', 'root', digest),
      ['req', '-new', ...newKey('P-256', 'device'), '-out', 'device.csr'],
      sign('device', 'line', digest),
    ],
    {
      'line.ext': 'basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign\n',
      'device.ext': 'basicConstraints=critical,CA:FALSE\nextendedKeyUsage=clientAuth\n',
    },
    ['root.pem', 'line.pem', 'device.pem'],
  ).map((pem) => readCertificate(pem))

describe.skipIf(!hasOpenssl)('a chain that OpenSSL has made', () => {
  it.each(['-sha256', '-sha384', '-sha512'])('is verified with %s (needs openssl)', async (digest) => {
    const [made, ...others] = madeByOpenssl(digest, 1).toReversed()
    const chain = made && (await verifyChain(made, others, new Date(), { purpose: 'client' }))
    expect(chain && namesOf(chain)).toEqual(['device', 'line', 'root'])
  })

  it.each([
    ['SHA-1', '-sha1', 1, 'chain-signature'],
    ['a path length that is too short', '-sha256', 0, 'chain-issuer-unfit'],
  ])('is refused with %s (needs openssl)', async (_, digest, pathLength, code) => {
    const [made, ...others] = madeByOpenssl(digest, pathLength).toReversed()
    await expect(Reflect.apply(verifyChain, undefined, [made, others, new Date()])).rejects.toMatchObject({ code })
  })
})

describe.skipIf(!hasOpenssl)('a purpose', () => {
  const usages = [
    '',
    'digitalSignature',
    'keyAgreement',
    'keyEncipherment',
    'nonRepudiation',
    'keyCertSign,cRLSign',
    'digitalSignature,keyCertSign',
  ]
  const judged = async (act: () => unknown): Promise<boolean> => {
    try {
      await act()
      return true
    } catch {
      return false
    }
  }

  it.each(usages)('is judged as OpenSSL does, for the key usage `%s` (needs openssl)', async (usage) => {
    const extensions = `basicConstraints=CA:FALSE\n${usage && `keyUsage=critical,${usage}\n`}`
    const [ca = '', pem = ''] = opensslFiles(
      [
        ['req', '-x509', ...newKey('P-256', 'root'), '-addext', 'keyUsage=critical,keyCertSign', '-out', 'root.pem'],
        ['req', '-new', ...newKey('P-256', 'device'), '-out', 'device.csr'],
        sign('device', 'root', '-sha256'),
      ],
      { 'device.ext': extensions },
      ['root.pem', 'device.pem'],
    )
    const files = { 'ca.pem': ca, 'a.pem': pem }
    for (const purpose of ['client', 'server'] as const) {
      const theirs = await judged(() =>
        openssl(['verify', '-purpose', `ssl${purpose}`, '-CAfile', 'ca.pem', 'a.pem'], files),
      )
      const ours = await judged(() => verifyChain(readCertificate(pem), [readCertificate(ca)], new Date(), { purpose }))
      expect(ours).toBe(theirs)
    }
  })
})
