import { inspect } from 'node:util'
import { readCertificate } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { hasOpenssl } from '../../../openssl.shared.js'
import {
  createCertificateAuthority,
  createCertificateRequest,
  createKeyPair,
  createPemSigner,
  createSigningAuthority,
  createWebCryptoSigner,
  exportPrivateKey,
  issueDeviceCertificate,
  type KeyAlgorithm,
  keyMatches,
  openCertificateAuthority,
  openKeyPair,
  type PkiError,
  type Signer,
} from '../src/index.js'
import { openssl } from './openssl.js'

const algorithms: [KeyAlgorithm, string][] = [
  ['EC-P256', 'ecdsa-with-SHA256'],
  ['EC-P384', 'ecdsa-with-SHA384'],
  ['EC-P521', 'ecdsa-with-SHA512'],
  ['RSA-2048', 'sha256WithRSAEncryption'],
  ['Ed25519', 'Ed25519'],
]
const passphrase = 'correct horse battery staple ü'
const { publicKey } = await createKeyPair()

describe.each(algorithms)('a key of %s', async (keyAlgorithm, algorithm) => {
  const keys = await createKeyPair(keyAlgorithm)
  const pem = await exportPrivateKey(keys.privateKey)

  it.each<[string, () => Promise<Signer>]>([
    ['WebCrypto', () => createWebCryptoSigner(keys)],
    ['PKCS #8', () => createPemSigner(pem)],
    [
      'encrypted PKCS #8',
      async () => createPemSigner(await exportPrivateKey(keys.privateKey, { passphrase }), { passphrase }),
    ],
  ])('signs from %s', async (_, create) => {
    const signer = await create()
    expect(signer.algorithm).toBe(algorithm)
    const authority = await createSigningAuthority({ subject: 'CN=CA', signer, target: 'x509' })
    const device = await issueDeviceCertificate({ authority, publicKey, subject: 'CN=a', target: 'x509' })
    expect(device.signatureAlgorithm.name).toBe(algorithm)
    expect(await keyMatches(authority.certificate, keys.publicKey)).toBe(true)
    const { spki } = await createCertificateRequest({ signer, subject: 'CN=a', target: 'x509' })
    expect(spki).toEqual(signer.publicKey)
  })
})

