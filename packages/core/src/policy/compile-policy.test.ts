import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TemplateError } from '../template/template-error.js'
import { type CompiledPolicy, compilePolicy } from './compile-policy.js'
import type { PolicyDocument, PolicyStatement } from './policy-document.js'
import { PolicyError, type PolicyErrorCode } from './policy-error.js'
import { client, topic } from './resource-arn.js'

const account = { id: '123456789012', region: 'eu-central-1', partition: 'aws' }
const contextOf = (serialNumber: string, of = account) => ({
  account: of,
  certificate: { attributes: { subject: { get: () => serialNumber, getAll: () => [serialNumber] } } },
})
const serialNumber = '<%= certificate.attributes.subject.serialNumber %>'
const commonName = '<%= certificate.attributes.subject.CN %>'
const publish = (...Resource: string[]): PolicyStatement => ({ Effect: 'Allow', Action: 'iot:Publish', Resource })
const policy = (...Statement: PolicyStatement[]): PolicyDocument => ({ Version: '2012-10-17', Statement })
const codeOf = (act: () => unknown): PolicyErrorCode | string => {
  try {
    act()
  } catch (error) {
    if (error instanceof PolicyError || error instanceof TemplateError) return error.code
    throw error
  }
  throw new Error('it was accepted')
}

describe('a shared policy', () => {
  const compile = () =>
    compilePolicy({
      name: 'own-topics',
      document: policy(
        { Effect: 'Allow', Action: 'iot:Connect', Resource: client('${iot:ClientId}') },
        publish(topic('a/*')),
      ),
    })

  it('reads the account only', () => {
    const own = compile()
    expect(own.scope).toBe('shared')
    expect(own.render({ account })).toEqual({
      policyName: 'own-topics',
      document: policy(
        {
          Effect: 'Allow',
          Action: 'iot:Connect',
          Resource: 'arn:aws:iot:eu-central-1:123456789012:client/${iot:ClientId}',
        },
        publish('arn:aws:iot:eu-central-1:123456789012:topic/a/*'),
      ),
    })
  })

  it.each([{ id: '210987654321' }, { region: 'us-east-1' }, { partition: 'aws-cn' }])(
    'is the same object for every device of an account, and another for %o',
    (elsewhere) => {
      const own = compile()
      const first = own.render(contextOf('1'))
      expect(own.render(contextOf('2', { ...account }))).toBe(first)
      const other = own.render(contextOf('1', { ...account, ...elsewhere }))
      expect(other.document).not.toEqual(first.document)
      expect(own.render(contextOf('1'))).toEqual(first)
    },
  )

  it('needs no account where it reads none', () => {
    const own = compilePolicy({ name: 'p', document: policy(publish('*')) })
    expect(own.render({})).toEqual({ policyName: 'p', document: policy(publish('*')) })
  })

  it('is frozen all the way down', () => {
    const { document } = compile().render({ account })
    const [first, second] = document.Statement
    expect([document, document.Statement, first, second, second?.Resource].every(Object.isFrozen)).toBe(true)
  })
})

