import { inspect } from 'node:util'
import { readCertificate } from '@thingplan/core'
import { certificateFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import {
  createCertificateAuthority,
  createCertificateRequest,
  createKeyPair,
  exportPrivateKey,
  issueDeviceCertificate,
  issueServerCertificate,
  issueVerificationCertificate,
  PkiError,
} from '../src/index.js'

const authority = await createCertificateAuthority({ subject: 'CN=CA' })
const keys = await createKeyPair()
const { publicKey } = keys

/** The code of the refusal, and the field that it names; calls as JavaScript would make them. */
const refusalOf = async (act: (...args: never[]) => Promise<unknown>, ...args: unknown[]): Promise<string> => {
  try {
    await Reflect.apply(act, undefined, args)
  } catch (error) {
    if (error instanceof PkiError) return `${error.code}: ${error.field}`
    throw error
  }
  return 'accepted'
}

describe('subjects', () => {
  it.each([
    ['text that is none', 'device-1', 'subject-malformed: subject'],
    ['an unknown type', { commonname: 'a' }, 'subject-malformed: subject'],
    ["a prototype's name", { constructor: 'a' }, 'subject-malformed: subject'],
    ['nothing', {}, 'subject-malformed: subject'],
    ['an empty list', [], 'subject-malformed: subject'],
    ['an empty RDN', [[]], 'subject-malformed: subject'],
    ['an empty value', { CN: '' }, 'subject-malformed: subject'],
    ['a number', { CN: 1 }, 'subject-malformed: subject'],
    ['null in a list', [null], 'subject-malformed: subject'],
    ['a number for a subject', 7, 'subject-malformed: subject'],
    ['a common name of 65 characters', { CN: 'a'.repeat(65) }, 'subject-value-refused: CN'],
    ['a country of three letters', { C: 'FRA' }, 'subject-value-refused: C'],
    ['a country of digits', { C: '12' }, 'subject-value-refused: C'],
    ['a serial number beyond PrintableString', { serialNumber: 'a_b' }, 'subject-value-refused: serialNumber'],
    ['an email address beyond ASCII', { emailAddress: 'ä@example.com' }, 'subject-value-refused: emailAddress'],
    ['a line break', { CN: 'a\nb' }, 'subject-value-refused: CN'],
    ['half a surrogate pair', { CN: 'a\ud800' }, 'subject-value-refused: CN'],
  ])('refuses %s', async (_, subject, refusal) => {
    expect(await refusalOf(issueDeviceCertificate, { authority, publicKey, subject })).toBe(refusal)
    expect(await refusalOf(createCertificateAuthority, { subject })).toBe(refusal)
    expect(await refusalOf(createCertificateRequest, { keys, subject })).toBe(refusal)
  })

  it('takes 64 characters that need more than 64 code units', async () => {
    const { subject } = await issueDeviceCertificate({ authority, publicKey, subject: { CN: '😀'.repeat(64) } })
    expect(subject.get('CN')).toBe('😀'.repeat(64))
  })

  it('keeps what looks like RFC 4514 inside a value as text', async () => {
    const { subject } = await issueDeviceCertificate({
      authority,
      publicKey,
      subject: { CN: 'a,O=Evil+title="iot"#\\' },
    })
    expect(subject.entries()).toEqual([['CN', 'a,O=Evil+title="iot"#\\']])
  })

  it('sorts an RDN of several attributes as DER wants it (X.690 section 11.6)', async () => {
    const { subject } = await issueDeviceCertificate({
      authority,
      publicKey,
      subject: [
        [
          ['UID', 'z'],
          ['CN', 'a'],
        ],
        ['O', 'b'],
      ],
    })
    expect(subject.rdns.map((rdn) => rdn.map(({ type }) => type))).toEqual([['CN', 'UID'], ['O']])
  })
})

describe('keys', () => {
  const generate = async (algorithm: object, usages: string[]): Promise<{ publicKey: unknown }> =>
    Reflect.apply(crypto.subtle.generateKey, crypto.subtle, [algorithm, true, usages])
  const rsa = (name: string, modulusLength: number) => ({
    name,
    modulusLength,
    publicExponent: Uint8Array.of(1, 0, 1),
    hash: 'SHA-256',
  })

  it.each([
    ['RSA of 1024 bits', rsa('RSASSA-PKCS1-v1_5', 1024), ['sign', 'verify'], 'key-too-weak: key'],
    ['RSA of 2047 bits', rsa('RSASSA-PKCS1-v1_5', 2047), ['sign', 'verify'], 'key-too-weak: key'],
    ['Ed25519', { name: 'Ed25519' }, ['sign', 'verify'], 'key-algorithm-unsupported: key'],
  ])('refuses to certify %s', async (_, algorithm, usages, refusal) => {
    const weak = await generate(algorithm, usages)
    expect(await refusalOf(issueDeviceCertificate, { authority, publicKey: weak.publicKey, subject: 'CN=a' })).toBe(
      refusal,
    )
    expect(await refusalOf(createCertificateRequest, { keys: weak, subject: 'CN=a' })).toBe(refusal)
  })

  it('refuses to make a key that does not exist', async () => {
    expect(await refusalOf(createKeyPair, 'RSA-1024')).toBe('key-algorithm-unsupported: algorithm')
    expect(await refusalOf(createKeyPair, '__proto__')).toBe('key-algorithm-unsupported: algorithm')
  })

  it('refuses a private key where a public one belongs, and the other way round', async () => {
    const { privateKey } = keys
    expect(await refusalOf(issueDeviceCertificate, { authority, publicKey: privateKey, subject: 'CN=a' })).toBe(
      'pki-option: publicKey',
    )
    expect(await refusalOf(exportPrivateKey, publicKey)).toBe('key-not-exportable: privateKey')
  })

  it('does not export what was made to stay', async () => {
    const { privateKey } = await createKeyPair('EC-P256', { exportable: false })
    expect(await refusalOf(exportPrivateKey, privateKey)).toBe('key-not-exportable: privateKey')
  })

  it('never prints or serialises one, even where the implementation keeps it in plain sight', async () => {
    const secret = 'the private key itself'
    const pair = await createKeyPair('EC-P256', {
      crypto: {
        subtle: { generateKey: async () => ({ publicKey: { algorithm: { name: 'ECDSA' } }, privateKey: { secret } }) },
      } as unknown as typeof globalThis.crypto,
    })
    const shown = [
      JSON.stringify(pair),
      inspect(pair, { depth: 9, showHidden: true, getters: true }),
      JSON.stringify({ ...pair }),
    ]
    expect(shown.join()).not.toContain(secret)
    expect(JSON.stringify(authority)).toBe(JSON.stringify({ certificate: authority.certificate.pem }))
    expect(inspect(authority, { depth: 9, showHidden: true, getters: true })).toBe('CertificateAuthority CN=CA')
  })
})

describe('issuers', () => {
  it.each([
    ['a device', certificateFixture({ subject: { CN: 'a' }, basicConstraints: { ca: false } })],
    ['a certificate without basic constraints', certificateFixture({ subject: { CN: 'a' } })],
    [
      'a CA that may not sign certificates',
      certificateFixture({ subject: { CN: 'a' }, basicConstraints: { ca: true }, keyUsage: ['cRLSign'] }),
    ],
  ])('refuses %s', async (_, { pem }) => {
    const unfit = { certificate: readCertificate(pem), privateKey: authority.privateKey }
    expect(await refusalOf(issueDeviceCertificate, { authority: unfit, publicKey, subject: 'CN=a' })).toBe(
      'authority-unfit: authority',
    )
  })
})

describe('options', () => {
  it.each<[string, (...args: never[]) => Promise<unknown>, unknown, string]>([
    ['no subject', createCertificateAuthority, {}, 'pki-option: subject'],
    ['no options', createCertificateAuthority, undefined, 'pki-option: options'],
    ['a list of options', createCertificateAuthority, ['CN=a'], 'pki-option: options'],
    [
      'a misspelt one',
      createCertificateAuthority,
      { subject: 'CN=a', keyAlgoritm: 'EC-P256' },
      'pki-option: keyAlgoritm',
    ],
    [
      'a negative path length',
      createCertificateAuthority,
      { subject: 'CN=a', pathLength: -1 },
      'pki-option: pathLength',
    ],
    ['neither key nor request', issueDeviceCertificate, { authority, subject: 'CN=a' }, 'pki-option: publicKey'],
    [
      'both key and request',
      issueDeviceCertificate,
      { authority, subject: 'CN=a', publicKey, csr: 'a' },
      'pki-option: publicKey',
    ],
    [
      "an extension of one's own",
      issueDeviceCertificate,
      { authority, subject: 'CN=a', publicKey, extensions: [] },
      'pki-option: extensions',
    ],
    [
      'a validity beyond the CA',
      issueDeviceCertificate,
      { authority, subject: 'CN=a', publicKey, notAfter: new Date('9999-01-01') },
      'validity-outside-issuer: notAfter',
    ],
    [
      'a registration code that is none',
      issueVerificationCertificate,
      { authority, registrationCode: 'abc' },
      'registration-code-malformed: registrationCode',
    ],
    ['a server without a name', issueServerCertificate, { authority, publicKey }, 'pki-option: dnsNames'],
    ['a misspelt option of a key', createKeyPair, 'EC-P256', 'accepted'],
  ])('%s', async (_, act, options, refusal) => {
    expect(await refusalOf(act, options)).toBe(refusal)
  })
})
