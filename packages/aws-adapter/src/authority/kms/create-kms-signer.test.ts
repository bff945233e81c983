import { generateKeyPairSync } from 'node:crypto'
import { GetPublicKeyCommand, type GetPublicKeyResponse, SignCommand } from '@aws-sdk/client-kms'
import {
  createKeyPair,
  createSigningAuthority,
  issueDeviceCertificate,
  type KeyAlgorithm,
  type KeyPair,
  openCertificateAuthority,
  type SignatureAlgorithm,
  verifyChain,
} from '@thingplan/pki'
import { beforeAll, describe, expect, it } from 'vitest'
import { hasOpenssl } from '../../../../../openssl.shared.js'
import { awsError } from '../../fixtures/aws-error.js'
import { keyArn, type MockedKms, mockKms } from '../../fixtures/mock-kms.js'
import { opensslVerify } from '../../fixtures/openssl-verify.js'
import { createKmsSigner, type KmsSignerOptions } from './create-kms-signer.js'

const keyId = 'alias/factory-ca'
const keys = new Map<KeyAlgorithm, KeyPair>()

const kmsWith = (algorithm: KeyAlgorithm): MockedKms => {
  const pair = keys.get(algorithm)
  if (pair === undefined) throw new Error(`no key of ${algorithm}`)
  return mockKms(pair.privateKey)
}

beforeAll(async () => {
  const wanted: readonly KeyAlgorithm[] = ['EC-P256', 'EC-P384', 'EC-P521', 'RSA-2048', 'RSA-3072', 'RSA-4096']
  await Promise.all(wanted.map(async (algorithm) => keys.set(algorithm, await createKeyPair(algorithm))))
  // A large RSA key takes as long as it takes to find two primes.
}, 60_000)

/** A CA and a device below it, both signed by KMS. */
const issueWith = async (options: KmsSignerOptions) => {
  const signer = await createKmsSigner(options)
  const authority = await createSigningAuthority({ subject: 'CN=Factory CA', signer })
  const { publicKey } = await createKeyPair()
  const device = await issueDeviceCertificate({ authority, publicKey, subject: 'CN=device-1' })
  return { signer, authority, device }
}

