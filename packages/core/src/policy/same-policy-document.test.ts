import { describe, expect, it } from 'vitest'
import type { PolicyDocument, PolicyStatement } from './policy-document.js'
import { samePolicyDocument } from './same-policy-document.js'

const connect: PolicyStatement = { Effect: 'Allow', Action: 'iot:Connect', Resource: 'client/a' }
const publish: PolicyStatement = { Effect: 'Allow', Action: ['iot:Publish', 'iot:Receive'], Resource: 'topic/a' }
const policy = (...Statement: PolicyStatement[]): PolicyDocument => ({ Version: '2012-10-17', Statement })
const attached = { Bool: { 'iot:Connection.Thing.IsAttached': 'true' } }

describe('samePolicyDocument', () => {
  it.each([
    ['itself', policy(connect, publish), policy(connect, publish)],
    ['its text, indented', policy(connect), JSON.stringify(policy(connect), undefined, 2)],
    [
      'keys in another order',
      policy(connect),
      '{"Statement":[{"Resource":"client/a","Action":"iot:Connect","Effect":"Allow"}],"Version":"2012-10-17"}',
    ],
    [
      'a list of one in place of a string',
      policy(connect),
      policy({ ...connect, Action: ['iot:Connect'], Resource: ['client/a'] }),
    ],
    [
      'a list of one in a condition',
      policy({ ...connect, Condition: attached }),
      policy({ ...connect, Condition: { Bool: { 'iot:Connection.Thing.IsAttached': ['true'] } } }),
    ],
  ])('is true of %s', (_, a, b) => {
    expect(samePolicyDocument(a, b)).toBe(true)
    expect(samePolicyDocument(b, a)).toBe(true)
  })

  it.each([
    ['another effect', policy(connect), policy({ ...connect, Effect: 'Deny' })],
    ['another action', policy(connect), policy({ ...connect, Action: 'iot:*' })],
    ['another resource', policy(connect), policy({ ...connect, Resource: '*' })],
    ['NotResource', policy(connect), policy({ Effect: 'Allow', Action: 'iot:Connect', NotResource: 'client/a' })],
    ['another identifier', policy(connect), policy({ ...connect, Sid: 'A' })],
    [
      'one more action',
      policy(publish),
      policy({ ...publish, Action: ['iot:Publish', 'iot:Receive', 'iot:Subscribe'] }),
    ],
    [
      'another one of several actions',
      policy(publish),
      policy({ ...publish, Action: ['iot:Publish', 'iot:Subscribe'] }),
    ],
    ['actions in another order', policy(publish), policy({ ...publish, Action: ['iot:Receive', 'iot:Publish'] })],
    ['one more statement', policy(connect), policy(connect, publish)],
    ['another one of two statements', policy(connect, publish), policy(connect, { ...publish, Resource: '*' })],
    ['statements in another order', policy(connect, publish), policy(publish, connect)],
    ['a condition', policy(connect), policy({ ...connect, Condition: attached })],
    [
      'another key in the condition',
      policy({ ...connect, Condition: attached }),
      policy({ ...connect, Condition: { Bool: { 'iot:ClientId': 'true' } } }),
    ],
    [
      'another value in the condition',
      policy({ ...connect, Condition: attached }),
      policy({ ...connect, Condition: { Bool: { 'iot:Connection.Thing.IsAttached': 'false' } } }),
    ],
    [
      'one more operator',
      policy({ ...connect, Condition: attached }),
      policy({ ...connect, Condition: { ...attached, StringEquals: {} } }),
    ],
    [
      'another operator',
      policy({ ...connect, Condition: attached }),
      policy({ ...connect, Condition: { StringEquals: attached.Bool } }),
    ],
    [
      'another one of two operators',
      policy({ ...connect, Condition: { ...attached, Null: {} } }),
      policy({ ...connect, Condition: { ...attached, StringEquals: {} } }),
    ],
    ['what is no policy', policy(connect), '{}'],
    [
      'a repeated key',
      policy(connect),
      '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Effect":"Allow","Action":"iot:Connect","Resource":"client/a"}]}',
    ],
  ])('is false of %s', (_, a, b) => {
    expect(samePolicyDocument(a, b)).toBe(false)
    expect(samePolicyDocument(b, a)).toBe(false)
  })

  it('hides no error that is not about the policy', () => {
    const hostile: object = {
      get Version(): string {
        throw new RangeError('not for you')
      },
    }
    expect(() => Reflect.apply(samePolicyDocument, undefined, [hostile, hostile])).toThrow('not for you')
  })

  it('is false of two texts that are no policies, even the same', () => {
    expect(samePolicyDocument('{', '{')).toBe(false)
  })
})
