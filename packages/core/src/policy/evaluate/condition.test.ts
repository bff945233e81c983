import { describe, expect, it } from 'vitest'
import { readCertificate } from '../../certificate/read-certificate.js'
import { certificateFixture } from '../../testing/index.js'
import type { ConditionValue } from '../policy-document.js'
import { evaluatePolicies } from './evaluate-policies.js'
import type { PolicyRequest } from './policy-request.js'

type Holds = 'holds' | 'fails' | 'unknown'

/** What a condition comes to: an unknown one neither lets an Allow apply nor keeps a Deny from it. */
const outcomeOf = (operator: string, key: string, values: ConditionValue, context: Partial<PolicyRequest>): Holds => {
  const request = { action: 'iot:Connect', resource: 'client/a', ...context }
  const open = { Action: request.action, Resource: '*' } as const
  const Condition = { [operator]: { [key]: values } }
  const allowed = evaluatePolicies(
    [{ Version: '2012-10-17', Statement: [{ Effect: 'Allow', ...open, Condition }] }],
    request,
  )
  const denied = evaluatePolicies(
    [
      {
        Version: '2012-10-17',
        Statement: [
          { Effect: 'Allow', ...open },
          { Effect: 'Deny', ...open, Condition },
        ],
      },
    ],
    request,
  )
  if (allowed.effect === 'allowed') return denied.effect === 'explicit-deny' ? 'holds' : 'unknown'
  return denied.effect === 'explicit-deny' ? 'unknown' : 'fails'
}

const names = (...values: string[]) =>
  readCertificate(
    certificateFixture({ subject: [['O', 'Acme'], ...values.map((value): ['CN', string] => ['CN', value])] }).pem,
  )
const commonName = 'iot:Certificate.Subject.CommonName'
const typeName = 'iot:Connection.Thing.ThingTypeName'
const attached = 'iot:Connection.Thing.IsAttached'
const thing = { name: 'a', attached: true, exclusive: false }

