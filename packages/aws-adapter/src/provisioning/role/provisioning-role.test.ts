import { parseProvisioningTemplate } from '@thingplan/core/provisioning'
import { describe, expect, it } from 'vitest'
import { bulkTemplate, fleetTemplate, jitpTemplate } from '../../fixtures/provisioning-templates.js'
import type { IamPolicyDocument } from '../../iam/iam-policy-document.js'
import { provisioningRole } from './provisioning-role.js'

const account = { partition: 'aws', region: 'eu-central-1', accountId: '123456789012' } as const

const actionsOf = ({ Statement }: IamPolicyDocument): readonly string[] =>
  Statement.flatMap(({ Action }) => Action).sort()

const resourcesOf = ({ Statement }: IamPolicyDocument, action: string): readonly string[] =>
  Statement.flatMap(({ Action, Resource }) => (Action.includes(action) ? Resource : []))

/** All of AWSIoTThingsRegistration (AWS Managed Policy Reference). */
const managed = [
  'AddThingToBillingGroup',
  'AddThingToThingGroup',
  'AttachPolicy',
  'AttachPrincipalPolicy',
  'AttachThingPrincipal',
  'CreateCertificateFromCsr',
  'CreatePolicy',
  'CreateThing',
  'DescribeBillingGroup',
  'DescribeCertificate',
  'DescribeThing',
  'DescribeThingGroup',
  'DescribeThingType',
  'DetachPolicy',
  'DetachThingPrincipal',
  'GetPolicy',
  'ListAttachedPolicies',
  'ListPolicyPrincipals',
  'ListPrincipalPolicies',
  'ListPrincipalThings',
  'ListTargetsForPolicy',
  'ListThingGroupsForThing',
  'ListThingPrincipals',
  'RegisterCertificate',
  'RegisterThing',
  'RemoveThingFromBillingGroup',
  'RemoveThingFromThingGroup',
  'UpdateCertificate',
  'UpdateThing',
  'UpdateThingGroupsForThing',
].map((operation) => `iot:${operation}`)

