import type { ErrorMeaning, ErrorMeanings } from '../../error/call-error.js'

const missing: ErrorMeaning = {
  code: 'call-not-found',
  remedy: 'check the id of the key or the name of its alias, the account and the region',
}
const wrongState: ErrorMeaning = {
  code: 'call-conflict',
  remedy: 'enable the key, cancel its deletion, or finish the import of its material',
}
const wrongUsage: ErrorMeaning = {
  code: 'call-refused',
  remedy: 'use an asymmetric key with the usage SIGN_VERIFY; the usage of a key cannot be changed',
}
const busy: ErrorMeaning = { code: 'call-retryable', remedy: 'try again after a while' }

/** What KMS answers (AWS KMS API Reference, "GetPublicKey" and "Sign"). */
export const kmsErrors: ErrorMeanings = /* @__PURE__ */ new Map<string, ErrorMeaning>([
  ['NotFoundException', missing],
  ['InvalidArnException', missing],
  ['DisabledException', wrongState],
  ['KMSInvalidStateException', wrongState],
  ['InvalidKeyUsageException', wrongUsage],
  ['UnsupportedOperationException', wrongUsage],
  ['KeyUnavailableException', busy],
  ['DependencyTimeoutException', busy],
  ['KMSInternalException', busy],
  ['DryRunOperationException', { code: 'call-refused', remedy: 'use a client that carries calls out' }],
])
