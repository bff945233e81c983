import { describe, expect, it } from 'vitest'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { evaluateDeviceConfiguration } from './evaluate-device-configuration.js'
import { account, id, idsOf, planOf, stepsOf } from './fixtures/plans-of-templates.js'
import { problemsOf } from './fixtures/problems-of.js'
import { bareFixture, commonName, document, text, withPolicy, withThing } from './fixtures/template-fixture.js'
import { parseProvisioningTemplate } from './parse-provisioning-template.js'

describe('policies', () => {
  const withLeaf = (leaf: unknown): object => ({
    ...withPolicy({ PolicyDocument: { ...document, Statement: [{ ...document.Statement[0], Resource: leaf }] } }),
    Parameters: { 'AWS::IoT::Certificate::Id': text, [commonName]: text },
  })
  const arn = { 'Fn::Join': ['', ['arn:aws:iot:eu-central-1:123456789012:topic/', { Ref: commonName }]] }

  it('facts 1.2: a document with a parameter is a policy of each device', () => {
    const [policy] = stepsOf(planOf(withLeaf(arn)))
    expect(policy).toMatchObject({
      scope: 'device',
      document: { Statement: [{ Resource: 'arn:aws:iot:eu-central-1:123456789012:topic/pump-7' }] },
    })
  })

  it.each(['a*', '${iot:ClientId}', 'a/b', '#', 'a+b', 'a\nb', 'cafe\u0301', "a'b"])(
    'a value that means something there never gets in: %s',
    (value) => {
      const given = { certificate: certificateFixture({ subject: { CN: value } }) }
      expect(problemsOf(() => planOf(withLeaf(arn), given))).toMatchObject([
        { code: 'provisioning-value-refused', path: 'Resources.policy.Properties.PolicyDocument', value },
      ])
    },
  )

  it('facts 5: a document that a value makes too long', () => {
    const long = { 'Fn::Join': ['', ['x'.repeat(1900), { Ref: commonName }]] }
    const given = { certificate: certificateFixture({ subject: { CN: 'x'.repeat(200) } }) }
    expect(problemsOf(() => planOf(withLeaf(long), given))).toMatchObject([{ code: 'provisioning-too-large' }])
  })

  it('facts 1.2: documents that are equal, and names that are, are one policy', () => {
    const Resources = {
      ...(bareFixture['Resources'] as object),
      ...Object.fromEntries(
        ['a', 'b', 'c', 'd'].map((name, index) => [
          name,
          { Type: 'AWS::IoT::Policy', Properties: index < 2 ? { PolicyDocument: document } : { PolicyName: 'p' } },
        ]),
      ),
    }
    const plan = planOf({ ...bareFixture, Resources })
    expect(plan.steps.map(({ kind }) => kind)).toEqual([
      'ensure-policy',
      'attach-policy',
      'attach-policy',
      'set-certificate-status',
    ])
  })
})

