import type { GetPublicKeyCommand, GetPublicKeyResponse, SignCommand, SignResponse } from '@aws-sdk/client-kms'

/** The calls of a signer whose key is in KMS. A `KMSClient` fits without a cast. */
export interface KmsCalls {
  send(command: GetPublicKeyCommand): Promise<GetPublicKeyResponse>
  send(command: SignCommand): Promise<SignResponse>
}
