import type { ErrorMeaning, ErrorMeanings } from '../../../error/call-error.js'

const missing: ErrorMeaning = { code: 'call-not-found', remedy: 'check the name, the account and the region' }
const refused: ErrorMeaning = { code: 'call-refused', remedy: 'choose another name for the parameter' }
const full: ErrorMeaning = {
  code: 'call-quota',
  remedy: 'delete parameters or versions that nobody needs; trying again does not help',
}

/** What Parameter Store answers (AWS Systems Manager API Reference, "PutParameter" and "GetParameter"). */
export const ssmErrors: ErrorMeanings = /* @__PURE__ */ new Map<string, ErrorMeaning>([
  ['ParameterNotFound', missing],
  ['ParameterVersionNotFound', missing],
  ['InvalidKeyId', { code: 'call-refused', remedy: 'check the key in KMS: it exists, is enabled, and may be used' }],
  ['ParameterLimitExceeded', full],
  ['ParameterMaxVersionLimitExceeded', full],
  ['TooManyUpdates', { code: 'call-retryable', remedy: 'try again after a while' }],
  ['HierarchyLevelLimitExceededException', refused],
  ['HierarchyTypeMismatchException', refused],
  ['ParameterPatternMismatchException', refused],
  ['UnsupportedParameterType', refused],
])
