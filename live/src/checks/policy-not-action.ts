import { policyTaken } from '../bench/policy-taken.js'
import type { Check } from '../check/check.js'

export const policyNotAction: Check = policyTaken(
  {
    id: 'POLICY-01',
    page: 'AWS IoT API Reference, "CreatePolicy"',
    fact: 'CreatePolicy takes a statement with NotAction',
    reading: 'it does not: documents with NotAction are refused before they reach AWS',
  },
  (bench) => ({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Deny', NotAction: 'iot:Connect', Resource: bench.arn(`client/${bench.name('nobody')}`) }],
  }),
  false,
)
