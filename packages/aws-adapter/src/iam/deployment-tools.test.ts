import { askVerifier, defineRegistration } from '@thingplan/core'
import { certificateFixture, planFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { other } from '../fixtures/certificate-ids.js'
import type { IamAccount } from './iam-account.js'
import type { IamPolicyDocument } from './iam-policy-document.js'
import { requiredIamPolicy } from './required-iam-policy.js'

const literal = { partition: 'aws', region: 'eu-central-1', accountId: '123456789012' } as const
const CN = '<%= certificate.attributes.subject.CN %>'
const gates = defineRegistration({
  name: 'gates',
  rules: [askVerifier('inventory')],
  profiles: [
    {
      thing: { name: `gate-${CN}`, typeName: 'gate', attributes: { cn: CN } },
      groups: ['plant', '<%= certificate.attributes.subject.L %>-site'],
      billingGroup: 'plant',
      policies: [
        {
          name: 'gate-<%= account.region %>',
          document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource: '*' }] },
        },
      ],
    },
  ],
  onIdentityConflict: 'replace',
})
const ofHandler = (where: IamAccount): IamPolicyDocument => {
  const arn = (service: string, resource: string): string =>
    `arn:${where.partition}:${service}:${where.region}:${where.accountId}:${resource}`
  return requiredIamPolicy(gates, {
    ...where,
    onPolicyDrift: 'update',
    verifierFunctions: { inventory: arn('lambda', 'function:inventory:live') },
    claimTable: arn('dynamodb', 'table/claims'),
  })
}
const planned = planFixture({
  registers: { certificatePem: certificateFixture({ subject: { CN: 'sensor-1' } }).pem },
  replaces: other,
  thingGroupName: 'north',
  billingGroupName: 'bills',
  changes: { attributes: { place: 'hall-2' } },
  leaves: 'stock',
})
const ofPlan = (where: IamAccount): IamPolicyDocument => requiredIamPolicy(planned, where)

describe.each<[title: string, policyIn: (where: IamAccount) => IamPolicyDocument]>([
  ['a handler', ofHandler],
  ['whoever executes a plan', ofPlan],
])('the policy of %s', (_title, policyIn) => {
  const policy = policyIn(literal)

  it('keeps to the grammar of IAM policies (IAM User Guide, "Grammar of the IAM JSON policy language")', () => {
    expect(Object.keys(policy)).toEqual(['Version', 'Statement'])
    expect(policy.Version).toBe('2012-10-17')
    for (const { Effect, Action, Resource, Condition, ...others } of policy.Statement) {
      // No `Sid` either: the ones of a document must differ, and it needs none.
      expect(others).toEqual({})
      expect(Effect).toBe('Allow')
      expect(Action.length * Resource.length).toBeGreaterThan(0)
      for (const action of Action) expect(action).toMatch(/^[a-z]+:[A-Z][A-Za-z]+$/)
      for (const resource of [...Resource, ...(Condition?.ArnLike['iot:thingArn'] ?? [])]) {
        expect(resource).toMatch(/^(?:\*|arn:aws:(?:iot|lambda|dynamodb):eu-central-1:123456789012:[a-z]+[:/].+)$/)
      }
    }
  })

  it('fits into a managed policy, of 6144 characters without blanks (IAM User Guide, "IAM and AWS STS quotas")', () => {
    const text = JSON.stringify(policy)
    expect(text.replace(/\s/g, '').length).toBeLessThan(6144)
    // Policies take these characters and line ends alone.
    expect(text).toMatch(/^[\u0020-\u00ff]+$/)
  })

  it('is what `PolicyStatement.fromJson` of the CDK takes: lists of texts, actions with their service, no principal', () => {
    const isListOfTexts = (list: unknown): boolean =>
      Array.isArray(list) && list.every((text) => typeof text === 'string')
    expect(Array.isArray(policy.Statement)).toBe(true)
    for (const statement of policy.Statement) {
      expect(isListOfTexts(statement.Action) && isListOfTexts(statement.Resource)).toBe(true)
      expect(statement.Action.every((action) => /^(?:\*|[a-zA-Z0-9-]+:[a-zA-Z0-9*]+)$/.test(action))).toBe(true)
      expect(statement).not.toHaveProperty('Principal')
    }
  })

  it.each<[tool: string, where: IamAccount, resolve: (text: string) => string]>([
    [
      '`Fn::Sub` of CloudFormation and SAM',
      { partition: '${AWS::Partition}', region: '${AWS::Region}', accountId: '${AWS::AccountId}' },
      (text) =>
        text.replace(/\$\{AWS::(\w+)\}/g, (_, name: string) =>
          String({ Partition: 'aws', Region: literal.region, AccountId: literal.accountId }[name]),
        ),
    ],
    [
      'tokens of the CDK',
      {
        partition: '${Token[AWS.Partition.3]}',
        region: '${Token[AWS.Region.14]}',
        accountId: '${Token[TOKEN.0]}',
      },
      (text) =>
        text.replace(/\$\{Token\[([A-Za-z0-9._-]+)\]\}/g, (_, key: string) =>
          String({ 'AWS.Partition.3': 'aws', 'AWS.Region.14': literal.region, 'TOKEN.0': literal.accountId }[key]),
        ),
    ],
    [
      '`templatefile` of Terraform',
      { partition: '${partition}', region: '${region}', accountId: '${account_id}' },
      (text) =>
        text.replace(/\$\{(\w+)\}/g, (_, name: string) =>
          String({ partition: 'aws', region: literal.region, account_id: literal.accountId }[name]),
        ),
    ],
  ])('has references for %s, and becomes the policy of the account with them', (_tool, where, resolve) => {
    const text = JSON.stringify(policyIn(where))
    expect(text).not.toMatch(/:eu-central-1:|:123456789012:|arn:aws:/)
    expect(JSON.parse(resolve(text))).toEqual(policy)
  })

  it('is the same file for Terraform, as `file` reads it and `templatefile` leaves it', () => {
    const text = JSON.stringify(policy, undefined, 2)
    expect(text.startsWith('{')).toBe(true)
    expect(text).not.toMatch(/[$%]\{/)
    expect(JSON.parse(text)).toEqual(policy)
  })
})
