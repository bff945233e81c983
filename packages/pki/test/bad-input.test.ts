import { readCertificate } from '@thingplan/core'
import { certificateFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { writeBitString, writeInteger, writeSequence } from '../src/der/write-element.js'
import {
  createCertificateAuthority,
  createCertificateRequest,
  createKeyPair,
  createPemSigner,
  createWebCryptoSigner,
  exportPrivateKey,
  issueAuthorityCertificate,
  issueClaimCertificate,
  issueDeviceCertificate,
  openCertificateAuthority,
  readCertificateRequest,
  type SubjectInput,
} from '../src/index.js'

const authority = await createCertificateAuthority({ subject: 'CN=CA' })
const keys = await createKeyPair()
const { publicKey } = keys
const request = await createCertificateRequest({ keys, subject: 'CN=a' })
const passphrase = 'correct horse battery staple'

const weak = await crypto.subtle.generateKey(
  { name: 'RSASSA-PKCS1-v1_5', modulusLength: 1024, publicExponent: Uint8Array.of(1, 0, 1), hash: 'SHA-256' },
  true,
  ['sign', 'verify'],
)
const ed25519 = await createKeyPair('Ed25519')

/** SubjectPublicKeyInfo of an RSA key of 2048 bits with the exponent 1, which no library makes. */
const exponentOne = writeSequence(
  Uint8Array.from(Buffer.from('300d06092a864886f70d0101010500', 'hex')),
  writeBitString(writeSequence(writeInteger(new Uint8Array(256).fill(0xc1)), writeInteger(Uint8Array.of(1)))),
)

/** SubjectPublicKeyInfo of an EC key on P-256, with another curve or another point put in. */
const { spki } = request
const otherCurve = Uint8Array.from(Buffer.from('3056301006072a8648ce3d020106052b8104000a034200', 'hex'))
const secp256k1 = Uint8Array.of(...otherCurve, ...spki.subarray(-65))
const offCurve = spki.map((octet, at) => (at === spki.length - 1 ? octet ^ 1 : octet))

const hybrid = spki.with(spki.length - 65, 6 + ((spki.at(-1) ?? 0) & 1))

const forged = request.der.map((octet, at) => (at === request.der.length - 1 ? octet ^ 1 : octet))
const device = await issueDeviceCertificate({ authority, publicKey, subject: 'CN=a' })
const issue = (options: object): Promise<unknown> =>
  Reflect.apply(issueDeviceCertificate, undefined, [{ authority, publicKey, subject: 'CN=a', ...options }])
const subject = (input: SubjectInput): Promise<unknown> => issue({ subject: input })

/** What the issue names as bad input, each with the code and the field of its refusal. */
const table: readonly [input: string, act: () => Promise<unknown>, code: string, field: string][] = [
  ['a CSR with a bad signature', () => readCertificateRequest(forged), 'request-signature', 'request'],
  ['the same, to be certified', () => issue({ publicKey: undefined, csr: forged }), 'request-signature', 'request'],
  ['RSA 1024', () => issue({ publicKey: weak.publicKey }), 'key-too-weak', 'key'],
  ['RSA 1024 in a request', () => createCertificateRequest({ keys: weak, subject: 'CN=a' }), 'key-too-weak', 'key'],
  ['RSA with the exponent 1', () => issue({ publicKey: exponentOne }), 'key-too-weak', 'key'],
  ['an unknown curve', () => issue({ publicKey: secp256k1 }), 'key-algorithm-unsupported', 'key'],
  ['a point that is not on its curve', () => issue({ publicKey: offCurve }), 'pki-option', 'publicKey'],
  ['a point in the hybrid form', () => issue({ publicKey: hybrid }), 'pki-option', 'publicKey'],
  ['octets that are no key', () => issue({ publicKey: Uint8Array.of(1) }), 'pki-option', 'publicKey'],
  ['Ed25519 for AWS IoT', () => issue({ publicKey: ed25519.publicKey }), 'key-algorithm-unsupported', 'key'],
  [
    'a CA of Ed25519 for AWS IoT',
    () => createCertificateAuthority({ subject: 'CN=a', keyAlgorithm: 'Ed25519' }),
    'key-algorithm-unsupported',
    'keyAlgorithm',
  ],
  [
    'an authority of Ed25519 for AWS IoT',
    async () =>
      issue({
        authority: await createCertificateAuthority({ subject: 'CN=a', keyAlgorithm: 'Ed25519', target: 'x509' }),
      }),
    'key-algorithm-unsupported',
    'key',
  ],
  [
    'a request longer than AWS IoT takes',
    () => createCertificateRequest({ keys, subject: { dnQualifier: 'a'.repeat(4000) } }),
    'request-too-long',
    'subject',
  ],
  ['an empty RDN', () => subject([['CN', 'a'], []]), 'subject-malformed', 'subject'],
  ['an empty RDN in text', () => subject('CN=a,,O=b'), 'subject-malformed', 'subject'],
  ['no RDN', () => subject([]), 'subject-malformed', 'subject'],
  ['a country of three letters', () => subject({ C: 'FRA' }), 'subject-value-refused', 'C'],
  ['a country of one', () => subject({ C: 'F' }), 'subject-value-refused', 'C'],
  ['a country of a digit', () => subject({ C: 'F1' }), 'subject-value-refused', 'C'],
  [
    'a wrong passphrase',
    async () => createPemSigner(await exportPrivateKey(keys.privateKey, { passphrase }), { passphrase: 'guess' }),
    'private-key-unreadable',
    'privateKey',
  ],
  [
    'a CA certificate that is not a CA',
    async () => openCertificateAuthority({ certificate: device, signer: await createWebCryptoSigner(keys) }),
    'authority-unfit',
    'authority',
  ],
  [
    'the same, to issue with',
    () => issue({ authority: { certificate: device, privateKey: keys.privateKey } }),
    'authority-unfit',
    'authority',
  ],
  [
    'a CA that has no room for another CA',
    () => issueAuthorityCertificate({ authority, publicKey, subject: 'CN=a' }),
    'authority-unfit',
    'pathLength',
  ],
  [
    'a validity that ends after the CA',
    () => issue({ notAfter: new Date('2090-01-01') }),
    'validity-outside-issuer',
    'notAfter',
  ],
  [
    'a validity that begins before the CA',
    () => issue({ notBefore: new Date('2000-01-01') }),
    'validity-outside-issuer',
    'notBefore',
  ],
  [
    'an intermediate that outlives its issuer',
    async () =>
      createCertificateAuthority({
        subject: 'CN=a',
        issuer: await createCertificateAuthority({ subject: 'CN=Root', pathLength: 1 }),
        notAfter: new Date('2090-01-01'),
      }),
    'validity-outside-issuer',
    'notAfter',
  ],
  [
    'a key that does not match',
    async () => issue({ authority: { certificate: authority.certificate, privateKey: keys.privateKey } }),
    'authority-key-mismatch',
    'privateKey',
  ],
  [
    'a pair that is none',
    async () => createWebCryptoSigner({ publicKey, privateKey: (await createKeyPair()).privateKey }),
    'key-mismatch',
    'privateKey',
  ],
  ['a target that is none', () => issue({ target: 'aws' }), 'pki-option', 'target'],
  [
    'a claim of nobody',
    () => Reflect.apply(issueClaimCertificate, undefined, [{ authority, subject: 'CN=a' }]),
    'pki-option',
    'publicKey',
  ],
]

describe('bad input', () => {
  it.each(table)('%s', async (_, act, code, field) => {
    const refusal = act()
    await expect(refusal).rejects.toMatchObject({ name: 'PkiError', code, field, remedy: expect.any(String) })
    await expect(refusal).rejects.toThrow(/^[^A-Z].*[^.]$/)
  })

  it.each([
    ['CN', 64],
    ['serialNumber', 64],
    ['L', 128],
    ['ST', 128],
    ['street', 128],
    ['O', 64],
    ['OU', 64],
    ['title', 64],
    ['businessCategory', 128],
    ['postalCode', 40],
    ['telephoneNumber', 32],
    ['pseudonym', 128],
    ['emailAddress', 255],
  ] as const)('%s has at most %i characters (RFC 5280 appendix A, X.520)', async (type, longest) => {
    await expect(subject({ [type]: 'a'.repeat(longest) })).resolves.toMatchObject({ version: 3 })
    await expect(subject({ [type]: 'a'.repeat(longest + 1) })).rejects.toMatchObject({
      code: 'subject-value-refused',
      field: type,
    })
  })

  it('makes no key before all of it is checked', async () => {
    let made = 0
    const counting = {
      getRandomValues: crypto.getRandomValues.bind(crypto),
      subtle: new Proxy(crypto.subtle, {
        get: (subtle, name) => {
          if (name === 'generateKey' || name === 'sign') made += 1
          const member: unknown = Reflect.get(subtle, name)
          return typeof member === 'function' ? member.bind(subtle) : member
        },
      }),
    }
    const refused = [
      { subject: 'CN=' },
      { subject: 'CN=a', pathLength: 256 },
      { subject: 'CN=a', notAfter: new Date('1990-01-01') },
      { subject: 'CN=a', issuer: authority },
      { subject: 'CN=a', keyAlgorithm: 'Ed25519' },
    ]
    for (const options of refused) {
      const asked = Reflect.apply(createCertificateAuthority, undefined, [{ ...options, crypto: counting }])
      await expect(asked).rejects.toMatchObject({ name: 'PkiError' })
    }
    expect(made).toBe(0)
  })
})

it('a CA without key usage may sign, one that lacks keyCertSign may not (RFC 5280 section 4.2.1.3)', async () => {
  const certificate = readCertificate(
    certificateFixture({ subject: { CN: 'a' }, basicConstraints: { ca: true }, keyUsage: ['cRLSign'] }).pem,
  )
  const unfit = issue({ authority: { certificate, privateKey: keys.privateKey } })
  await expect(unfit).rejects.toMatchObject({ code: 'authority-unfit', field: 'authority' })
})
