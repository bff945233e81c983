import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { callAws, callUnless } from '../../../error/call-aws.js'
import { refuseUnknownOptions } from '../../../options/refuse-unknown-options.js'
import { requireClient } from '../../../options/required-option.js'
import { kmsKeyIdText, textOption } from '../../../options/text-option.js'
import { aboutKey } from '../about-key.js'
import { createVault } from '../create-vault.js'
import type { KeyVault } from '../key-vault.js'
import { requireStored, unprotected } from '../require-stored.js'
import type { S3Calls, StoredObject } from './s3-calls.js'
import { s3Errors } from './s3-errors.js'

export interface S3KeyVaultOptions {
  /** An `S3Client`, or anything else that makes these calls. */
  readonly client: S3Calls
  readonly bucket: string
  /** Id, ARN or alias of the key in KMS that encrypts. Default: the account's own, `alias/aws/s3`. */
  readonly kmsKeyId?: string
  /** Id of the account whose bucket it has to be: a bucket that was deleted can be made anew by anybody. Default: any. */
  readonly expectedBucketOwner?: string
}

/** Amazon S3 User Guide, "Naming Amazon S3 objects": what is safe everywhere. */
const names = {
  pattern: /^(?!.*(?:^|\/)\.{1,2}(?:\/|$))[\w!.*'()/-]{1,1024}$/,
  wanted: "a name of at most 1024 letters, digits and `/!-_.*'()`, such as `keys/factory-ca.pem`",
}

/** Amazon S3 User Guide, "General purpose bucket naming rules"; also the ARN of an access point. */
const bucketText = {
  pattern:
    /^(?:[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]|arn:aws(?:-[a-z]+)*:s3:[a-z0-9-]+:\d{12}:accesspoint\/[a-z0-9-]{3,50})$/,
  wanted: 'the name of a bucket',
}

const ownerText = { pattern: /^\d{12}$/, wanted: 'twelve digits' }

/** S3 takes more; no private key needs it. */
const longest = 16_384

/** Also of what was just stored: a server that only speaks like S3 may know nothing of KMS. */
const requireKms = (name: string, { ServerSideEncryption: by }: Pick<StoredObject, 'ServerSideEncryption'>): void => {
  if (by === 'aws:kms' || by === 'aws:kms:dsse') return
  throw unprotected(name, 'an object that S3 encrypts with `aws:kms`')
}

/**
 * A vault in an S3 bucket: each key is an object that is encrypted with a key of KMS.
 *
 * A bucket has more readers than a secret: prefer `createSsmKeyVault` or `createSecretsManagerKeyVault` where nothing else asks for S3.
 * The caller needs `s3:PutObject` to store, `s3:GetObject` to open and to repeat, and the use of the key in KMS. An object that is
 * encrypted by S3 alone is not opened.
 *
 * @param options - `client` and `bucket` are required
 * @throws {AdapterError} `adapter-option`
 * @see Amazon S3 API Reference, "PutObject" and "GetObject"; Amazon S3 User Guide, "Add preconditions to S3 operations with
 * conditional requests"
 *
 * @example
 * ```ts no-run
 * import { S3Client } from '@aws-sdk/client-s3'
 * import { createS3KeyVault } from '@thingplan/aws-adapter/s3'
 *
 * const vault = createS3KeyVault({
 *   client: new S3Client({ region: 'eu-central-1' }),
 *   bucket: 'factory-keys',
 *   kmsKeyId: 'alias/factory-keys',
 * })
 * const signer = await vault.open('factory-ca.pem')
 * ```
 */
export const createS3KeyVault = (options: S3KeyVaultOptions): KeyVault => {
  refuseUnknownOptions('createS3KeyVault', options, ['client', 'bucket', 'kmsKeyId', 'expectedBucketOwner'])
  const { client, expectedBucketOwner: owner } = options
  requireClient(client, 'client')
  const bucket = textOption('bucket', options.bucket, bucketText)
  const { kmsKeyId } = options
  if (kmsKeyId !== undefined) textOption('kmsKeyId', kmsKeyId, kmsKeyIdText)
  if (owner !== undefined) textOption('expectedBucketOwner', owner, ownerText)
  const about = (name: string) => aboutKey(name, s3Errors)
  const location = (name: string): { readonly Bucket: string; readonly Key: string } => ({
    Bucket: bucket,
    Key: name,
    ...(owner === undefined ? {} : { ExpectedBucketOwner: owner }),
  })

  const put = (name: string, pem: string, condition: { readonly IfNoneMatch?: '*' }): PutObjectCommand =>
    new PutObjectCommand({
      ...location(name),
      ...condition,
      Body: pem,
      ContentType: 'application/x-pem-file',
      ServerSideEncryption: 'aws:kms',
      ...(kmsKeyId === undefined ? {} : { SSEKMSKeyId: kmsKeyId }),
    })

  return createVault({
    names,
    longest,
    create: async (name, pem) => {
      const command = put(name, pem, { IfNoneMatch: '*' })
      const stored = await callUnless('PreconditionFailed', 'PutObject', about(name), () => client.send(command))
      if (stored !== undefined) requireKms(name, stored)
      return stored !== undefined
    },
    replace: async (name, pem) => {
      const command = put(name, pem, {})
      requireKms(name, await callAws('PutObject', about(name), () => client.send(command)))
    },
    read: async (name) => {
      const command = new GetObjectCommand(location(name))
      const { Body: body, ...found } = await callAws('GetObject', about(name), () => client.send(command))
      requireKms(name, found)
      const { ContentLength: length = longest } = found
      const text =
        length > longest ? undefined : await callAws('GetObject', about(name), async () => body?.transformToString())
      return requireStored(name, text)
    },
  })
}
