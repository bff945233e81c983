import { askVerifier } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { operationOf } from '../fixtures/authorised-resources.js'
import { awsError } from '../fixtures/aws-error.js'
import { ours } from '../fixtures/certificate-ids.js'
import { registrationOf } from '../fixtures/registration-of.js'
import { createDynamoDbClaimStore } from '../stores/dynamodb/dynamodb-claim-store.js'
import { type RequiredIamPolicyOptions, requiredIamPolicy } from './required-iam-policy.js'

const where = { partition: 'aws', region: 'eu-central-1', accountId: '123456789012' } as const
const asking = registrationOf('asking', askVerifier('inventory'))

describe('what the handler does beside', () => {
  const functionArn = 'arn:aws:lambda:eu-central-1:123456789012:function:inventory'
  const claimTable = 'arn:aws:dynamodb:eu-central-1:123456789012:table/claims'

  it('is not allowed unasked', () => {
    for (const { Action } of requiredIamPolicy(asking, where).Statement) {
      for (const action of Action) expect(action).toMatch(/^iot:/)
    }
  })

  it.each([
    functionArn,
    `${functionArn}:live`,
    `${functionArn}:$LATEST`,
    'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:inventory',
    '${Inventory.Arn}',
  ])('is the invocation of a verifier: %s', (arn) => {
    const options = { ...where, verifierFunctions: { inventory: arn } }
    expect(requiredIamPolicy(asking, options).Statement).toContainEqual({
      Effect: 'Allow',
      Action: ['lambda:InvokeFunction'],
      Resource: [arn],
    })
  })

  it('is what the claim store sends: to win a claim, to lose one, to settle and to give back', async () => {
    const sent = new Set<string>()
    const send = async (command: object): Promise<Record<string, never>> => {
      const operation = operationOf(command)
      const isLost = sent.has(`dynamodb:${operation}`) && operation === 'PutItem'
      sent.add(`dynamodb:${operation}`)
      if (isLost) throw awsError('ConditionalCheckFailedException')
      return {}
    }
    const store = createDynamoDbClaimStore({ client: { send }, tableName: claimTable })
    expect((await store.claim(ours)).state).toBe('claimed')
    expect((await store.claim(ours)).state).toBe('held')
    await store.settle(ours, 'token', 'registered')
    await store.release(ours, 'token')
    expect(requiredIamPolicy(asking, { ...where, claimTable }).Statement).toContainEqual({
      Effect: 'Allow',
      Action: [...sent].sort(),
      Resource: [claimTable],
    })
  })

  it.each([
    ['a verifier that nobody asks', { verifierFunctions: { inventry: functionArn } }, 'verifierFunctions.inventry'],
    ['a function by its name', { verifierFunctions: { inventory: 'inventory' } }, 'verifierFunctions.inventory'],
    ['every function', { verifierFunctions: { inventory: '*' } }, 'verifierFunctions.inventory'],
    [
      'functions by a wildcard',
      { verifierFunctions: { inventory: `${functionArn}-*` } },
      'verifierFunctions.inventory',
    ],
    ['a variable of IAM', { verifierFunctions: { inventory: '${aws:username}' } }, 'verifierFunctions.inventory'],
    ['an ARN of another service', { verifierFunctions: { inventory: claimTable } }, 'verifierFunctions.inventory'],
    ['a table by its name', { claimTable: 'claims' }, 'claimTable'],
    ['every table', { claimTable: 'arn:aws:dynamodb:eu-central-1:123456789012:table/*' }, 'claimTable'],
    ['no text for a table', { claimTable: 7 }, 'claimTable'],
  ])('refuses %s', (_what, options, field) => {
    expect(() => requiredIamPolicy(asking, { ...where, ...options } as RequiredIamPolicyOptions)).toThrow(
      expect.objectContaining({ code: 'adapter-option', field, remedy: expect.any(String) }),
    )
  })
})
