import type { KeySpec, SigningAlgorithmSpec } from '@aws-sdk/client-kms'
import { quote } from '@thingplan/core'
import type { SignatureAlgorithm } from '@thingplan/pki'
import { SignerError } from './signer-error.js'

/** One way in which a key of KMS signs, in the words of KMS, of X.509 and of node:crypto. */
export interface SigningAlgorithm {
  readonly kms: SigningAlgorithmSpec
  readonly x509: SignatureAlgorithm
  readonly hash: 'sha256' | 'sha384' | 'sha512'
}

const rsa: readonly SigningAlgorithm[] = [
  { kms: 'RSASSA_PKCS1_V1_5_SHA_256', x509: 'sha256WithRSAEncryption', hash: 'sha256' },
  { kms: 'RSASSA_PKCS1_V1_5_SHA_384', x509: 'sha384WithRSAEncryption', hash: 'sha384' },
  { kms: 'RSASSA_PKCS1_V1_5_SHA_512', x509: 'sha512WithRSAEncryption', hash: 'sha512' },
]

/** A type of key: what its public key looks like, and how it signs, the default first. */
export interface KeyType {
  readonly spec: KeySpec
  /** In node:crypto's words: the name of the curve, or the bits of the modulus. */
  readonly shape: string | number
  readonly algorithms: readonly SigningAlgorithm[]
}

/**
 * The types of keys that sign certificates which AWS IoT takes. Each curve has but one hash in KMS (AWS KMS Developer Guide,
 * "Key spec reference").
 */
const keyTypes: readonly KeyType[] = [
  {
    spec: 'ECC_NIST_P256',
    shape: 'prime256v1',
    algorithms: [{ kms: 'ECDSA_SHA_256', x509: 'ecdsa-with-SHA256', hash: 'sha256' }],
  },
  {
    spec: 'ECC_NIST_P384',
    shape: 'secp384r1',
    algorithms: [{ kms: 'ECDSA_SHA_384', x509: 'ecdsa-with-SHA384', hash: 'sha384' }],
  },
  {
    spec: 'ECC_NIST_P521',
    shape: 'secp521r1',
    algorithms: [{ kms: 'ECDSA_SHA_512', x509: 'ecdsa-with-SHA512', hash: 'sha512' }],
  },
  { spec: 'RSA_2048', shape: 2048, algorithms: rsa },
  { spec: 'RSA_3072', shape: 3072, algorithms: rsa },
  { spec: 'RSA_4096', shape: 4096, algorithms: rsa },
]

/** The type of a key, by what KMS calls it. */
export const keyTypeOf = (spec: string | undefined): KeyType | undefined => keyTypes.find((type) => type.spec === spec)

export const keySpecs: readonly string[] = /* @__PURE__ */ (() => keyTypes.map(({ spec }) => spec))()

/**
 * How a key is to sign: as it is asked to, or by its default.
 *
 * @throws {SignerError} `signer-algorithm`
 */
export const chooseAlgorithm = (
  { spec, algorithms }: KeyType,
  offered: readonly string[],
  wanted: SignatureAlgorithm | undefined,
): SigningAlgorithm => {
  const usable = algorithms.filter(({ kms }) => offered.includes(kms))
  const chosen = wanted === undefined ? usable[0] : usable.find(({ x509 }) => x509 === wanted)
  if (chosen !== undefined) return chosen
  const value = wanted === undefined ? spec : String(wanted)
  throw new SignerError('signer-algorithm', `a key ${quote(spec)} does not sign with ${quote(value)}`, {
    field: 'algorithm',
    value,
    remedy: `use one of: ${algorithms.map(({ x509 }) => x509).join(', ')}`,
  })
}