describe('a signer', async () => {
  const keys = await createKeyPair()
  const signer = await createWebCryptoSigner(keys)
  const { certificate } = await createSigningAuthority({ subject: 'CN=CA', signer })

  it('opens a CA that exists, once', async () => {
    let signatures = 0
    const counting: Signer = {
      ...signer,
      sign: (bytes) => {
        signatures += 1
        return signer.sign(bytes)
      },
    }
    const authority = await openCertificateAuthority({ certificate: certificate.pem, signer: counting })
    await issueDeviceCertificate({ authority, publicKey, subject: 'CN=a' })
    await issueDeviceCertificate({ authority, publicKey, subject: 'CN=b' })
    expect(signatures).toBe(3)
  })

  it('is asked for a proof where its authority was not opened', async () => {
    const issued = await issueDeviceCertificate({ authority: { certificate, signer }, publicKey, subject: 'CN=a' })
    expect(issued.issuer.get('CN')).toBe('CA')
  })

  it.each<[string, Signer]>([
    ['signs with another key', await createWebCryptoSigner(await createKeyPair())],
    ['signs with a key of another curve', await createWebCryptoSigner(await createKeyPair('EC-P384'))],
    [
      'says the right public key, but signs with another',
      {
        ...(await createWebCryptoSigner(await createKeyPair())),
        publicKey: certificate.publicKey.spki,
      },
    ],
    [
      'answers raw ECDSA where DER belongs',
      {
        ...signer,
        sign: async (bytes) =>
          new Uint8Array(await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.privateKey, bytes)),
      },
    ],
    ['answers nothing', { ...signer, sign: async () => new Uint8Array() }],
  ])('opens nothing where it %s', async (_, wrong) => {
    const refusal = { code: 'authority-key-mismatch', field: 'privateKey' }
    await expect(openCertificateAuthority({ certificate, signer: wrong })).rejects.toMatchObject(refusal)
    const authority = { certificate, signer: wrong }
    await expect(issueDeviceCertificate({ authority, publicKey, subject: 'CN=a' })).rejects.toMatchObject(refusal)
    expect(await keyMatches(certificate, wrong)).toBe(false)
  })

  it('makes no CA whose key is not its own', async () => {
    const wrong = { ...signer, publicKey: (await createWebCryptoSigner(await createKeyPair())).publicKey }
    const made = createSigningAuthority({ subject: 'CN=CA', signer: wrong })
    await expect(made).rejects.toMatchObject({ code: 'authority-key-mismatch' })
    const asked = createCertificateRequest({ signer: wrong, subject: 'CN=a' })
    await expect(asked).rejects.toMatchObject({ code: 'request-signature' })
  })

  it('does not sign in a way that its key has not', async () => {
    const made = createSigningAuthority({
      subject: 'CN=CA',
      signer: { ...signer, algorithm: 'sha256WithRSAEncryption' },
    })
    await expect(made).rejects.toMatchObject({ code: 'key-algorithm-unsupported', field: 'algorithm' })
  })

  it('shows no private key', async () => {
    const pem = await exportPrivateKey(keys.privateKey)
    const ofFile = await createPemSigner(pem)
    const jwk = await crypto.subtle.exportKey('jwk', keys.privateKey)
    const shown = [JSON.stringify(ofFile), inspect(ofFile, { depth: 9, showHidden: true, getters: true })].join()
    expect(shown).not.toContain(jwk.d)
    expect(shown).not.toContain('CryptoKey')
  })

  it('is made of one pair only', async () => {
    const mixed = { publicKey: (await createKeyPair()).publicKey, privateKey: keys.privateKey }
    await expect(createWebCryptoSigner(mixed)).rejects.toMatchObject({ code: 'key-mismatch', field: 'privateKey' })
  })
})

describe('keyMatches', async () => {
  const { certificate, privateKey, signer } = await createCertificateAuthority({ subject: 'CN=CA' })
  const other = await createKeyPair()

  it.each([
    ['its private key', privateKey, true],
    ['its signer', signer, true],
    ['its SubjectPublicKeyInfo', certificate.publicKey.spki, true],
    ['another private key', other.privateKey, false],
    ['another public key', other.publicKey, false],
    ['a key of another algorithm', (await createKeyPair('Ed25519')).privateKey, false],
    ['other octets', Uint8Array.of(1), false],
  ])('%s', async (_, key, matches) => {
    expect(await keyMatches(certificate, key)).toBe(matches)
  })

  it.each([undefined, null, 'a key', {}])('refuses what is no key: %j', async (key) => {
    const asked = Reflect.apply(keyMatches, undefined, [certificate, key])
    await expect(asked).rejects.toMatchObject({ code: 'pki-option', field: 'key' })
  })
})

