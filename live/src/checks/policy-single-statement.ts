import { policyTaken } from '../bench/policy-taken.js'
import type { Check } from '../check/check.js'

export const policySingleStatement: Check = policyTaken(
  {
    id: 'POLICY-03',
    page: 'AWS IoT API Reference, "CreatePolicy"',
    fact: 'CreatePolicy takes a single statement that stands in no list',
    reading: 'it does not: documents have a list',
  },
  (bench) => ({
    Version: '2012-10-17',
    Statement: { Effect: 'Deny', Action: 'iot:Connect', Resource: bench.arn(`client/${bench.name('nobody')}`) },
  }),
  false,
)
