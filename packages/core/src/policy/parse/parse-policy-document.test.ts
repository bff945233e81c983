import { describe, expect, it } from 'vitest'
import { PolicyError } from '../policy-error.js'
import { parsePolicyDocument } from './parse-policy-document.js'

const statement = { Effect: 'Allow', Action: 'iot:Connect', Resource: '*' }
const document = (...Statement: unknown[]): object => ({ Version: '2012-10-17', Statement })
const refusalOf = (source: unknown): Pick<PolicyError, 'code' | 'field'> => {
  try {
    parsePolicyDocument(source)
  } catch (error) {
    if (error instanceof PolicyError) return { code: error.code, field: error.field }
    throw error
  }
  throw new Error('it was accepted')
}

const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

describe('parsePolicyDocument', () => {
  it('returns a deeply frozen copy with the keys in the order of the source', () => {
    const source = {
      Statement: [
        {
          Condition: { Bool: { 'iot:Connection.Thing.IsAttached': ['true'] } },
          Resource: ['*'],
          Action: 'iot:Connect',
          Effect: 'Allow',
        },
      ],
      Version: '2012-10-17',
    }
    const parsed = parsePolicyDocument(source)
    expect(JSON.stringify(parsed)).toBe(JSON.stringify(source))
    expect(parsed.Statement[0]?.Condition).not.toBe(source.Statement[0]?.Condition)
    const parts = [
      parsed,
      parsed.Statement,
      parsed.Statement[0],
      parsed.Statement[0]?.Resource,
      parsed.Statement[0]?.Condition,
    ]
    expect(parts.every(Object.isFrozen)).toBe(true)
    expect(Object.isFrozen(source.Statement)).toBe(false)
  })

  it('reads JSON text and the object alike', () => {
    const source = document({
      Sid: 'Connect',
      ...statement,
      Condition: { 'ForAllValues:StringEquals': { 'iot:ConnectAttributes': [] } },
    })
    expect(parsePolicyDocument(JSON.stringify(source))).toEqual(parsePolicyDocument(source))
  })

  it('takes a key with the value undefined for one that is not there', () => {
    const parsed = parsePolicyDocument(document({ ...statement, Condition: undefined }))
    expect(Object.keys(parsed.Statement[0] ?? {})).toEqual(['Effect', 'Action', 'Resource'])
  })

  it.each([
    ['nothing', undefined, 'document'],
    ['a list', [], 'document'],
    ['text that is not JSON', '{"Version":', 'document'],
    ['a template tag in the place of a number', '{"Version":"2012-10-17","Statement":<%= account.id %>}', 'document'],
    ['lists in lists', `{"Version":"2012-10-17","Statement":${nested(30_000)}}`, 'Statement[0]'],
    [
      'lists in lists as a value',
      document({ ...statement, Condition: { Bool: { 'iot:ClientId': JSON.parse(nested(30_000)) } } }),
      'Statement[0].Condition.Bool.iot:ClientId[0]',
    ],
    ['text without end', ' '.repeat(70_000), 'document'],
    ['an object of a class', Object.assign(new Date(), document(statement)), 'document'],
    ['no version', { Statement: [statement] }, 'document'],
    ['an old version', { Version: '2008-10-17', Statement: [statement] }, 'Version'],
    ['an unknown key', { ...document(statement), Id: 'x' }, 'document'],
    ['an own `__proto__`', '{"__proto__":{},"Version":"2012-10-17","Statement":[]}', 'document'],
    ['no statement', document(), 'Statement'],
    ['a single statement without a list', { Version: '2012-10-17', Statement: statement }, 'Statement'],
    ['a statement that is text', document('Allow'), 'Statement[0]'],
    ['a hole', document(statement, undefined), 'Statement[1]'],
    ['a statement with an unknown key', document({ ...statement, Principal: '*' }), 'Statement[0]'],
    ['a statement with an own `__proto__`', '{"Version":"2012-10-17","Statement":[{"__proto__":1}]}', 'Statement[0]'],
    ['an effect in lower case', document({ ...statement, Effect: 'allow' }), 'Statement[0].Effect'],
    ['no effect', document({ ...statement, Effect: undefined }), 'Statement[0]'],
    ['no action', document({ ...statement, Action: undefined }), 'Statement[0]'],
    ['an empty list of actions', document({ ...statement, Action: [] }), 'Statement[0].Action'],
    [
      'an action without a service',
      document({ ...statement, Action: ['iot:Connect', 'Connect'] }),
      'Statement[0].Action[1]',
    ],
    ['no resource', document({ ...statement, Resource: undefined }), 'Statement[0]'],
    ['both kinds of resource', document({ ...statement, NotResource: '*' }), 'Statement[0]'],
    ['a resource that is a number', document({ ...statement, Resource: ['*', 1] }), 'Statement[0].Resource[1]'],
    ['an empty resource', document({ ...statement, Resource: '' }), 'Statement[0].Resource'],
    ['a condition that is a list', document({ ...statement, Condition: [] }), 'Statement[0].Condition'],
    ['an operator that is none', document({ ...statement, Condition: { stringEquals: {} } }), 'Statement[0].Condition'],
    [
      'an operator named as a prototype',
      document({ ...statement, Condition: JSON.parse('{"__proto__":{}}') }),
      'Statement[0].Condition',
    ],
    [
      'a condition key without a service',
      document({ ...statement, Condition: { Bool: { constructor: 'true' } } }),
      'Statement[0].Condition.Bool',
    ],
    [
      'a condition value that is no string',
      document({ ...statement, Condition: { Bool: { 'iot:ClientId': true } } }),
      'Statement[0].Condition.Bool.iot:ClientId',
    ],
    [
      'a condition without keys',
      document({ ...statement, Condition: { Bool: 'true' } }),
      'Statement[0].Condition.Bool',
    ],
  ])('refuses %s', (_, source, field) => {
    expect(refusalOf(source)).toEqual({ code: 'policy-malformed', field })
  })

  it.each([
    ['the version', { Version: '<%= account.id %>', Statement: [statement] }, 'Version'],
    ['a key of the document', { ...document(statement), '<%= account.id %>': 1 }, 'document'],
    ['a key of a statement', document({ ...statement, '<%= account.id %>': 1 }), 'Statement[0]'],
    ['an effect', document({ ...statement, Effect: '<%= account.id %>' }), 'Statement[0].Effect'],
    ['an action', document({ ...statement, Action: ['iot:<%= account.id %>'] }), 'Statement[0].Action[0]'],
    ['an identifier', document({ ...statement, Sid: '<%= account.id %>' }), 'Statement[0].Sid'],
    ['an operator', document({ ...statement, Condition: { '<%= account.id %>': {} } }), 'Statement[0].Condition'],
    [
      'a condition key',
      document({ ...statement, Condition: { Bool: { 'iot:<%= account.id %>': 'true' } } }),
      'Statement[0].Condition.Bool',
    ],
  ])('refuses a template tag in %s', (_, source, field) => {
    expect(refusalOf(source)).toEqual({ code: 'policy-tag-misplaced', field })
  })

  it.each([
    ['twice in the document', '{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}', 'Version'],
    ['twice in a statement', '{"Statement":[{"Effect":"Deny","Action":"iot:*","Effect":"Allow"}]}', 'Effect'],
    ['after an object', '{"Statement":[{"Effect":"Deny","Condition":{},"Effect":"Allow"}]}', 'Effect'],
    ['once escaped', '{"Statement":[{"Effect":"Deny","\\u0045ffect":"Allow"}]}', 'Effect'],
    ['after a string with marks of its own', '{"Sid":"a\\"{:[,","Sid":1}', 'Sid'],
  ])('refuses a key that stands %s', (_, text, key) => {
    expect(() => parsePolicyDocument(text)).toThrow(`\`document\` repeats the key \`${key}\``)
  })

  it('takes the same key in two objects', () => {
    expect(parsePolicyDocument(JSON.stringify(document(statement, statement))).Statement).toHaveLength(2)
  })

  it.each([
    ['a key of the document', { ...document(statement), Id: 'x' }, 'Id'],
    ['a key of a statement', document({ ...statement, Principal: '*' }), 'Principal'],
    ['an operator', document({ ...statement, Condition: { stringEquals: {} } }), 'stringEquals'],
    ['a condition key', document({ ...statement, Condition: { Bool: { constructor: 'true' } } }), 'constructor'],
    ['an action', document({ ...statement, Action: ['Connect'] }), 'Connect'],
  ])('names %s that it does not know', (_, source, value) => {
    expect(() => parsePolicyDocument(source)).toThrow(
      expect.objectContaining({ code: 'policy-malformed', value, remedy: expect.any(String) }),
    )
  })

  it.each([
    ['an operator', { StringEquals: undefined }, 'Statement[0].Condition.StringEquals'],
    [
      'the values of a key',
      { StringEquals: { 'iot:ClientId': undefined } },
      'Statement[0].Condition.StringEquals.iot:ClientId',
    ],
  ])('does not take %s for absent that is undefined, which would lift a condition', (_, Condition, field) => {
    expect(refusalOf(document({ ...statement, Condition }))).toEqual({ code: 'policy-malformed', field })
  })

  it('reads 65,536 characters, and not one more', () => {
    const text = JSON.stringify(document(statement)).padEnd(65_536)
    expect(parsePolicyDocument(text).Statement).toHaveLength(1)
    expect(() => parsePolicyDocument(`${text} `)).toThrow('`document` has more than 65536 characters')
  })

  it.each([
    [document(), '`Statement` is not a list of one or more'],
    [document({ ...statement, Principal: '*' }), '`Statement[0]` has the unknown key `Principal`'],
    [document({ ...statement, NotResource: '*' }), '`Statement[0]` needs exactly one of: Resource, NotResource'],
    [document({ ...statement, Effect: '<%= account.id %>' }), '`Statement[0].Effect` cannot hold a template tag'],
  ])('says what is wrong, row %#', (source, message) => {
    expect(() => parsePolicyDocument(source)).toThrow(message)
  })

  it('says what a misspelt key most likely means', () => {
    expect(() => parsePolicyDocument(document({ ...statement, Resources: '*' }))).toThrow(
      expect.objectContaining({ remedy: 'did you mean `Resource`' }),
    )
  })
})