describe('conditions', () => {
  it.each<[operator: string, key: string, values: ConditionValue, context: Partial<PolicyRequest>, holds: Holds]>([
    ['Bool', attached, 'true', { clientId: 'a', thing }, 'holds'],
    ['Bool', attached, 'TRUE', { clientId: 'a', thing }, 'holds'],
    ['Bool', attached, 'true', {}, 'fails'],
    ['Bool', attached, 'false', {}, 'holds'],
    ['Bool', 'iot:ClientId', 'a', { clientId: 'a' }, 'fails'],
    ['Bool', 'iot:ClientId', 'untrue', { clientId: 'untrue' }, 'fails'],
    ['Bool', 'iot:ClientId', 'true-1', { clientId: 'true-1' }, 'fails'],
    ['StringEquals', 'iot:ClientId', 'a', { clientId: 'a' }, 'holds'],
    ['StringEquals', 'iot:ClientId', 'a', { clientId: 'A' }, 'fails'],
    ['StringEquals', 'iot:ClientId', ['b', 'a'], { clientId: 'a' }, 'holds'],
    ['StringEquals', 'iot:ClientId', [], { clientId: 'a' }, 'fails'],
    ['StringEquals', 'iot:ClientId', '*', { clientId: 'a' }, 'fails'],
    ['StringEquals', 'iot:ClientId', '', { clientId: '' }, 'holds'],
    ['StringEquals', 'iot:ClientId', 'a', {}, 'unknown'],
    ['StringEquals', 'iot:ClientId', 'a', { protocol: 'https' }, 'fails'],
    ['StringEquals', 'iot:ClientId', '${iot:Connection.Thing.ThingName}', { clientId: 'a', thing }, 'holds'],
    ['StringEquals', 'iot:ClientId', '${iot:Connection.Thing.ThingName}', { clientId: 'a' }, 'fails'],
    ['StringEquals', 'iot:ClientId', ['a', '${aws:username}'], { clientId: 'a' }, 'holds'],
    ['StringEquals', 'iot:ClientId', ['b', '${aws:username}'], { clientId: 'a' }, 'unknown'],
    ['StringEquals', 'iot:ClientId', '${aws:username}${iot:Connection.Thing.ThingName}', { clientId: 'a' }, 'unknown'],
    ['StringEquals', 'iot:ClientId', '${iot:Connection.Thing.ThingName}${aws:username}', { clientId: 'a' }, 'unknown'],
    ['StringNotEquals', 'iot:ClientId', 'a', { clientId: 'a' }, 'fails'],
    ['StringNotEquals', 'iot:ClientId', ['a', 'b'], { clientId: 'c' }, 'holds'],
    ['StringNotEquals', 'iot:ClientId', ['a', 'b'], { clientId: 'b' }, 'fails'],
    ['StringNotEquals', 'iot:ClientId', 'a', {}, 'unknown'],
    ['StringNotEquals', 'iot:ClientId', '${iot:Connection.Thing.ThingName}', { clientId: 'a' }, 'unknown'],
    ['StringEqualsIgnoreCase', 'iot:ClientId', 'a', { clientId: 'A' }, 'holds'],
    ['StringNotEqualsIgnoreCase', 'iot:ClientId', 'a', { clientId: 'A' }, 'fails'],
    ['StringLike', 'iot:ClientId', 'a*', { clientId: 'abc' }, 'holds'],
    ['StringLike', 'iot:ClientId', 'a?', { clientId: 'abc' }, 'fails'],
    ['StringLike', 'iot:ClientId', 'a${*}', { clientId: 'abc' }, 'fails'],
    ['StringNotLike', 'iot:ClientId', 'a*', { clientId: 'abc' }, 'fails'],
    ['StringEquals', commonName, 'a', { certificate: names('a', 'b') }, 'holds'],
    ['StringEquals', commonName, 'b', { certificate: names('a', 'b') }, 'fails'],
    ['StringEquals', commonName, 'a', {}, 'unknown'],
    ['StringEquals', commonName, 'a', { certificate: names() }, 'fails'],
    ['StringNotEquals', commonName, 'a', { certificate: names() }, 'unknown'],
    ['StringEquals', `${commonName}.List`, 'a', { certificate: names('a') }, 'unknown'],
    ['ForAnyValue:StringEquals', `${commonName}.List`, 'b', { certificate: names('a', 'b') }, 'holds'],
    ['ForAnyValue:StringEquals', `${commonName}.List`, 'c', { certificate: names('a', 'b') }, 'fails'],
    [
      'ForAnyValue:StringEquals',
      `${commonName}.List`,
      'f',
      { certificate: names('a', 'b', 'c', 'd', 'e', 'f') },
      'fails',
    ],
    ['ForAnyValue:StringEquals', `${commonName}.List`, 'a', { certificate: names('a', 'b*') }, 'fails'],
    ['ForAnyValue:StringNotEquals', `${commonName}.List`, 'a', { certificate: names('a', 'b') }, 'holds'],
    ['ForAllValues:StringEquals', `${commonName}.List`, ['a', 'b'], { certificate: names('a', 'b') }, 'holds'],
    ['ForAllValues:StringEquals', `${commonName}.List`, 'a', { certificate: names('a', 'b') }, 'fails'],
    ['ForAllValues:StringEquals', `${commonName}.List`, 'a', {}, 'unknown'],
    ['ForAllValues:StringEquals', `${commonName}.List`, 'a', { certificate: names() }, 'unknown'],
    ['ForAnyValue:StringEquals', `${commonName}.Last`, 'a', { certificate: names('a') }, 'unknown'],
    ['ForAllValues:StringEquals', 'iot:ConnectAttributes', [], {}, 'holds'],
    ['ForAllValues:StringEquals', 'iot:ConnectAttributes', [], { connectAttributes: ['LastWill'] }, 'fails'],
    [
      'ForAllValues:StringNotEquals',
      'iot:ConnectAttributes',
      'LastWill',
      { connectAttributes: ['PersistentConnect'] },
      'holds',
    ],
    ['ForAllValues:StringNotEquals', 'iot:ConnectAttributes', 'LastWill', { connectAttributes: ['LastWill'] }, 'fails'],
    ['ForAnyValue:StringEquals', 'iot:ConnectAttributes', 'LastWill', {}, 'fails'],
    ['Null', 'iot:ClientId', 'true', {}, 'unknown'],
    ['StringEqualsIfExists', 'iot:ClientId', 'a', {}, 'unknown'],
    ['ForAllValues:Null', 'iot:ClientId', 'true', {}, 'unknown'],
    ['ForAllValues:Null', 'iot:ClientId', 'true', { clientId: 'a' }, 'unknown'],
    ['NullIfExists', 'iot:ClientId', 'true', {}, 'unknown'],
    ['ForAllValues:Numeric', 'iot:ClientId', '1', { clientId: '1' }, 'unknown'],
  ])('%s of %s with %j, row %#', (operator, key, values, context, holds) => {
    expect(outcomeOf(operator, key, values, context)).toBe(holds)
  })

  it.each<[operator: string, key: string, values: ConditionValue, context: Partial<PolicyRequest>, holds: Holds]>([
    ['Null', 'iot:ClientId', 'false', { clientId: 'a' }, 'holds'],
    ['Null', 'iot:ClientId', 'true', { clientId: 'a' }, 'fails'],
    ['Null', 'iot:ClientId', 'TRUE', { protocol: 'https' }, 'holds'],
    ['Null', 'iot:ClientId', 'false', { protocol: 'https' }, 'fails'],
    ['Null', 'iot:ClientId', ['true', 'false'], { clientId: 'a' }, 'holds'],
    ['Null', 'iot:ClientId', 'maybe', { clientId: 'a' }, 'fails'],
    ['Null', typeName, 'true', { clientId: 'a', thing }, 'holds'],
    ['Null', 'iot:ConnectAttributes', 'true', {}, 'holds'],
    ['Null', 'iot:ConnectAttributes', 'true', { connectAttributes: ['LastWill'] }, 'fails'],
    ['Null', commonName, 'false', { certificate: names('a') }, 'holds'],
    ['Null', commonName, 'true', { certificate: names() }, 'unknown'],
    ['StringEqualsIfExists', typeName, 'sensor', { clientId: 'a', thing }, 'holds'],
    ['StringEqualsIfExists', typeName, 'sensor', { clientId: 'a', thing: { ...thing, typeName: 'sensor' } }, 'holds'],
    ['StringEqualsIfExists', typeName, 'sensor', { clientId: 'a', thing: { ...thing, typeName: 'pump' } }, 'fails'],
    ['StringNotEqualsIfExists', typeName, 'pump', { clientId: 'a', thing }, 'holds'],
    ['StringEqualsIfExists', commonName, 'a', { certificate: names() }, 'unknown'],
    ['ForAnyValue:StringEqualsIfExists', `${commonName}.List`, 'a', { certificate: names() }, 'unknown'],
    ['ForAllValues:StringEqualsIfExists', typeName, 'sensor', { clientId: 'a', thing }, 'holds'],
  ])('of absence: %s of %s with %j, row %#', (operator, key, values, context, holds) => {
    expect(outcomeOf(operator, key, values, context)).toBe(holds)
  })

  it.each<[operator: string, key: string, value: string]>([
    ['ForAllValues:StringEquals', 'iot:ConnectAttributes', 'LastWill'],
    ['Null', 'iot:ConnectAttributes', 'true'],
    ['Null', 'iot:LastWillTopic', 'true'],
    ['ArnEqualsIfExists', 'iot:LastWillTopic', 'arn:aws:iot:eu-central-1:123456789012:topic/a'],
  ])('of CONNECT: %s of %s is not known of a publish', (operator, key, value) => {
    expect(outcomeOf(operator, key, value, { action: 'iot:Connect' })).toBe('holds')
    expect(outcomeOf(operator, key, value, { action: 'iot:Publish' })).toBe('unknown')
  })

  const will = 'arn:aws:iot:eu-central-1:123456789012:topic/will/a:b'
  const withWill = { connectAttributes: ['LastWill'], lastWillTopic: will } as const
  it.each<[operator: string, values: ConditionValue, context: Partial<PolicyRequest>, holds: Holds]>([
    ['ArnEquals', will, withWill, 'holds'],
    ['ArnLike', will, withWill, 'holds'],
    ['ArnEquals', 'arn:aws:iot:eu-central-1:123456789012:topic/will/*', withWill, 'holds'],
    ['ArnEquals', 'arn:aws:iot:*:123456789012:topic/will/a?b', withWill, 'holds'],
    ['ArnEquals', 'arn:aws:iot:*:topic/will/a:b', withWill, 'fails'],
    ['ArnEquals', 'arn:aws:iot:*:topic/will/*', withWill, 'unknown'],
    ['ArnEquals', 'arn:*:topic/will/a:b:*:*:*', withWill, 'fails'],
    ['ArnEquals', '*', withWill, 'unknown'],
    ['ArnEquals', 'arn:aws:iot:eu-central-1:123456789012:topic/other', withWill, 'fails'],
    ['ArnNotEquals', 'arn:aws:iot:eu-central-1:123456789012:topic/other', withWill, 'holds'],
    ['ArnNotLike', will, withWill, 'fails'],
    ['ArnNotEquals', '*', withWill, 'unknown'],
    ['ArnEquals', will, { connectAttributes: ['LastWill'] }, 'unknown'],
    ['ArnEquals', will, {}, 'fails'],
    ['ArnEqualsIfExists', will, {}, 'holds'],
    ['ArnEquals', will, { ...withWill, lastWillTopic: 'will/a:b' }, 'fails'],
    ['ArnEquals', 'arn:aws:iot:*:*:*', { ...withWill, lastWillTopic: 'arn:aws:iot' }, 'fails'],
  ])('of the last will: %s %j, row %#', (operator, values, context, holds) => {
    expect(outcomeOf(operator, 'iot:LastWillTopic', values, context)).toBe(holds)
  })

  it.each<[operator: string, values: ConditionValue, sourceIp: string | undefined, holds: Holds]>([
    ['IpAddress', '203.0.113.0/24', '203.0.113.77', 'holds'],
    ['IpAddress', '203.0.113.0/24', '203.0.114.77', 'fails'],
    ['IpAddress', ['10.0.0.0/8', '203.0.113.77'], '203.0.113.77', 'holds'],
    ['IpAddress', '203.0.113.0/24', undefined, 'unknown'],
    ['IpAddress', '203.0.113.0/240', '203.0.113.77', 'unknown'],
    ['IpAddress', '203.0.113.0/24', 'here', 'unknown'],
    ['IpAddress', '2001:db8::/32', '203.0.113.77', 'fails'],
    ['NotIpAddress', '203.0.113.0/24', '203.0.114.77', 'holds'],
    ['NotIpAddress', '203.0.113.0/24', '203.0.113.77', 'fails'],
    ['NotIpAddress', 'everywhere', '203.0.113.77', 'unknown'],
    ['NotIpAddressIfExists', '203.0.113.0/24', undefined, 'unknown'],
    ['StringEquals', '203.0.113.77', '203.0.113.77', 'holds'],
    ['IpAddress', '${aws:SourceIp}/24', '203.0.113.77', 'holds'],
  ])('of the address: %s %j for %s: %s', (operator, values, sourceIp, holds) => {
    expect(outcomeOf(operator, 'aws:SourceIp', values, { sourceIp })).toBe(holds)
  })

  it.each<[operator: string, key: string, context: PolicyRequest['context'], holds: Holds]>([
    ['StringEquals', 'aws:SourceVpc', { 'aws:SourceVpc': 'vpc-1' }, 'holds'],
    ['StringEquals', 'aws:SourceVpc', { 'aws:SourceVpc': 'vpc-2' }, 'fails'],
    ['StringEquals', 'aws:SourceVpc', {}, 'unknown'],
    ['StringEquals', 'aws:SourceVpc', undefined, 'unknown'],
    ['StringEquals', 'aws:SourceVpc', { 'aws:SourceVpc': [] }, 'fails'],
    ['StringEqualsIfExists', 'aws:SourceVpc', { 'aws:SourceVpc': [] }, 'holds'],
    ['StringEquals', 'aws:SourceVpc', { 'aws:SourceVpc': ['vpc-1', 'vpc-2'] }, 'unknown'],
    ['ForAnyValue:StringEquals', 'aws:SourceVpc', { 'aws:SourceVpc': ['vpc-2', 'vpc-1'] }, 'holds'],
    ['StringEquals', 'aws:toString', {}, 'unknown'],
    ['StringEqualsIfExists', 'aws:Undocumented', { 'aws:Undocumented': [] }, 'holds'],
    ['StringEquals', 'aws:Undocumented', { 'aws:Undocumented': 'vpc-1' }, 'holds'],
    [
      'ForAnyValue:StringEquals',
      'iot:Certificate.AvailableKeys',
      { 'iot:Certificate.AvailableKeys': 'vpc-1' },
      'holds',
    ],
    ['StringEquals', 'iot:Certificate.AvailableKeys', { 'iot:Certificate.AvailableKeys': 'vpc-1' }, 'unknown'],
    ['StringEquals', 'iot:Certificate.SerialNumber', { 'iot:Certificate.SerialNumber': 'vpc-1' }, 'holds'],
    ['StringEquals', 'iot:Certificate.SerialNumber', {}, 'unknown'],
  ])('of what the request says itself: %s of %s given %j: %s', (operator, key, context, holds) => {
    expect(outcomeOf(operator, key, 'vpc-1', { context })).toBe(holds)
  })

  it('all of them must hold', () => {
    const Condition = { Bool: { [attached]: 'true' }, StringEquals: { 'iot:ClientId': 'a', [commonName]: 'a' } }
    const document = {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'iot:Connect', Resource: '*', Condition }],
    } as const
    const request = { action: 'iot:Connect', resource: 'client/a', clientId: 'a', thing, certificate: names('a') }
    expect(evaluatePolicies([document], request).effect).toBe('allowed')
    expect(evaluatePolicies([document], { ...request, certificate: names('b') }).effect).toBe('implicit-deny')
    expect(evaluatePolicies([document], { ...request, thing: { ...thing, attached: false } }).effect).toBe(
      'implicit-deny',
    )
  })
})