describe('functions', () => {
  const evaluate = (expression: unknown, more: object = {}): unknown => {
    const source = { ...withThing({ AttributePayload: { a: expression } }), ...more }
    const found = planOf(source).steps.find((step) => step.kind === 'ensure-thing')
    return found?.kind === 'ensure-thing' ? found.attributes['a'] : undefined
  }
  const mappings = { Mappings: { M: { 'pump-7': { key: 'found', list: ['x', 'y'] }, other: { key: 'never' } } } }
  const ref = { Ref: commonName }

  it.each<[string, unknown, string]>([
    ['Ref', ref, 'pump-7'],
    ['Fn::Join', { 'Fn::Join': ['-', ['a', ref, 'b']] }, 'a-pump-7-b'],
    ['Fn::Join without a delimiter', { 'Fn::Join': ['', ['a', 'b']] }, 'ab'],
    ['Fn::Join of a split', { 'Fn::Join': ['.', { 'Fn::Split': ['-', ref] }] }, 'pump.7'],
    ['Fn::Select', { 'Fn::Select': ['1', ['a', 'b']] }, 'b'],
    ['Fn::Select with a number', { 'Fn::Select': [0, ['a', 'b']] }, 'a'],
    ['Fn::Select of a split', { 'Fn::Select': ['1', { 'Fn::Split': ['-', ref] }] }, '7'],
    ['Fn::FindInMap', { 'Fn::FindInMap': ['M', ref, 'key'] }, 'found'],
    ['Fn::FindInMap of a list', { 'Fn::Select': ['1', { 'Fn::FindInMap': ['M', ref, 'list'] }] }, 'y'],
    ['Fn::FindInMap of a text as a list', { 'Fn::Select': ['0', { 'Fn::FindInMap': ['M', ref, 'key'] }] }, 'found'],
    ['Fn::Sub', { 'Fn::Sub': `a.\${${commonName}}` }, 'a.pump-7'],
    ['Fn::Sub with variables', { 'Fn::Sub': ['${A}:${B}', { A: 'x', B: ref }] }, 'x:pump-7'],
    [
      'Fn::Sub with a variable that hides a parameter',
      { 'Fn::Sub': [`\${${commonName}}`, { [commonName]: 'mine' }] },
      'mine',
    ],
  ])('facts 1.4: %s', (_, expression, expected) => {
    expect(evaluate(expression, mappings)).toBe(expected)
  })

  it('Fn::Sub: `${!x}` stands for `${x}`', () => {
    const source = {
      ...bareFixture,
      DeviceConfiguration: { a: { 'Fn::Sub': '${!x} ${ AWS::IoT::Certificate::Id } ${' } },
    }
    const template = parseProvisioningTemplate(source, 'fleet')
    expect(evaluateDeviceConfiguration(template, { account, certificateId: id })).toEqual({ a: `\${x} ${id} \${` })
  })

  it.each<[string, unknown, string]>([
    ['Fn::Select out of range', { 'Fn::Select': ['2', ['a', 'b']] }, 'provisioning-reference-unresolved'],
    [
      'Fn::FindInMap without such a top key',
      { 'Fn::FindInMap': ['M', 'nobody', 'key'] },
      'provisioning-reference-unresolved',
    ],
    [
      'Fn::FindInMap without such a second key',
      { 'Fn::FindInMap': ['M', 'other', 'list'] },
      'provisioning-reference-unresolved',
    ],
    [
      'Fn::FindInMap of what objects inherit',
      { 'Fn::FindInMap': ['M', 'constructor', 'name'] },
      'provisioning-reference-unresolved',
    ],
    ['Fn::FindInMap of a list where text is wanted', { 'Fn::FindInMap': ['M', ref, 'list'] }, 'provisioning-malformed'],
  ])('facts 1.4: %s fails the device', (_, expression, code) => {
    expect(problemsOf(() => evaluate(expression, mappings))).toMatchObject([
      { code, path: 'Resources.thing.Properties.AttributePayload.a' },
    ])
  })

  it('a document with functions is compiled without a device, and evaluated with one', () => {
    const Resource = { 'Fn::Select': ['1', { 'Fn::Split': ['-', ref] }] }
    const source = {
      ...withPolicy({ PolicyDocument: { ...document, Statement: [{ ...document.Statement[0], Resource }] } }),
      Parameters: { 'AWS::IoT::Certificate::Id': text, [commonName]: text },
    }
    expect(stepsOf(planOf(source))[0]).toMatchObject({ document: { Statement: [{ Resource: '7' }] } })
  })

  it('groups that come to the same are joined once, and eleven are refused', () => {
    const groups = (count: number): object =>
      withThing({ ThingGroups: { 'Fn::FindInMap': ['M', 'a', 'b'] } }) && {
        ...withThing({ ThingGroups: { 'Fn::FindInMap': ['M', 'a', 'b'] } }),
        Mappings: { M: { a: { b: Array.from({ length: count }, (_, index) => `g${index}`) } } },
      }
    const twice = { ...groups(0), Mappings: { M: { a: { b: ['g', 'g'] } } } }
    expect(idsOf(planOf(twice)).filter((step) => step.startsWith('add-to'))).toEqual(['add-to-thing-group:g'])
    expect(problemsOf(() => planOf(groups(11)))).toMatchObject([
      { code: 'provisioning-value-refused', path: 'Resources.thing.Properties.ThingGroups' },
    ])
  })
})
