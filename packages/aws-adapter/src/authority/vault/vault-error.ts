import { type ErrorDetails, ThingplanError } from '@thingplan/core'

export type VaultErrorCode =
  /** A name that the service does not take. */
  | 'vault-name'
  /** Another key is stored under the name. */
  | 'vault-occupied'
  /** A text that is longer than the service stores, or than any private key is. */
  | 'vault-too-large'
  /** Something that is stored without the encryption that a private key needs. */
  | 'vault-unprotected'
  /** Something else than the text of a private key. */
  | 'vault-content'

/** Why a private key is not stored, or not opened. It holds nothing of the key. */
export class VaultError extends ThingplanError<VaultErrorCode> {
  override readonly name = 'VaultError'

  constructor(code: VaultErrorCode, message: string, details: ErrorDetails = {}) {
    super(code, message, details)
  }
}
