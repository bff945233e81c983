import { documentWith, policyTaken } from '../bench/policy-taken.js'
import type { Check } from '../check/check.js'

export const policySid: Check = policyTaken(
  {
    id: 'POLICY-02',
    page: 'AWS IoT API Reference, "CreatePolicy"',
    fact: 'CreatePolicy takes a statement with Sid',
    reading: 'it does, as IAM; documents that are made here have none',
  },
  (bench) => documentWith(bench, { Sid: 'Nobody' }),
  true,
)
