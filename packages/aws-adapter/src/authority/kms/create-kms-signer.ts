import { createHash, verify } from 'node:crypto'
import { SignCommand } from '@aws-sdk/client-kms'
import type { SignatureAlgorithm, Signer } from '@thingplan/pki'
import { callAws } from '../../error/call-aws.js'
import { refuseUnknownOptions } from '../../options/refuse-unknown-options.js'
import { requireClient } from '../../options/required-option.js'
import { kmsKeyIdText, textOption } from '../../options/text-option.js'
import type { KmsCalls } from './kms-calls.js'
import { kmsErrors } from './kms-errors.js'
import { type KmsKey, readKmsKey } from './read-kms-key.js'
import { SignerError } from './signer-error.js'

export interface KmsSignerOptions {
  /** A `KMSClient`, or anything else that makes these calls. */
  readonly client: KmsCalls
  /** Id or ARN of an asymmetric key with the usage SIGN_VERIFY, or the name or ARN of an alias of one. */
  readonly keyId: string
  /** How an RSA key signs. Default `sha256WithRSAEncryption`; each curve has but one algorithm, which is its default. */
  readonly algorithm?: SignatureAlgorithm
}

const refused = ({ arn }: KmsKey): SignerError =>
  new SignerError('signer-signature', 'KMS answered with a signature that the public key does not verify', {
    field: 'keyId',
    value: arn,
    remedy: 'see whether the alias now leads to another key, and create the signer anew',
  })

/**
 * A signer whose private key never leaves AWS KMS.
 *
 * The public key is asked for once, when the signer is created, and checked. What is to be signed is hashed here, because KMS takes
 * no more than 4096 bytes, and a certificate can be longer. Every signature is verified before it is handed out: an alias that was
 * moved to another key, or a client that answers nonsense, ends in an error and not in a certificate.
 *
 * The caller needs `kms:GetPublicKey` and `kms:Sign` on the key.
 *
 * @param options - `client` and `keyId` are required
 * @returns a signer for pki's `openCertificateAuthority` and `createSigningAuthority`
 * @throws {AdapterError} `adapter-option`
 * @throws {SignerError} `signer-key-usage`, `signer-key-unfit`, `signer-algorithm`, `signer-answer`; its `sign` rejects with
 * `signer-answer`, `signer-signature`
 * @throws {CallError} where KMS does not carry out a call, from `sign` too
 * @see AWS KMS API Reference, "GetPublicKey" and "Sign"
 *
 * @example
 * ```ts no-run
 * import { KMSClient } from '@aws-sdk/client-kms'
 * import { createKmsSigner } from '@thingplan/aws-adapter/kms'
 * import { createSigningAuthority } from '@thingplan/pki'
 *
 * const signer = await createKmsSigner({ client: new KMSClient({ region: 'eu-central-1' }), keyId: 'alias/factory-ca' })
 * const { certificate } = await createSigningAuthority({ subject: 'CN=Factory CA', signer })
 * ```
 */
export const createKmsSigner = async (options: KmsSignerOptions): Promise<Signer> => {
  refuseUnknownOptions('createKmsSigner', options, ['client', 'keyId', 'algorithm'])
  const { client, algorithm: wanted } = options
  requireClient(client, 'client')
  const keyId = textOption('keyId', options.keyId, kmsKeyIdText)
  const key = await readKmsKey(client, keyId, wanted)
  const { publicKey, spki, algorithm } = key
  const subject = { field: 'keyId', value: keyId, meanings: kmsErrors }

  return Object.freeze({
    publicKey: spki,
    algorithm: algorithm.x509,
    sign: async (bytes: Uint8Array) => {
      const command = new SignCommand({
        // As it was given, since a role may be allowed to sign by the alias alone (condition key `kms:RequestAlias`).
        KeyId: keyId,
        Message: createHash(algorithm.hash).update(bytes).digest(),
        MessageType: 'DIGEST',
        SigningAlgorithm: algorithm.kms,
      })
      const { Signature: signature } = await callAws('Sign', subject, () => client.send(command))
      if (signature === undefined) {
        throw new SignerError('signer-answer', 'Sign answered without `Signature`', { field: 'Signature' })
      }
      // OpenSSL takes ECDSA in DER only as it would write it (RFC 3279 section 2.2.3).
      if (!verify(algorithm.hash, bytes, publicKey, signature)) throw refused(key)
      return Uint8Array.from(signature)
    },
  })
}
