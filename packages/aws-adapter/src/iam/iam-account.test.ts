import { describe, expect, it } from 'vitest'
import { registrationOf } from '../fixtures/registration-of.js'
import { type RequiredIamPolicyOptions, requiredIamPolicy } from './required-iam-policy.js'

const where = { partition: 'aws', region: 'eu-central-1', accountId: '123456789012' } as const
const bare = registrationOf('bare')

describe('where the role works', () => {
  it.each([
    ['a misspelt option', { ...where, regoin: 'x' }, 'regoin'],
    ['a missing region', { partition: 'aws', accountId: '123456789012' }, 'region'],
    ['any region', { ...where, region: '*' }, 'region'],
    ['any account', { ...where, accountId: '*' }, 'accountId'],
    ['an account that is a number', { ...where, accountId: 123456789012 }, 'accountId'],
    ['a partition that does not exist', { ...where, partition: 'aws-moon' }, 'partition'],
    ['a variable of IAM', { ...where, accountId: '${aws:PrincipalAccount}' }, 'accountId'],
    ['two references', { ...where, region: '${A}${B}' }, 'region'],
    ['a way with drift that does not exist', { ...where, onPolicyDrift: 'ignore' }, 'onPolicyDrift'],
  ])('is refused with %s', (_what, options, field) => {
    expect(() => requiredIamPolicy(bare, options as RequiredIamPolicyOptions)).toThrow(
      expect.objectContaining({ code: 'adapter-option', field, remedy: expect.any(String) }),
    )
  })

  it.each([
    ['is missing', undefined, 'requiredIamPolicy needs `region`'],
    ['is malformed', 'r', '`region` of requiredIamPolicy is malformed: `r`'],
    ['is no text', 1, '`region` of requiredIamPolicy is malformed'],
  ])('says whether a part %s', (_what, region, message) => {
    const options = { ...where, region } as RequiredIamPolicyOptions
    expect(() => requiredIamPolicy(bare, options)).toThrow(expect.objectContaining({ message }))
  })

  it.each([
    ['CloudFormation', '${AWS::Region}'],
    ['the CDK', '${Token[AWS.Region.4]}'],
    ['Terraform', '${data.aws_region.current.name}'],
  ])('may be a reference of %s', (_what, region) => {
    expect(requiredIamPolicy(bare, { ...where, region }).Statement[0]?.Resource).toEqual([
      `arn:aws:iot:${region}:123456789012:cert/*`,
    ])
  })
})
