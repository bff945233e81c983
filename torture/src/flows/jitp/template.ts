import { jitpTemplate, type ProvisioningTemplate } from '@thingplan/core/provisioning'

export const thingTypeName = 'meter'
export const formerThingTypeName = 'gauge'
export const thingGroupName = 'plant'
export const formerThingGroupName = 'store'
export const namedPolicy = 'meter-policy'

const document = (topic: string): string =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 'iot:Publish', Resource: `arn:aws:iot:eu-central-1:123456789012:topic/${topic}` },
    ],
  })

export const policyDocument: string = document('meters')

/** Every other seed has a policy that exists, or one that is made of a document. */
export const createTemplate = (seed: number): ProvisioningTemplate =>
  jitpTemplate({
    thing: {
      name: { Ref: 'AWS::IoT::Certificate::CommonName' },
      typeName: thingTypeName,
      groups: [thingGroupName],
      attributes: { site: 'north' },
      overrides: { AttributePayload: 'MERGE', ThingTypeName: 'REPLACE', ThingGroups: 'REPLACE' },
    },
    policies: [seed % 2 === 0 ? { name: namedPolicy } : { document: document('meters/made') }],
  })