describe('a private key that cannot be read', async () => {
  const pem = await exportPrivateKey((await createKeyPair()).privateKey)
  const encrypted = await exportPrivateKey((await createKeyPair()).privateKey, { passphrase })
  const der = Buffer.from(encrypted.replaceAll(/-----[^-]+-----|\s/g, ''), 'base64')
  const corrupt = Buffer.from(der.map((octet, at) => (at === der.length - 1 ? octet ^ 1 : octet)))
  const relabelled = `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${corrupt.toString('base64')}\n-----END ENCRYPTED PRIVATE KEY-----\n`

  const refusalOf = async (text: unknown, options?: object): Promise<unknown> =>
    Reflect.apply(createPemSigner, undefined, [text, options]).then(
      () => 'accepted',
      (error: PkiError) => ({ ...error, message: error.message, cause: error.cause }),
    )

  it('looks the same with a wrong passphrase and when it is corrupt', async () => {
    const wrong = await refusalOf(encrypted, { passphrase: 'guess' })
    expect(wrong).toMatchObject({ code: 'private-key-unreadable', field: 'privateKey', cause: undefined })
    expect(await refusalOf(relabelled, { passphrase })).toEqual(wrong)
    expect(await refusalOf(encrypted, { passphrase: '' })).toEqual(wrong)
    expect(await refusalOf(pem.replace('M', 'A'))).toEqual(wrong)
  })

  it.each([
    ['no text', 7, 'private-key-unreadable', 'privateKey'],
    ['no key', 'a key', 'private-key-unreadable', 'privateKey'],
    ['a public key', pem.replaceAll('PRIVATE', 'PUBLIC'), 'private-key-unreadable', 'privateKey'],
    ['half a key', pem.replace(/\n.{20}/, '\n'), 'private-key-unreadable', 'privateKey'],
    ['a key in another wrapping', pem.replaceAll('PRIVATE', 'EC PRIVATE'), 'private-key-unreadable', 'privateKey'],
    ['an encrypted key without its passphrase', encrypted, 'pki-option', 'passphrase'],
    [
      'the encryption of RFC 1421',
      '-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,00\n\nAAAA\n-----END EC PRIVATE KEY-----',
      'private-key-unsupported',
      'privateKey',
    ],
  ])('%s', async (_, text, code, field) => {
    expect(await refusalOf(text)).toMatchObject({ code, field })
  })

  it('does not keep this process busy for as long as its author likes', async () => {
    // 600,000 iterations (RFC 8018 appendix A.2) become 16,777,215.
    const hex = der.toString('hex').replace('02030927c0', '0203ffffff')
    const body = Buffer.from(hex, 'hex').toString('base64')
    const costly = `-----BEGIN ENCRYPTED PRIVATE KEY-----\n${body}\n-----END ENCRYPTED PRIVATE KEY-----\n`
    expect(costly).not.toBe(encrypted)
    expect(await refusalOf(costly, { passphrase })).toMatchObject({ code: 'private-key-unsupported' })
  })

  it('is not written under an empty passphrase', async () => {
    const { privateKey } = await createKeyPair()
    await expect(exportPrivateKey(privateKey, { passphrase: '' })).rejects.toMatchObject({
      code: 'pki-option',
      field: 'passphrase',
    })
  })
})

