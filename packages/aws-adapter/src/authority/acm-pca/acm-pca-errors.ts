import type { ErrorMeaning, ErrorMeanings } from '../../error/call-error.js'

/** What AWS Private CA answers (AWS Private CA API Reference, "IssueCertificate" and "GetCertificate"). */
export const acmPcaErrors: ErrorMeanings = /* @__PURE__ */ new Map<string, ErrorMeaning>([
  [
    'InvalidStateException',
    { code: 'call-conflict', remedy: 'make the CA ACTIVE: it is disabled, expired or deleted' },
  ],
  ['InvalidArnException', { code: 'call-refused', remedy: 'check the ARN of the CA, its account and its region' }],
  [
    'InvalidArgsException',
    {
      code: 'call-refused',
      remedy: 'ask for a validity within that of the CA, and for an algorithm of its kind of key',
    },
  ],
  ['MalformedCSRException', { code: 'call-refused', remedy: 'have the device make its request anew' }],
])