describe('provisioningRole', () => {
  it.each([
    ['of the account and region', {}, '*'],
    ['of one template', { templateName: 'sensors' }, 'provisioningtemplate/sensors'],
    ['of one CA', { caCertificateId: 'ca'.repeat(32) }, `cacert/${'ca'.repeat(32)}`],
  ])('trusts AWS IoT on behalf %s', (_, options, resource) => {
    expect(provisioningRole({ ...account, template: jitpTemplate, ...options }).trust).toEqual({
      Version: '2012-10-17',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: 'iot.amazonaws.com' },
          Action: 'sts:AssumeRole',
          Condition: {
            StringEquals: { 'aws:SourceAccount': '123456789012' },
            ArnLike: { 'aws:SourceArn': `arn:aws:iot:eu-central-1:123456789012:${resource}` },
          },
        },
      ],
    })
  })

  it.each([
    ['jitp', jitpTemplate],
    ['bulk', bulkTemplate],
    ['fleet', fleetTemplate],
  ])('allows less than the managed policy: %s', (_, template) => {
    const actions = actionsOf(provisioningRole({ ...account, template }).permissions)
    expect(managed).toEqual(expect.arrayContaining([...actions]))
    expect(actions.length).toBeLessThan(managed.length)
  })

  it('allows what the template holds, and by its name where the template writes it out', () => {
    const { permissions } = provisioningRole({ ...account, template: jitpTemplate })
    const arn = 'arn:aws:iot:eu-central-1:123456789012'
    expect(resourcesOf(permissions, 'iot:CreateThing')).toEqual([`${arn}:thing/*`])
    expect(resourcesOf(permissions, 'iot:DescribeThingType')).toEqual([`${arn}:thingtype/sensor`])
    expect(resourcesOf(permissions, 'iot:AddThingToThingGroup')).toEqual([`${arn}:thing/*`, `${arn}:thinggroup/plant`])
    expect(resourcesOf(permissions, 'iot:GetPolicy')).toEqual([`${arn}:policy/sensor-policy`])
    expect(resourcesOf(permissions, 'iot:UpdateCertificate')).toEqual([`${arn}:cert/*`])
  })

  it.each([
    ['CreatePolicy', 'a policy that exists', jitpTemplate],
    ['RegisterCertificate', 'a certificate that is registered', jitpTemplate],
    ['CreateCertificateFromCsr', 'a certificate of a PEM', bulkTemplate],
    ['AddThingToThingGroup', 'no groups', fleetTemplate],
    ['AddThingToBillingGroup', 'no billing group', fleetTemplate],
  ])('does not allow %s for %s', (operation, _, template) => {
    expect(actionsOf(provisioningRole({ ...account, template }).permissions)).not.toContain(`iot:${operation}`)
  })

  it.each([
    ['any file of the bucket', {}, 'arn:aws:s3:::onboarding/*'],
    ['the file', { inputFileKey: 'devices/2026.jsonl' }, 'arn:aws:s3:::onboarding/devices/2026.jsonl'],
    ['the file that a deployment names', { inputFileKey: '${var.file}' }, 'arn:aws:s3:::onboarding/${var.file}'],
  ])('lets a bulk registration read %s', (_, options, resource) => {
    const role = provisioningRole({ ...account, template: bulkTemplate, inputFileBucket: 'onboarding', ...options })
    expect(resourcesOf(role.permissions, 's3:GetObject')).toEqual([resource])
  })

  it('lets a template that replaces groups take things out of any group', () => {
    const template = parseProvisioningTemplate(
      {
        Resources: {
          thing: {
            Type: 'AWS::IoT::Thing',
            Properties: { ThingName: 'sensor-1', ThingGroups: ['plant'], BillingGroup: 'plant-4' },
            OverrideSettings: { ThingGroups: 'REPLACE' },
          },
          certificate: { Type: 'AWS::IoT::Certificate', Properties: { CertificateSigningRequest: 'a request' } },
          policy: {
            Type: 'AWS::IoT::Policy',
            Properties: {
              PolicyDocument: {
                Version: '2012-10-17',
                Statement: [
                  {
                    Effect: 'Allow',
                    Action: 'iot:Connect',
                    Resource: 'arn:aws:iot:eu-central-1:123456789012:client/a',
                  },
                ],
              },
            },
          },
        },
      },
      'bulk',
    )
    const { permissions } = provisioningRole({ ...account, template })
    expect(resourcesOf(permissions, 'iot:RemoveThingFromThingGroup')).toContain(
      'arn:aws:iot:eu-central-1:123456789012:thinggroup/*',
    )
    expect(actionsOf(permissions)).toEqual(
      expect.arrayContaining(['iot:CreatePolicy', 'iot:CreateCertificateFromCsr', 'iot:AddThingToBillingGroup']),
    )
  })

  it.each<[string, object, string]>([
    ['a region that is a wildcard', { region: '*' }, 'region'],
    ['a template name that is a wildcard', { templateName: '*' }, 'templateName'],
    ['what is no template', { template: undefined }, 'template'],
    ['an option that does not exist', { roleName: 'x' }, 'roleName'],
    ['a file for a template that reads none', { inputFileBucket: 'onboarding' }, 'inputFileBucket'],
    ['a file without its bucket', { template: bulkTemplate, inputFileKey: 'a' }, 'inputFileBucket'],
    [
      'a file that is a wildcard',
      { template: bulkTemplate, inputFileBucket: 'onboarding', inputFileKey: '*' },
      'inputFileKey',
    ],
  ])('refuses %s', (_, options, field) => {
    expect(() => provisioningRole({ ...account, template: jitpTemplate, ...options })).toThrow(
      expect.objectContaining({ code: 'adapter-option', field }),
    )
  })
})