describe('a policy of one device', () => {
  const compile = () =>
    compilePolicy({
      name: `policy-${serialNumber}`,
      document: JSON.stringify({
        Statement: [
          {
            Condition: { StringEquals: { 'iot:ClientId': [serialNumber] } },
            NotResource: `topic/${serialNumber}/private`,
            Action: 'iot:Receive',
            Effect: 'Allow',
          },
          publish('topic/public'),
        ],
        Version: '2012-10-17',
      }),
    })

  /** The document as text; `undefined` where the value is refused. */
  const renderOrRefuse = (own: CompiledPolicy, value: string): string | undefined => {
    try {
      return JSON.stringify(own.render(contextOf(value)).document)
    } catch (error) {
      if (error instanceof TemplateError) return undefined
      throw error
    }
  }

  it('holds the values of the certificate, in the order of the author', () => {
    const own = compile()
    expect(own.scope).toBe('device')
    const { policyName, document } = own.render(contextOf('12-34'))
    expect(policyName).toBe('policy-12-34')
    expect(JSON.stringify(document)).toBe(
      '{"Statement":[{"Condition":{"StringEquals":{"iot:ClientId":["12-34"]}},"NotResource":"topic/12-34/private",' +
        '"Action":"iot:Receive","Effect":"Allow"},{"Effect":"Allow","Action":"iot:Publish","Resource":["topic/public"]}],' +
        '"Version":"2012-10-17"}',
    )
  })

  it('is another one for each device also where it reads the account', () => {
    const own = compilePolicy({ name: serialNumber, document: policy(publish(topic(serialNumber))) })
    const resources = ['1', '2'].map((value) => own.render(contextOf(value)).document.Statement[0]?.Resource)
    expect(resources).toEqual([
      ['arn:aws:iot:eu-central-1:123456789012:topic/1'],
      ['arn:aws:iot:eu-central-1:123456789012:topic/2'],
    ])
  })

  it('shares between devices what does not differ', () => {
    const own = compile()
    expect(own.render(contextOf('1')).document.Statement[1]).toBe(own.render(contextOf('2')).document.Statement[1])
  })

  it.each(['*', 'a/b', '${iot:ClientId}', 'a"b', 'a\u0000b', '+', '#', 'a\u202eb'])('refuses the value %j', (value) => {
    expect(codeOf(() => compile().render(contextOf(value)))).toBe('template-value-refused')
  })

  it('never lets a value change the structure, whatever it is', () => {
    const own = compile()
    const shape = JSON.stringify(own.render(contextOf('A')).document)
    const unit = fc.oneof(
      fc.constantFrom(...'aB1 -_.:äß\u0301"\'$\\{}*?/,+#<%=>\n'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    )
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 6 }), (value) => {
        const rendered = renderOrRefuse(own, value)
        if (rendered === undefined) return
        expect(rendered).toBe(shape.replaceAll('"A"', `"${value}"`).replaceAll('/A/', `/${value}/`))
      }),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['all that the document reads', `${commonName}-${serialNumber}`],
    ['more than that', `${commonName}-${serialNumber}-<%= certificate.attributes.subject.O %>`],
    ['the id of the certificate', 'p-<%= certificate.id %>'],
  ])('takes a name with %s', (_, name) => {
    const document = policy(publish(topic(`${serialNumber}/${commonName}/<%= account.id %>`)))
    expect(compilePolicy({ name, document }).scope).toBe('device')
  })

  it('may be the same document under a name of its own', () => {
    expect(compilePolicy({ name: `p-${serialNumber}`, document: policy(publish('*')) }).scope).toBe('device')
  })
})

describe('definition refuses', () => {
  const small = policy(publish('topic/a'))
  const specs: [title: string, spec: object, code: string][] = [
    [
      'a document of one device under a shared name',
      { name: 'p', document: policy(publish(topic(serialNumber))) },
      'policy-name-shared',
    ],
    [
      'a name of the account for it',
      { name: '<%= account.id %>', document: policy(publish(topic(serialNumber))) },
      'policy-name-shared',
    ],
    [
      'a name that holds less of the certificate than the document',
      { name: `p-${serialNumber}`, document: policy(publish(topic(`${serialNumber}/${commonName}`))) },
      'policy-name-shared',
    ],
    ['a name that AWS refuses', { name: 'a policy', document: small }, 'template-value-refused'],
    ['an unknown option', { name: 'p', document: small, docment: small }, 'policy-option'],
    ['no name', { document: small }, 'policy-option'],
    ['no document', { name: 'p' }, 'policy-malformed'],
    [
      'text that is not JSON because a tag stands outside a string',
      { name: 'p', document: '{"Version":<%= account.id %>}' },
      'policy-malformed',
    ],
    [
      'a tag in an action',
      { name: 'p', document: policy({ ...publish('*'), Action: '<%= account.id %>' }) },
      'policy-tag-misplaced',
    ],
    ['a tag that is not closed', { name: 'p', document: policy(publish('<%= account.id')) }, 'template-syntax'],
    [
      'a path that does not exist',
      { name: 'p', document: policy(publish('<%= account.name %>')) },
      'template-path-unknown',
    ],
    [
      'a document over the limit for every device',
      { name: 'p', document: policy(publish(topic('a'.repeat(2000)))) },
      'policy-too-large',
    ],
  ]

  it.each(specs)('%s', (_, spec, code) => {
    expect(codeOf(() => Reflect.apply(compilePolicy, undefined, [spec]))).toBe(code)
  })

  it.each([
    [
      { name: 'p', document: small, docment: small },
      { field: 'docment', message: 'policy has no option `docment`' },
    ],
    [{ document: small }, { field: 'name', message: 'policy takes text' }],
    [
      { name: 'p', document: policy(publish(topic(serialNumber))) },
      {
        field: 'name',
        message: 'policy `p` differs by device, but its name does not',
        remedy: 'name it, for example, with `<%= certificate.id %>`',
      },
    ],
    [
      { name: `p-${serialNumber}`, document: policy(publish(topic(`${serialNumber}/${commonName}`))) },
      {
        field: 'name',
        message: `policy \`p-${serialNumber}\` differs by \`certificate.attributes.subject.commonName\`, but its name does not`,
        remedy: 'name it with these too, or with `<%= certificate.id %>`',
      },
    ],
    [
      {
        name: '<%= certificate.attributes.subject.CN %>',
        document: policy(publish(`${serialNumber}<%= certificate.attributes.subject.O %>`)),
      },
      {
        message:
          'policy `<%= certificate.attributes.subject.CN %>` differs by `certificate.attributes.subject.serialNumber`, ' +
          '`certificate.attributes.subject.organizationName`, but its name does not',
      },
    ],
  ])('and says what is wrong, row %#', (spec, details) => {
    expect(() => Reflect.apply(compilePolicy, undefined, [spec])).toThrow(expect.objectContaining(details))
  })

  it.each(['spec', 7, null, undefined, []])('%j in place of a policy', (spec) => {
    expect(codeOf(() => Reflect.apply(compilePolicy, undefined, [spec]))).toBe('policy-option')
  })
})

