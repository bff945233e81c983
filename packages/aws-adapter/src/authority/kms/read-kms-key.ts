import { createPublicKey, type KeyObject } from 'node:crypto'
import { GetPublicKeyCommand, type GetPublicKeyResponse } from '@aws-sdk/client-kms'
import { quote } from '@thingplan/core'
import type { SignatureAlgorithm } from '@thingplan/pki'
import { callAws } from '../../error/call-aws.js'
import type { KmsCalls } from './kms-calls.js'
import { kmsErrors } from './kms-errors.js'
import { SignerError } from './signer-error.js'
import { chooseAlgorithm, type KeyType, keySpecs, keyTypeOf, type SigningAlgorithm } from './signing-algorithm.js'

/** The public half of a key in KMS, and how the other half signs. */
export interface KmsKey {
  /** The ARN of the key itself, where it was asked for by an alias too. */
  readonly arn: string
  readonly publicKey: KeyObject
  /** SubjectPublicKeyInfo, DER. */
  readonly spki: Uint8Array
  readonly algorithm: SigningAlgorithm
}

const unfit = (message: string, value: string | undefined, cause?: unknown): SignerError =>
  new SignerError('signer-key-unfit', message, {
    field: 'keyId',
    value,
    remedy: `use a key of one of these types: ${keySpecs.join(', ')}`,
    cause,
  })

const requireSigning = ({ KeyUsage }: GetPublicKeyResponse): void => {
  if (KeyUsage === 'SIGN_VERIFY') return
  throw new SignerError('signer-key-usage', `the key is for ${quote(String(KeyUsage))}`, {
    field: 'keyId',
    value: KeyUsage,
    remedy: 'use a key with the usage SIGN_VERIFY; the usage of a key cannot be changed',
  })
}

const parse = (der: Uint8Array): KeyObject => {
  try {
    return createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
  } catch (cause) {
    throw unfit('KMS answered with octets that are no public key', undefined, cause)
  }
}

/** What KMS sends has to be the key that it speaks of, to the octet: everything that is signed is bound to it. */
const readPublicKey = (der: Uint8Array, { spec, shape }: KeyType): KeyObject => {
  const key = parse(der)
  const { namedCurve, modulusLength } = key.asymmetricKeyDetails ?? {}
  const isSame = key.export({ format: 'der', type: 'spki' }).equals(der)
  if (isSame && (namedCurve ?? modulusLength) === shape) return key
  throw unfit(`KMS answered with a public key that is not of the type ${quote(spec)}`, spec)
}

/**
 * Asks KMS for the public key, once, and checks what it answers.
 *
 * @throws {SignerError} `signer-key-usage`, `signer-key-unfit`, `signer-algorithm`, `signer-answer`
 * @throws {CallError}
 */
export const readKmsKey = async (
  client: KmsCalls,
  keyId: string,
  wanted: SignatureAlgorithm | undefined,
): Promise<KmsKey> => {
  const subject = { field: 'keyId', value: keyId, meanings: kmsErrors }
  const answer = await callAws('GetPublicKey', subject, () => client.send(new GetPublicKeyCommand({ KeyId: keyId })))
  requireSigning(answer)
  const { KeyId: arn, PublicKey: der, KeySpec, SigningAlgorithms = [] } = answer
  if (arn === undefined || der === undefined) {
    const field = arn === undefined ? 'KeyId' : 'PublicKey'
    throw new SignerError('signer-answer', `GetPublicKey answered without \`${field}\``, { field })
  }
  const type = keyTypeOf(KeySpec)
  if (type === undefined) throw unfit(`the key is of the type ${quote(String(KeySpec))}`, KeySpec)
  const algorithm = chooseAlgorithm(type, SigningAlgorithms, wanted)
  return { arn, publicKey: readPublicKey(der, type), spki: Uint8Array.from(der), algorithm }
}
