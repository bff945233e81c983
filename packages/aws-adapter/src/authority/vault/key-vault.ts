import type { CryptoKey } from '@thingplan/pki'
import type { PrivateKey } from '../../provisioning/claim/private-key.js'
import type { VaultKey } from './vault-key.js'

/** A private key that is to be stored: one of WebCrypto that is exportable, or PEM, which `PrivateKey` keeps out of logs. */
export type StorableKey = CryptoKey | PrivateKey | string

export interface OpenKeyOptions {
  /** Of a key that is encrypted on its own, beneath the encryption of the vault. */
  readonly passphrase?: string | undefined
}

export interface StoreKeyOptions extends OpenKeyOptions {
  /** Whether a key that is stored under the name may be lost. Default false: another key there is an error. */
  readonly overwrite?: boolean | undefined
}

/**
 * A place for private keys that have to be stored, such as the key of a CA. Where it can be helped, do not store one: a key in KMS never
 * leaves it, see `createKmsSigner`.
 *
 * Besides what each method says both reject with `VaultError` (`vault-name`), `CallError`, and `AdapterError` (`adapter-option`,
 * `answer-malformed`). None of these holds anything of a key, nor of what the service answered.
 */
export interface KeyVault {
  /**
   * Checks a private key and stores it. Storing the key that is there already is no error, so that it can be repeated after a lost
   * answer.
   *
   * @throws {VaultError} `vault-occupied` where another key is there; `vault-too-large`
   * @throws {PkiError} for what is no private key, is not exportable, or is too weak
   */
  store(name: string, privateKey: StorableKey, options?: StoreKeyOptions): Promise<VaultKey>
  /**
   * The key that is stored under a name, to sign with.
   *
   * @throws {VaultError} `vault-unprotected`, `vault-content`
   * @throws {PkiError} for a key that cannot be read, also because of its passphrase, or that is too weak
   */
  open(name: string, options?: OpenKeyOptions): Promise<VaultKey>
}