describe('createKmsSigner', () => {
  it.each<[KeyAlgorithm, SignatureAlgorithm | undefined, SignatureAlgorithm, string]>([
    ['EC-P256', undefined, 'ecdsa-with-SHA256', 'ECDSA_SHA_256'],
    ['EC-P384', undefined, 'ecdsa-with-SHA384', 'ECDSA_SHA_384'],
    ['EC-P521', undefined, 'ecdsa-with-SHA512', 'ECDSA_SHA_512'],
    ['RSA-2048', undefined, 'sha256WithRSAEncryption', 'RSASSA_PKCS1_V1_5_SHA_256'],
    ['RSA-2048', 'sha384WithRSAEncryption', 'sha384WithRSAEncryption', 'RSASSA_PKCS1_V1_5_SHA_384'],
    ['RSA-2048', 'sha512WithRSAEncryption', 'sha512WithRSAEncryption', 'RSASSA_PKCS1_V1_5_SHA_512'],
    ['RSA-3072', undefined, 'sha256WithRSAEncryption', 'RSASSA_PKCS1_V1_5_SHA_256'],
    ['RSA-4096', undefined, 'sha256WithRSAEncryption', 'RSASSA_PKCS1_V1_5_SHA_256'],
  ])('makes a CA of a key %s in KMS, asked to sign by %s', async (keyAlgorithm, wanted, algorithm, inKms) => {
    const { client, mock } = kmsWith(keyAlgorithm)
    const { signer, authority, device } = await issueWith({
      client,
      keyId,
      ...(wanted === undefined ? {} : { algorithm: wanted }),
    })
    expect(signer.algorithm).toBe(algorithm)
    await expect(verifyChain(device, [authority.certificate], new Date())).resolves.toHaveLength(2)

    expect(mock.commandCalls(GetPublicKeyCommand)).toHaveLength(1)
    const signed = mock.commandCalls(SignCommand).map(({ args: [{ input }] }) => input)
    expect(new Set(signed.map(({ SigningAlgorithm }) => SigningAlgorithm))).toEqual(new Set([inKms]))
    expect(new Set(signed.map(({ KeyId, MessageType }) => `${KeyId} ${MessageType}`))).toEqual(
      new Set([`${keyId} DIGEST`]),
    )
  })

  it.skipIf(!hasOpenssl).each<KeyAlgorithm>(['EC-P256', 'EC-P384', 'EC-P521', 'RSA-2048'])(
    'makes certificates of a key %s that OpenSSL accepts (needs openssl)',
    async (keyAlgorithm) => {
      const { authority, device } = await issueWith({ client: kmsWith(keyAlgorithm).client, keyId })
      expect(opensslVerify(device.pem, [authority.certificate.pem])).toBe('device.pem: OK\n')
    },
  )

  it('signs more than the 4096 bytes that KMS takes', async () => {
    const { client } = kmsWith('EC-P256')
    const signer = await createKmsSigner({ client, keyId })
    await expect(signer.sign(new Uint8Array(10_000))).resolves.toBeInstanceOf(Uint8Array)
  })

  it('opens a CA that was made before', async () => {
    const { client } = kmsWith('EC-P256')
    const { authority } = await issueWith({ client, keyId })
    const signer = await createKmsSigner({ client, keyId })
    const opened = await openCertificateAuthority({ certificate: authority.certificate.pem, signer })
    expect(opened.certificate.id).toBe(authority.certificate.id)
  })

  const secp256k1 = generateKeyPairSync('ec', { namedCurve: 'secp256k1' }).publicKey
  const rsa1024 = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey
  const spki = (key: typeof rsa1024): Uint8Array => new Uint8Array(key.export({ format: 'der', type: 'spki' }))

  it.each<[string, Partial<GetPublicKeyResponse>, string, string]>([
    ['a key that encrypts', { KeyUsage: 'ENCRYPT_DECRYPT' }, 'signer-key-usage', 'keyId'],
    ['a key for agreement', { KeyUsage: 'KEY_AGREEMENT' }, 'signer-key-usage', 'keyId'],
    ['a key that says nothing of its usage', { KeyUsage: undefined }, 'signer-key-usage', 'keyId'],
    ['a curve that AWS IoT does not take', { KeySpec: 'ECC_SECG_P256K1' }, 'signer-key-unfit', 'keyId'],
    ['a key of SM2', { KeySpec: 'SM2' }, 'signer-key-unfit', 'keyId'],
    ['another curve than KMS says', { PublicKey: spki(secp256k1) }, 'signer-key-unfit', 'keyId'],
    [
      'fewer bits than KMS says',
      { PublicKey: spki(rsa1024), KeySpec: 'RSA_2048', SigningAlgorithms: ['RSASSA_PKCS1_V1_5_SHA_256'] },
      'signer-key-unfit',
      'keyId',
    ],
    ['octets that are no key', { PublicKey: Uint8Array.of(1, 2, 3) }, 'signer-key-unfit', 'keyId'],
    ['no octets', { PublicKey: undefined }, 'signer-answer', 'PublicKey'],
    ['no name', { KeyId: undefined }, 'signer-answer', 'KeyId'],
    ['no algorithm', { SigningAlgorithms: undefined }, 'signer-algorithm', 'algorithm'],
    ['the algorithm of another curve', { SigningAlgorithms: ['ECDSA_SHA_384'] }, 'signer-algorithm', 'algorithm'],
  ])('refuses %s', async (_, change, code, field) => {
    const { client, mock, described } = kmsWith('EC-P256')
    mock.on(GetPublicKeyCommand).resolves({ ...described, ...change })
    await expect(createKmsSigner({ client, keyId })).rejects.toMatchObject({ name: 'SignerError', code, field })
    expect(mock.commandCalls(SignCommand)).toHaveLength(0)
  })

  it('refuses a key with something behind it', async () => {
    const { client, mock, described } = kmsWith('EC-P256')
    const PublicKey = Uint8Array.of(...(described.PublicKey ?? []), 0)
    mock.on(GetPublicKeyCommand).resolves({ ...described, PublicKey })
    await expect(createKmsSigner({ client, keyId })).rejects.toMatchObject({ code: 'signer-key-unfit' })
  })

  it.each<[string, string, string]>([
    ['NotFoundException', 'call-not-found', 'check the id of the key'],
    ['DisabledException', 'call-conflict', 'enable the key'],
    ['KMSInvalidStateException', 'call-conflict', 'cancel its deletion'],
    ['InvalidKeyUsageException', 'call-refused', 'SIGN_VERIFY'],
    ['UnsupportedOperationException', 'call-refused', 'SIGN_VERIFY'],
    ['KeyUnavailableException', 'call-retryable', 'try again'],
    ['DependencyTimeoutException', 'call-retryable', 'try again'],
    ['KMSInternalException', 'call-retryable', 'try again'],
    ['ThrottlingException', 'call-retryable', 'try again'],
    ['AccessDeniedException', 'call-denied', 'allow the operation'],
    ['SurprisingException', 'call-unexpected', 'report the name'],
  ])('says what to do about %s', async (name, code, remedy) => {
    const wanted = { name: 'CallError', code, field: 'keyId', value: keyId, remedy: expect.stringContaining(remedy) }
    const failing = kmsWith('EC-P256')
    failing.mock.on(GetPublicKeyCommand).rejects(awsError(name))
    await expect(createKmsSigner({ client: failing.client, keyId })).rejects.toMatchObject(wanted)

    const { client, mock } = kmsWith('EC-P256')
    const signer = await createKmsSigner({ client, keyId })
    mock.on(SignCommand).rejects(awsError(name))
    await expect(signer.sign(Uint8Array.of(1))).rejects.toMatchObject({ ...wanted, operation: 'Sign' })
  })

  it.each<[string, (signature: Uint8Array) => Uint8Array | undefined, string]>([
    ['another octet', (signature) => signature.map((octet, at) => (at === 20 ? octet ^ 1 : octet)), 'signer-signature'],
    ['something behind', (signature) => Uint8Array.of(...signature, 0), 'signer-signature'],
    ['r and s as they are (IEEE P1363)', () => new Uint8Array(64).fill(7), 'signer-signature'],
    ['none', () => undefined, 'signer-answer'],
  ])('hands out no signature that is not one: %s', async (_, change, code) => {
    const { client, mock } = kmsWith('EC-P256')
    const signer = await createKmsSigner({ client, keyId })
    const good = await signer.sign(Uint8Array.of(1))
    mock.on(SignCommand).resolves({ KeyId: keyArn, Signature: change(good) })
    await expect(signer.sign(Uint8Array.of(1))).rejects.toMatchObject({ name: 'SignerError', code })
  })

  it('notices an alias that was moved to another key', async () => {
    const first = kmsWith('EC-P256')
    const signer = await createKmsSigner({ client: first.client, keyId })
    const other = mockKms((await createKeyPair()).privateKey)
    first.mock.on(SignCommand).callsFake((input) => other.client.send(new SignCommand(input)))
    await expect(signer.sign(Uint8Array.of(1))).rejects.toMatchObject({
      code: 'signer-signature',
      value: keyArn,
      remedy: expect.stringContaining('alias'),
    })
  })

  it.each<[object, string, string]>([
    [{ keyID: 'a' }, 'adapter-option', 'keyID'],
    [{ keyId: '' }, 'adapter-option', 'keyId'],
    [{ keyId: 'a key' }, 'adapter-option', 'keyId'],
    [{ client: {} }, 'adapter-option', 'client'],
    [{ algorithm: 'sha1WithRSAEncryption' }, 'signer-algorithm', 'algorithm'],
    [{ algorithm: 'ecdsa-with-SHA384' }, 'signer-algorithm', 'algorithm'],
  ])('refuses the options %j', async (change, code, field) => {
    const { client } = kmsWith('EC-P256')
    await expect(createKmsSigner({ client, keyId, ...change })).rejects.toMatchObject({ code, field })
  })
})
