import { expect, it } from 'vitest'
import { topic } from '../resource-arn.js'
import { evaluatePolicies } from './evaluate-policies.js'
import { preparePolicies } from './prepare-policies.js'

const request = { action: 'iot:Publish', resource: 'arn:aws:iot:eu-central-1:123456789012:topic/a' }

it.each([
  ['a resource', { Resource: topic('a') }],
  ['a resource that is excepted', { NotResource: topic('b') }],
  ['a condition', { Resource: '*', Condition: { StringEquals: { 'iot:ClientId': '<%= certificate.id %>' } } }],
])('denies everything while a template tag is in %s: the Deny around it would deny nothing', (_, part) => {
  const Statement = [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: 'iot:Publish', ...part },
  ] as const
  expect(evaluatePolicies([{ name: 'own', document: { Version: '2012-10-17', Statement } }], request)).toEqual({
    effect: 'implicit-deny',
    unresolved: [],
    reason: 'policy `own`: `document` holds a template tag that is not filled in',
  })
})

it('tells grants and denials apart', () => {
  const Statement = (['Allow', 'Deny'] as const).map((Effect) => ({ Effect, Action: 'iot:*', Resource: '*' }))
  const { grants, denials } = preparePolicies([{ Version: '2012-10-17', Statement }])
  expect([grants, denials].map((list) => list.map(({ answer }) => answer.statement.index))).toEqual([[0], [1]])
})
