import {
  jitpTemplate,
  parseProvisioningTemplate,
  planProvisioning,
  provisioningTemplateBody,
} from '@thingplan/core/provisioning'
import { type InterleaveOptions, interleave, median } from '../measure/interleave.js'
import { account, readWithHostHash } from '../our-pipeline.js'
import { type Result, toCompare } from '../result.js'

const parameter = 'AWS::IoT::Certificate::'

/** A thing with a type, a group and two attributes of the certificate, and a policy of five hundred characters. */
const template = jitpTemplate({
  thing: {
    name: { Ref: `${parameter}CommonName` },
    typeName: 'sensor',
    attributes: { organization: { Ref: `${parameter}Organization` }, id: { Ref: `${parameter}Id` } },
    groups: ['all-sensors'],
  },
  policies: [
    {
      document: {
        Version: '2012-10-17',
        Statement: ['client', 'topic', 'topicfilter', 'thing'].map((type) => ({
          Effect: 'Allow',
          Action: 'iot:*',
          Resource: `arn:aws:iot:eu-central-1:123456789012:${type}/\${iot:Connection.Thing.ThingName}`,
        })),
      },
    },
  ],
})

const evaluated = 'a JITP template, certificate in, plan out'
const parsed = 'the text of a JITP template, parsed'
const leastPerSecond = 100_000

const perSecond = (value: number): string => `${Math.round(value).toLocaleString('en')}/s`

/** Evaluating provisioning templates: at least 100,000 certificates a second. */
export const measureProvisioning = (pem: string, options: InterleaveOptions): Result[] => {
  const certificate = readWithHostHash(pem)
  const text = provisioningTemplateBody(template)
  const rounds = interleave(
    [
      { name: evaluated, run: () => planProvisioning(template, { certificate, account }) },
      { name: parsed, run: () => parseProvisioningTemplate(text, 'jitp') },
    ],
    options,
  )
  const value = 1_000_000 / median(rounds.get(evaluated) ?? [])
  return [
    {
      what: `provisioning, ${evaluated}`,
      value,
      measured: perSecond(value),
      budget: `at least ${perSecond(leastPerSecond)}`,
      met: value >= leastPerSecond,
    },
    toCompare(`  ${parsed}`, 1_000_000 / median(rounds.get(parsed) ?? []), perSecond),
  ]
}
