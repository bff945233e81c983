import { type ErrorDetails, ThingplanError } from '@thingplan/core'

export type SignerErrorCode =
  /** A key that is for something else than signing. */
  | 'signer-key-usage'
  /** A key of a type or size that AWS IoT does not take, or that is not what KMS says of it. */
  | 'signer-key-unfit'
  /** An algorithm that the key does not sign with. */
  | 'signer-algorithm'
  /** An answer of KMS without something that every such answer has. */
  | 'signer-answer'
  /** A signature that the public key does not verify. */
  | 'signer-signature'

/** Why a key does not sign, where KMS itself has nothing against it. */
export class SignerError extends ThingplanError<SignerErrorCode> {
  override readonly name = 'SignerError'

  constructor(code: SignerErrorCode, message: string, details: ErrorDetails = {}) {
    super(code, message, details)
  }
}