it('counts the account of a certificate as that of all devices', () => {
  expect(codeOf(() => compilePolicy({ name: 'p', document: policy(publish('<%= certificate.id %>')) }))).toBe(
    'policy-name-shared',
  )
  expect(compilePolicy({ name: 'p', document: policy(publish('<%= certificate.awsAccountId %>')) }).scope).toBe(
    'shared',
  )
})

describe('the limit of 2048 characters', () => {
  const overhead = JSON.stringify(policy(publish(''))).length
  const ofSize = (size: number) => policy(publish('a'.repeat(size - overhead)))

  it('takes a document that fills it, and refuses one character more', () => {
    expect(compilePolicy({ name: 'p', document: ofSize(2048) }).render({ account }).policyName).toBe('p')
    expect(codeOf(() => compilePolicy({ name: 'p', document: ofSize(2049) }))).toBe('policy-too-large')
  })

  it('does not count the indentation of JSON text', () => {
    const document = JSON.stringify(ofSize(2048), undefined, 8)
    expect(compilePolicy({ name: 'p', document }).scope).toBe('shared')
  })

  it('is exact for each device, whatever JSON makes of the text', () => {
    const fixed = policy(publish('topic/public'))
    const own = policy({
      ...publish(`a"\\${serialNumber}`),
      Condition: { StringLike: { 'iot:ClientId': serialNumber } },
    })
    const document = { ...own, Statement: [...fixed.Statement, ...own.Statement] }
    const sizeWith = (value: string) => JSON.stringify(document).replaceAll(serialNumber, value).length
    const longest = '1'.repeat((2048 - sizeWith('')) / 2)
    const compiled = compilePolicy({ name: '<%= certificate.id %>', document })
    const render = (value: string) => compiled.render({ certificate: { ...contextOf(value).certificate, id: 'p' } })
    expect(JSON.stringify(render(longest).document)).toHaveLength(sizeWith(longest))
    expect(sizeWith(longest)).toBeGreaterThan(2046)
    expect(codeOf(() => render(`${longest}1`))).toBe('policy-too-large')
  })

  it('does not count what JSON escapes in the tags', () => {
    const quoted = '<%= certificate.attributes.subject["serialNumber"] %>'
    const sizeWith = (value: string) => JSON.stringify(policy(publish(value, value, value))).length
    const longest = '1'.repeat((2048 - sizeWith('')) / 3)
    const own = compilePolicy({ name: '<%= certificate.id %>', document: policy(publish(quoted, quoted, quoted)) })
    const render = (value: string) => own.render({ certificate: { ...contextOf(value).certificate, id: 'p' } })
    expect(sizeWith(longest)).toBeGreaterThan(2045)
    expect(JSON.stringify(render(longest).document)).toHaveLength(sizeWith(longest))
    expect(codeOf(() => render(`${longest}1`))).toBe('policy-too-large')
  })

  it('is checked again for each device, and names size and policy', () => {
    const own = compilePolicy({
      name: `p-${serialNumber}`,
      document: policy(publish(`${'a'.repeat(1950)}${serialNumber}`)),
    })
    expect(own.render(contextOf('1')).policyName).toBe('p-1')
    expect(() => own.render(contextOf('1'.repeat(60)))).toThrow(
      expect.objectContaining({
        code: 'policy-too-large',
        field: `p-${'1'.repeat(60)}`,
        message: 'the policy document has 2106 characters, AWS takes 2048',
        remedy: 'shorten it, or move statements to a second policy',
      }),
    )
  })
})
