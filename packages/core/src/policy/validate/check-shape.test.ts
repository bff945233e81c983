import { describe, expect, it } from 'vitest'
import { prefix } from '../fixtures/policy-fixture.js'
import { validatePolicy } from './validate-policy.js'

const Version = '2012-10-17'
const connect = { Effect: 'Allow', Action: 'iot:Connect', Resource: `${prefix}client/a` }
const found = (document: unknown): string[][] => validatePolicy(document).map(({ code, path }) => [code, path])

describe('the shape of a document', () => {
  it.each<[title: string, document: unknown, paths: string[]]>([
    ['a sound one', { Version, Statement: [connect] }, []],
    ['text that is not JSON', '{"Version":', ['document']],
    ['text without end', ' '.repeat(70_000), ['document']],
    ['nothing', undefined, ['document']],
    ['a list', [], ['document']],
    ['an empty object', {}, ['document', 'document']],
    ['a repeated key', `{"Version":"x","Version":"${Version}","Statement":[${JSON.stringify(connect)}]}`, ['document']],
    [
      'an unknown key, and an old version',
      { Version: '2008-10-17', Id: 1, Statement: [connect] },
      ['Version', 'document'],
    ],
    ['a version that is undefined', { Version: undefined, Statement: [connect] }, ['document']],
    ['an old version, and no statements', { Version: '2008-10-17', Statement: [] }, ['Version', 'Statement']],
    ['no statements', { Version, Statement: [] }, ['Statement']],
    ['statements that are none', { Version, Statement: [connect, 'a', null] }, ['Statement[1]', 'Statement[2]']],
    ['an empty statement', { Version, Statement: [{}] }, ['Statement[0]', 'Statement[0]', 'Statement[0]']],
    [
      'two resources, and a bad effect in the next',
      {
        Version,
        Statement: [
          { ...connect, NotResource: '*' },
          { ...connect, Effect: 'allow' },
        ],
      },
      ['Statement[0]', 'Statement[1].Effect'],
    ],
    [
      'bad items of lists',
      { Version, Statement: [{ ...connect, Action: [1, 'iot:Connect', ['a']] }] },
      ['Statement[0].Action[0]', 'Statement[0].Action[2]'],
    ],
    [
      'bad items of lists of resources',
      {
        Version,
        Statement: [
          { ...connect, Resource: [1, '*', 2] },
          { Effect: 'Deny', Action: '*', NotResource: ['', 1] },
        ],
      },
      [
        'Statement[0].Resource[0]',
        'Statement[0].Resource[2]',
        'Statement[1].NotResource[0]',
        'Statement[1].NotResource[1]',
      ],
    ],
    ['an effect that is undefined', { Version, Statement: [{ ...connect, Effect: undefined }] }, ['Statement[0]']],
    [
      'a bad effect, and an empty list',
      { Version, Statement: [{ ...connect, Effect: 'allow', Action: [] }] },
      ['Statement[0].Effect', 'Statement[0].Action'],
    ],
    ['a bad item without a list', { Version, Statement: [{ ...connect, Action: 1 }] }, ['Statement[0].Action']],
    ['an empty list', { Version, Statement: [{ ...connect, Action: [] }] }, ['Statement[0].Action']],
    [
      'an empty `NotResource`',
      { Version, Statement: [{ Effect: 'Deny', Action: '*', NotResource: [''] }] },
      ['Statement[0].NotResource[0]'],
    ],
    ['a principal', { Version, Statement: [{ ...connect, Principal: '*' }] }, ['Statement[0]']],
    ['a key that is undefined', { Version, Statement: [{ ...connect, Principal: undefined }] }, ['Statement[0]']],
    [
      'operators, keys and values',
      {
        Version,
        Statement: [
          {
            ...connect,
            Condition: {
              stringEquals: {},
              StringEquals: 'a',
              StringLike: { a: 'b', 'iot:ClientId': ['a', 1], 'iot:CertificateId': true },
              Bool: undefined,
            },
          },
        ],
      },
      [
        'Statement[0].Condition',
        'Statement[0].Condition.StringEquals',
        'Statement[0].Condition.StringLike',
        'Statement[0].Condition.StringLike.iot:ClientId[1]',
        'Statement[0].Condition.StringLike.iot:CertificateId',
        'Statement[0].Condition.Bool',
      ],
    ],
  ])('%s', (_, document, paths) => {
    expect(found(document)).toEqual(paths.map((path) => ['policy-malformed', path]))
  })

  it.each([
    ['{', ['`document` is not JSON']],
    ['{"Version":"x","Version":"y"}', ['`document` repeats the key `Version`']],
    [{}, ['`document` needs exactly one of: Version', '`document` needs exactly one of: Statement']],
    [{ Version, Statement: ['a'] }, ['`Statement[0]` is not an object']],
  ])('says what is wrong with %j', (document, messages) => {
    expect(validatePolicy(document).map(({ message }) => message)).toEqual(messages)
  })

  it('gives no value where nothing stands', () => {
    expect(validatePolicy({})[0]).not.toHaveProperty('value')
  })

  it('tells of tags that stand where only the author may write', () => {
    const tag = '<%= certificate.id %>'
    const document = { Version, Statement: [{ ...connect, Effect: tag, Action: [`iot:${tag}`], Sid: tag }] }
    expect(found(document)).toEqual(
      ['Effect', 'Action[0]', 'Sid'].map((key) => ['policy-tag-misplaced', `Statement[0].${key}`]),
    )
  })

  it('names the place in the message', () => {
    const [finding] = validatePolicy({
      Version,
      Statement: [connect, { ...connect, Action: ['iot:Connect', 'Connect'] }],
    })
    expect(finding?.message).toMatch(/^`Statement\[1\]\.Action\[1\]` does not match /)
    expect(finding?.value).toBe('Connect')
  })
})
