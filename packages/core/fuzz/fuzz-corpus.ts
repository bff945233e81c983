import { rootCertificates } from 'node:tls'
import { type Certificate, readCertificate } from '@thingplan/core'
import { certificateFixture } from '@thingplan/core/testing'

/** Fixtures that have between them everything that is read. */
const fixtures: readonly Certificate[] = [
  certificateFixture({ subject: {} }),
  certificateFixture({
    subject: { CN: 'device-1', serialNumber: ['1', '2'], T: 'iot', '2.5.4.44': 'sensor' },
    version: 1,
  }),
  certificateFixture({
    subject: [
      [
        ['CN', { value: 'Gerät 東京 🛰', encoding: 'utf8' }],
        ['O', { value: 'Ωmega', encoding: 'bmp' }],
      ],
      ['OU', { value: '🛰', encoding: 'universal' }],
      ['L', { value: 'Orléans', encoding: 'teletex' }],
      ['ST', { value: 'a@b', encoding: 'printable' }],
      ['C', { value: 'FR', encoding: 'ia5' }],
      ['postalCode', { value: '45 000', encoding: 'numeric' }],
      ['title', { value: 'iot', encoding: 'visible' }],
      ['x500UniqueIdentifier', { der: '030200ff' }],
      ['1.2.3.4', { der: '30050201010500' }],
    ],
    serialNumber: '-80',
    publicKey: 'RSA-1024',
    signatureAlgorithm: 'sha256WithRSAEncryption',
    notAfter: new Date('9999-12-31T23:59:59Z'),
  }),
  certificateFixture({
    subject: { CN: 'every extension' },
    publicKey: 'Ed25519',
    signatureAlgorithm: 'Ed25519',
    basicConstraints: { ca: true, pathLength: 3 },
    keyUsage: ['digitalSignature', 'keyCertSign', 'decipherOnly'],
    extendedKeyUsage: ['1.3.6.1.5.5.7.3.2', '2.25.329800735698586629295641978511506172918'],
    subjectKeyIdentifier: '0123456789abcdef',
    authorityKeyIdentifier: 'fedcba9876543210',
    subjectAlternativeNames: [
      { kind: 'dns', value: 'device-1.example.com' },
      { kind: 'email', value: 'a@example.com' },
      { kind: 'uri', value: 'urn:dev:1' },
      { kind: 'ip', value: '192.0.2.1' },
      { kind: 'ip', value: '2001:db8::1' },
      { kind: 'registered-id', value: '1.2.3' },
      { kind: 'directory-name', value: { CN: 'x' } },
      { kind: 'other', value: 'a00906022a03a0030c0178' },
    ],
    extensions: [{ oid: '1.2.3', critical: true, value: '0500' }],
  }),
  certificateFixture({ subject: { CN: 'pss' }, publicKey: 'RSASSA-PSS-2048' }),
  certificateFixture({ subject: { CN: 'p521' }, publicKey: 'EC-P521' }),
  certificateFixture({ subject: { CN: 'unknown' }, publicKey: 'unknown' }),
]

/** Fixtures, and the root certificates of the Web. */
export const fuzzCorpus: readonly Certificate[] = [...fixtures, ...rootCertificates.map((pem) => readCertificate(pem))]
