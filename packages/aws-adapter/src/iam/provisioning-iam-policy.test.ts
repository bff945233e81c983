import { describe, expect, it } from 'vitest'
import { type ProvisioningUse, provisioningIamPolicy } from './provisioning-iam-policy.js'

const account = { partition: 'aws', region: 'eu-central-1', accountId: '123456789012' } as const
const arn = 'arn:aws:iot:eu-central-1:123456789012'
const roleArn = 'arn:aws:iam::123456789012:role/provisioning'
const caCertificateId = 'ca'.repeat(32)

const flat = (use: ProvisioningUse): readonly string[] =>
  provisioningIamPolicy({ ...account, uses: [use] })
    .Statement.flatMap(({ Action, Resource }) => Action.map((action) => `${action} ${Resource.join(' ')}`))
    .sort()

describe('provisioningIamPolicy', () => {
  it.each<[ProvisioningUse, string[]]>([
    [
      { kind: 'deploy-template', templateName: 'sensors', provisioningRoleArn: roleArn },
      [
        `iam:PassRole ${roleArn}`,
        ...[
          'CreateProvisioningTemplate',
          'CreateProvisioningTemplateVersion',
          'DeleteProvisioningTemplateVersion',
          'DescribeProvisioningTemplate',
          'ListProvisioningTemplateVersions',
          'UpdateProvisioningTemplate',
        ].map((operation) => `iot:${operation} ${arn}:provisioningtemplate/sensors`),
      ],
    ],
    [{ kind: 'attach-template', caCertificateId }, [`iot:UpdateCACertificate ${arn}:cacert/${caCertificateId}`]],
    [
      { kind: 'attach-template', caCertificateId, roleArn },
      [`iam:PassRole ${roleArn}`, `iot:UpdateCACertificate ${arn}:cacert/${caCertificateId}`],
    ],
    [
      { kind: 'create-claim', policyName: 'claim-sensors' },
      [
        `iot:AttachPolicy ${arn}:cert/*`,
        'iot:CreateCertificateFromCsr *',
        `iot:CreatePolicy ${arn}:policy/claim-sensors`,
        `iot:GetPolicy ${arn}:policy/claim-sensors`,
        `iot:UpdateCertificate ${arn}:cert/*`,
      ],
    ],
    [
      { kind: 'create-provisioning-claim', templateName: '${Template}' },
      [`iot:CreateProvisioningClaim ${arn}:provisioningtemplate/\${Template}`],
    ],
    [
      { kind: 'bulk-registration', roleArn },
      [
        `iam:PassRole ${roleArn}`,
        'iot:DescribeThingRegistrationTask *',
        'iot:ListThingRegistrationTaskReports *',
        'iot:StartThingRegistrationTask *',
      ],
    ],
    [{ kind: 'register-thing' }, ['iot:RegisterThing *']],
    [
      { kind: 'pre-provisioning-hook' },
      [
        `iot:DescribeCertificate ${arn}:cert/*`,
        `iot:DescribeThing ${arn}:thing/*`,
        `iot:ListThingPrincipals ${arn}:thing/*`,
      ],
    ],
    [
      { kind: 'ensure-role-alias', roleAlias: 'cores', roleArn: '${Role.Arn}' },
      [
        'iam:GetRole ${Role.Arn}',
        'iam:PassRole ${Role.Arn}',
        `iot:CreateRoleAlias ${arn}:rolealias/cores`,
        `iot:DescribeRoleAlias ${arn}:rolealias/cores`,
        `iot:UpdateRoleAlias ${arn}:rolealias/cores`,
      ],
    ],
  ])('allows what $kind needs', (use, permissions) => {
    expect(flat(use)).toEqual(permissions)
  })

  it.each<[string, object, string]>([
    [
      'a template name with a wildcard',
      { uses: [{ kind: 'create-provisioning-claim', templateName: '*' }] },
      'templateName',
    ],
    ['a role with a wildcard', { uses: [{ kind: 'bulk-registration', roleArn: `${roleArn}*` }] }, 'roleArn'],
    ['a kind that does not exist', { uses: [{ kind: 'everything' }] }, 'uses'],
    ['a region with a wildcard', { region: '*', uses: [] }, 'region'],
    ['a misspelt option', { use: [], uses: [] }, 'use'],
  ])('refuses %s', (_, options, field) => {
    const all = { ...account, ...options }
    expect(() => Reflect.apply(provisioningIamPolicy, undefined, [all])).toThrow(
      expect.objectContaining({ code: 'adapter-option', field }),
    )
  })
})
