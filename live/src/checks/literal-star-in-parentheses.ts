import { tryEscape } from '../bench/try-escape.js'
import type { Check } from '../check/check.js'

export const literalStarInParentheses: Check = {
  id: 'POLICY-06',
  page: 'AWS IoT API Reference, "CreatePolicy"',
  fact: 'in a policy $(*), as the guide prints it, is no escape',
  reading: 'the form in braces is the escape, and this one is text like any other',
  calls: ['RegisterCertificateWithoutCA', 'CreatePolicy', 'AttachPolicy'],
  observe: (bench) => tryEscape(bench, '$(*)', 'refused'),
}
