import type { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'

/** What is read of an object. */
export interface StoredObject {
  readonly Body?: { transformToString(): Promise<string> } | undefined
  readonly ContentLength?: number | undefined
  readonly ServerSideEncryption?: string | undefined
}

/** The calls of a vault in S3. An `S3Client` fits without a cast. */
export interface S3Calls {
  send(command: GetObjectCommand): Promise<StoredObject>
  send(command: PutObjectCommand): Promise<Pick<StoredObject, 'ServerSideEncryption'>>
}
