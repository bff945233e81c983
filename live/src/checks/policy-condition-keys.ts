import { documentWith, policyTaken } from '../bench/policy-taken.js'
import type { Check } from '../check/check.js'

export const policyConditionKeys: Check = policyTaken(
  {
    id: 'POLICY-04',
    page: 'AWS IoT API Reference, "CreatePolicy"',
    fact: 'CreatePolicy takes the condition keys iot:DomainName and iot:thingArn, which belong to control-plane actions',
    reading:
      'it does; what they hold in a device policy is not known, and an evaluation without the value allows nothing',
  },
  (bench) =>
    documentWith(bench, {
      Condition: {
        StringEquals: { 'iot:DomainName': 'example.com' },
        ArnEquals: { 'iot:thingArn': bench.arn('thing/nobody') },
      },
    }),
  true,
)
