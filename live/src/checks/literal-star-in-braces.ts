import { tryEscape } from '../bench/try-escape.js'
import type { Check } from '../check/check.js'

export const literalStarInBraces: Check = {
  id: 'POLICY-05',
  page: 'AWS IoT API Reference, "CreatePolicy"',
  fact: 'in a policy ${*} stands for a star, and for nothing else',
  reading: 'nobody relies on it: values with a star are refused, and documents that are made here escape nothing',
  calls: ['RegisterCertificateWithoutCA', 'CreatePolicy', 'AttachPolicy'],
  observe: (bench) => tryEscape(bench, `\${*}`, 'granted'),
}
