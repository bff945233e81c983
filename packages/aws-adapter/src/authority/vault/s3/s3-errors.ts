import type { ErrorMeaning, ErrorMeanings } from '../../../error/call-error.js'

const missing: ErrorMeaning = {
  code: 'call-not-found',
  remedy: 'check the bucket, its region, and the name of the key',
}
const key: ErrorMeaning = {
  code: 'call-refused',
  remedy: 'check the key in KMS: it exists, is enabled, and may be used by the caller',
}
const busy: ErrorMeaning = { code: 'call-retryable', remedy: 'try again after a while' }

/** What S3 answers (Amazon S3 API Reference, "Error responses"), in its own name or in that of KMS. */
export const s3Errors: ErrorMeanings = /* @__PURE__ */ new Map<string, ErrorMeaning>([
  ['NoSuchKey', missing],
  ['NoSuchBucket', missing],
  ['NotFound', missing],
  ['PermanentRedirect', missing],
  ['ConditionalRequestConflict', busy],
  ['OperationAborted', busy],
  ['InternalError', busy],
  ['InvalidObjectState', { code: 'call-conflict', remedy: 'restore the object from its archive' }],
  ['KMS.NotFoundException', key],
  ['KMS.DisabledException', key],
  ['KMS.KMSInvalidStateException', key],
  ['KMS.InvalidKeyUsageException', key],
])