describe.skipIf(!hasOpenssl)('with OpenSSL', () => {
  const genpkey = (...args: string[]): string => openssl(['genpkey', ...args])
  const ec = ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256']
  const encrypt = ['pkcs8', '-topk8', '-in', 'a.key', '-passout', `pass:${passphrase}`]

  it.each([
    ['P-256', ec],
    ['P-384', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-384']],
    ['P-521', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-521']],
    ['RSA 2048', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']],
    ['Ed25519', ['-algorithm', 'ED25519']],
  ])('its key of %s signs what it verifies (needs openssl)', async (_, args) => {
    const signer = await createPemSigner(genpkey(...args))
    const { certificate } = await createSigningAuthority({ subject: 'CN=CA', signer, target: 'x509' })
    const checked = openssl(['verify', '-x509_strict', '-check_ss_sig', '-CAfile', 'ca.pem', 'ca.pem'], {
      'ca.pem': certificate.pem,
    })
    expect(checked).toBe('ca.pem: OK\n')
  })

  it.each([
    ['AES-128 and SHA-1', ['-v2', 'aes-128-cbc', '-v2prf', 'hmacWithSHA1']],
    ['AES-192 and SHA-384', ['-v2', 'aes-192-cbc', '-v2prf', 'hmacWithSHA384']],
    ['AES-256 and SHA-512', ['-v2', 'aes-256-cbc', '-v2prf', 'hmacWithSHA512']],
    ['what it chooses itself', []],
  ])('its key under %s is read (needs openssl)', async (_, how) => {
    const pem = genpkey(...ec)
    const signer = await createPemSigner(openssl([...encrypt, ...how], { 'a.key': pem }), { passphrase })
    expect(signer.publicKey).toEqual((await createPemSigner(pem)).publicKey)
  })

  it.each([
    ['scrypt', ['-scrypt']],
    ['triple DES', ['-v2', 'des3']],
    ['PBES1', ['-v1', 'PBE-SHA1-3DES']],
  ])('its key under %s is refused by name (needs openssl)', async (_, how) => {
    const pem = openssl([...encrypt, ...how], { 'a.key': genpkey(...ec) })
    await expect(createPemSigner(pem, { passphrase })).rejects.toMatchObject({ code: 'private-key-unsupported' })
  })

  it.each([
    ['SEC 1', ['ec', '-in', 'a.key'], ec],
    ['SEC 1 without its public key', ['ec', '-no_public', '-in', 'a.key'], ec],
    ['PKCS #1', ['rsa', '-traditional', '-in', 'a.key'], ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:2048']],
  ])('its key as %s is read (needs openssl)', async (_, how, args) => {
    const pem = genpkey(...args)
    const signer = await createPemSigner(openssl(how, { 'a.key': pem }))
    expect(signer.publicKey).toEqual((await createPemSigner(pem)).publicKey)
  })

  it.each([
    ['RSA 1024', ['-algorithm', 'RSA', '-pkeyopt', 'rsa_keygen_bits:1024'], 'key-too-weak'],
    ['secp256k1', ['-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:secp256k1'], 'key-algorithm-unsupported'],
    ['X25519', ['-algorithm', 'X25519'], 'key-algorithm-unsupported'],
  ])('its key of %s is refused (needs openssl)', async (_, args, code) => {
    await expect(createPemSigner(genpkey(...args))).rejects.toMatchObject({ code })
  })

  it('decrypts what is written here (needs openssl)', async () => {
    const { privateKey } = await createKeyPair()
    const files = { 'a.key': await exportPrivateKey(privateKey, { passphrase }) }
    const plain = openssl(['pkcs8', '-in', 'a.key', '-passin', `pass:${passphrase}`], files)
    expect(plain).toBe(await exportPrivateKey(privateKey))
    expect(() => openssl(['pkcs8', '-in', 'a.key', '-passin', 'pass:guess'], files)).toThrow()
  })

  it('makes a CA that is opened with its encrypted key (needs openssl)', async () => {
    const key = openssl([...encrypt], { 'a.key': genpkey(...ec) })
    const request = ['req', '-x509', '-key', 'ca.key', '-passin', `pass:${passphrase}`, '-subj', '/CN=Foreign CA']
    const pem = openssl(request, { 'ca.key': key })
    const signer = await createPemSigner(key, { passphrase })
    const authority = await openCertificateAuthority({ certificate: readCertificate(pem), signer })
    const device = await issueDeviceCertificate({ authority, publicKey, subject: 'CN=a' })
    expect(device.issuer.get('CN')).toBe('Foreign CA')
  })
})

describe('openKeyPair', () => {
  it('opens a pair whose key can be written again only where that is asked for', async () => {
    const text = await exportPrivateKey((await createKeyPair('EC-P256')).privateKey)
    const exportable = await openKeyPair(text, { exportable: true })
    expect(await exportPrivateKey(exportable.privateKey)).toBe(text)
    await expect(exportPrivateKey((await openKeyPair(text)).privateKey)).rejects.toMatchObject({
      code: 'key-not-exportable',
    })
  })

  it('shows the algorithm, and nothing of the key', async () => {
    const text = await exportPrivateKey((await createKeyPair('EC-P256')).privateKey)
    expect(JSON.stringify(await openKeyPair(text, { exportable: true }))).toBe('{"algorithm":"ECDSA"}')
  })

  it('refuses an option that does not exist', async () => {
    const opening = Reflect.apply(openKeyPair, undefined, ['', { exportible: true }])
    await expect(opening).rejects.toMatchObject({ code: 'pki-option', field: 'exportible' })
  })
})
