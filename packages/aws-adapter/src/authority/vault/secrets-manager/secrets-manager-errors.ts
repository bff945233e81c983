import type { ErrorMeaning, ErrorMeanings } from '../../../error/call-error.js'

const key: ErrorMeaning = {
  code: 'call-refused',
  remedy: 'check the key in KMS: it exists, is enabled, and may be used by the caller',
}

/** What Secrets Manager answers (AWS Secrets Manager API Reference, "CreateSecret" and "GetSecretValue"). */
export const secretsManagerErrors: ErrorMeanings = /* @__PURE__ */ new Map<string, ErrorMeaning>([
  ['EncryptionFailure', key],
  ['DecryptionFailure', key],
  [
    'InvalidRequestException',
    {
      code: 'call-conflict',
      remedy: 'restore the secret if it is scheduled for deletion, or choose another name',
    },
  ],
  ['PreconditionNotMetException', { code: 'call-conflict', remedy: 'look at the state of the secret' }],
  ['InternalServiceError', { code: 'call-retryable', remedy: 'try again after a while' }],
])
