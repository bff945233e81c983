import { checkOptions } from '../check-options.js'
import { checkKeyStrength } from '../key/key-strength.js'
import { decryptPrivateKey } from '../key/pbes2.js'
import { privateKeyAlgorithm, privateKeyLabels, toPrivateKeyInfo } from '../key/private-key-info.js'
import type { PublicKeyAlgorithm } from '../key/public-key-algorithm.js'
import { checkPublicKey } from '../key/public-key-info.js'
import { readPem } from '../pem.js'
import { PkiError } from '../pki-error.js'
import type { CryptoOption, WebCrypto } from '../web-crypto.js'
import { keySigner } from './key-signer.js'
import { ownsKey } from './owns-key.js'
import type { Signer } from './signer.js'

export interface CreatePemSignerOptions extends CryptoOption {
  /** Of an encrypted key; a text, taken as UTF-8. */
  readonly passphrase?: string | undefined
}

const encryptedLabel = 'ENCRYPTED PRIVATE KEY'

/** One error for whatever is wrong with the octets of a key, without a cause: it would tell a wrong passphrase from a corrupt key. */
const unreadable = (): PkiError =>
  new PkiError('private-key-unreadable', 'the private key is corrupt, or the passphrase is not its own', {
    field: 'privateKey',
    remedy: 'give a private key in PEM, and its passphrase if it is encrypted',
  })

const needsPassphrase = (): PkiError =>
  new PkiError('pki-option', 'the private key is encrypted', {
    field: 'passphrase',
    remedy: 'give its passphrase',
  })

const readPkcs8 = async (pem: string, passphrase: string | undefined, crypto: WebCrypto): Promise<Uint8Array> => {
  if (typeof pem !== 'string') throw unreadable()
  if (/^(Proc-Type:.*ENCRYPTED|DEK-Info:)/m.test(pem)) {
    throw new PkiError('private-key-unsupported', 'the private key is encrypted in the form that RFC 1421 had', {
      field: 'privateKey',
      remedy: 'write it as PKCS #8 with: openssl pkcs8 -topk8 -v2 aes-256-cbc',
    })
  }
  const block = readPem(pem, [encryptedLabel, ...privateKeyLabels])
  if (block === undefined) throw unreadable()
  const { label, der } = block
  if (label === encryptedLabel && passphrase === undefined) throw needsPassphrase()
  const pkcs8 =
    label === encryptedLabel ? await decryptPrivateKey(der, passphrase ?? '', crypto) : toPrivateKeyInfo(label, der)
  if (pkcs8 === undefined) throw unreadable()
  return pkcs8
}

/** Its public key, which a PrivateKeyInfo need not hold: WebCrypto computes it where a key is exported as JWK. */
const publicKeyOf = async (
  pkcs8: Uint8Array,
  algorithm: PublicKeyAlgorithm & { readonly hash: string },
  { subtle }: WebCrypto,
): Promise<Uint8Array> => {
  const exportable = await subtle.importKey('pkcs8', pkcs8, algorithm, true, ['sign'])
  const { kty, crv, x, y, n, e } = await subtle.exportKey('jwk', exportable)
  const defined = Object.entries({ kty, crv, x, y, n, e }).filter(([, value]) => value !== undefined)
  const publicKey = await subtle.importKey('jwk', Object.fromEntries(defined), algorithm, true, ['verify'])
  return new Uint8Array(await subtle.exportKey('spki', publicKey))
}

const signerOf = async (
  pkcs8: Uint8Array,
  algorithm: PublicKeyAlgorithm,
  crypto: WebCrypto,
): Promise<Signer | undefined> => {
  try {
    const parameters = { ...algorithm, hash: 'SHA-256' }
    const spki = await publicKeyOf(pkcs8, parameters, crypto)
    const key = await crypto.subtle.importKey('pkcs8', pkcs8, parameters, false, ['sign'])
    const signer = keySigner(key, spki, crypto)
    return (await ownsKey(signer, spki, crypto)) ? signer : undefined
  } catch {
    return undefined
  }
}

/**
 * A signer of a private key from a file: PKCS #8 in PEM, as it is or encrypted, or the older forms of RSA and EC.
 *
 * Encrypted keys are those of PBES2 with PBKDF2 and AES-CBC, which is what OpenSSL 3 and `exportPrivateKey` write. RSA signs with
 * SHA-256, EC by the strength of the curve. The key is held by WebCrypto and cannot be taken out of the signer.
 *
 * @param pem the first private key in it is read, whatever stands around.
 * @throws {PkiError} `private-key-unreadable` for a corrupt key as for a wrong passphrase; `private-key-unsupported`,
 * `key-algorithm-unsupported`, `key-too-weak`; `pki-option`, also for an encrypted key without `passphrase`.
 * @see RFC 5958, RFC 8018
 * @example
 * ```ts
 * import { createKeyPair, createPemSigner, exportPrivateKey } from '@thingplan/pki'
 *
 * const { privateKey } = await createKeyPair('EC-P256')
 * const pem = await exportPrivateKey(privateKey, { passphrase: 'correct horse battery staple' })
 *
 * const signer = await createPemSigner(pem, { passphrase: 'correct horse battery staple' })
 * signer.algorithm // => 'ecdsa-with-SHA256'
 * ```
 */
export const createPemSigner = async (pem: string, options: CreatePemSignerOptions = {}): Promise<Signer> => {
  checkOptions('createPemSigner', options, [], ['passphrase', 'crypto'])
  const { crypto = globalThis.crypto, passphrase } = options
  const pkcs8 = await readPkcs8(pem, passphrase, crypto)
  try {
    const algorithm = privateKeyAlgorithm(pkcs8)
    if (algorithm === undefined) throw unreadable()
    // The size of RSA shows in the public key only.
    if (algorithm.name !== 'RSASSA-PKCS1-v1_5') checkKeyStrength(algorithm, 'x509')
    const signer = await signerOf(pkcs8, algorithm, crypto)
    if (signer === undefined) throw unreadable()
    checkPublicKey(signer.publicKey, 'x509')
    return signer
  } finally {
    pkcs8.fill(0)
  }
}
