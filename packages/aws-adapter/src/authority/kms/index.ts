export { createKmsSigner, type KmsSignerOptions } from './create-kms-signer.js'
export type { KmsCalls } from './kms-calls.js'
export { SignerError, type SignerErrorCode } from './signer-error.js'
