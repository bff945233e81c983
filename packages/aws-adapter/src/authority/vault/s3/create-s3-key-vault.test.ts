import { GetObjectCommand, NoSuchKey, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { createKeyPair, exportPrivateKey } from '@thingplan/pki'
import { mockClient } from 'aws-sdk-client-mock'
import { describe, expect, it } from 'vitest'
import { awsError } from '../../../fixtures/aws-error.js'
import { describeKeyVault, type TestedVault } from '../../../fixtures/key-vault-contract.js'
import { leaks } from '../../../fixtures/showings.js'
import { createS3KeyVault, type S3KeyVaultOptions } from './create-s3-key-vault.js'

const name = 'keys/factory-ca.pem'
const { privateKey } = await createKeyPair()
const pem = await exportPrivateKey(privateKey)

const startBucket = (options: Partial<S3KeyVaultOptions> = {}) => {
  const client = new S3Client({ region: 'eu-central-1' })
  const mock = mockClient(client)
  const contents = new Map<string, string>()
  mock.on(PutObjectCommand).callsFake(async ({ Key, Body, IfNoneMatch, ServerSideEncryption }) => {
    if (contents.has(Key) && IfNoneMatch === '*') throw awsError('PreconditionFailed')
    contents.set(Key, Body)
    return { ServerSideEncryption }
  })
  mock.on(GetObjectCommand).callsFake(async ({ Key }) => {
    const text = contents.get(Key)
    if (text === undefined) throw new NoSuchKey({ $metadata: {}, message: 'said by the test' })
    const Body = { transformToString: async () => text }
    return { Body, ContentLength: text.length, ServerSideEncryption: 'aws:kms' }
  })
  const breakDown: TestedVault['breakDown'] = (error) => {
    mock.on(PutObjectCommand).rejects(error)
    mock.on(GetObjectCommand).rejects(error)
  }
  return { vault: createS3KeyVault({ client, bucket: 'factory-keys', ...options }), contents, breakDown, mock }
}

describeKeyVault({
  name: 'createS3KeyVault',
  names: [name, "keys/(other)'s!.pem"],
  refusedNames: ['a?b', 'a/../b', '..', './a', 'x'.repeat(1025)],
  start: startBucket,
})

describe('an object', () => {
  it.each<[Partial<S3KeyVaultOptions>, object]>([
    [{}, {}],
    [{ kmsKeyId: 'alias/factory' }, { SSEKMSKeyId: 'alias/factory' }],
    [{ expectedBucketOwner: '123456789012' }, { ExpectedBucketOwner: '123456789012' }],
  ])('is encrypted by KMS, and never written over another, with the options %j', async (options, more) => {
    const { vault, mock } = startBucket(options)
    await vault.store(name, privateKey)
    expect(mock.commandCalls(PutObjectCommand).map(({ args: [{ input }] }) => input)).toEqual([
      {
        Bucket: 'factory-keys',
        Key: name,
        Body: pem,
        ContentType: 'application/x-pem-file',
        ServerSideEncryption: 'aws:kms',
        IfNoneMatch: '*',
        ...more,
      },
    ])
  })

  it.each(['AES256', undefined])('that is encrypted by %s is not opened: the key lay open', async (by) => {
    const { vault, mock } = startBucket()
    const Body = { transformToString: async () => pem }
    mock.on(GetObjectCommand).callsFake(async () => ({ Body, ServerSideEncryption: by }))
    await expect(vault.open(name)).rejects.toMatchObject({ code: 'vault-unprotected', value: name })
  })

  it.each([{}, { overwrite: true }])('that the server did not encrypt by KMS is an error, with %j', async (options) => {
    const { vault, mock } = startBucket()
    mock.on(PutObjectCommand).resolves({})
    await expect(vault.store(name, privateKey, options)).rejects.toMatchObject({ code: 'vault-unprotected' })
  })

  it('that is too large for a key is not read', async () => {
    const { vault, mock } = startBucket()
    let reads = 0
    const Body = {
      transformToString: async () => {
        reads += 1
        return pem
      },
    }
    mock.on(GetObjectCommand).callsFake(async () => ({ Body, ContentLength: 1e9, ServerSideEncryption: 'aws:kms' }))
    await expect(vault.open(name)).rejects.toMatchObject({ code: 'vault-content' })
    expect(reads).toBe(0)
  })

  it('whose stream breaks off shows nothing of what has come', async () => {
    const { vault, mock } = startBucket()
    const Body = { transformToString: () => Promise.reject(awsError('ECONNRESET', `after ${pem}`)) }
    mock.on(GetObjectCommand).callsFake(async () => ({ Body, ServerSideEncryption: 'aws:kms' }))
    const error = await vault.open(name).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ code: 'call-retryable' })
    expect(leaks(error, pem)).toEqual([])
  })

  it.each([
    ['ConditionalRequestConflict', 'call-retryable'],
    ['SlowDown', 'call-retryable'],
    ['InternalError', 'call-retryable'],
    ['NoSuchBucket', 'call-not-found'],
    ['AccessDenied', 'call-denied'],
    ['KMS.DisabledException', 'call-refused'],
    ['KMS.NotFoundException', 'call-refused'],
    ['InvalidObjectState', 'call-conflict'],
  ])('is not stored because of %s', async (error, code) => {
    const { vault, breakDown } = startBucket()
    breakDown(awsError(error))
    await expect(vault.store(name, privateKey)).rejects.toMatchObject({ code, remedy: expect.any(String) })
  })

  it.each<[object, string]>([
    [{ prefix: 'keys/' }, 'prefix'],
    [{ bucket: 'A' }, 'bucket'],
    [{ bucket: undefined }, 'bucket'],
    [{ kmsKeyId: '' }, 'kmsKeyId'],
    [{ expectedBucketOwner: '12' }, 'expectedBucketOwner'],
    [{ client: {} }, 'client'],
  ])('is not made with the options %j', (options, field) => {
    expect(() => startBucket(options)).toThrow(expect.objectContaining({ code: 'adapter-option', field }))
  })
})
