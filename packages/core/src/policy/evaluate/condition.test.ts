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
  const open = { Action: 'iot:Connect', Resource: '*' } as const
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
  readCertificate(certificateFixture({ subject: values.map((value): ['CN', string] => ['CN', value]) }).pem)
const commonName = 'iot:Certificate.Subject.CommonName'
const attached = 'iot:Connection.Thing.IsAttached'
const thing = { name: 'a', attached: true, exclusive: false }

describe('conditions', () => {
  it.each<[operator: string, key: string, values: ConditionValue, context: Partial<PolicyRequest>, holds: Holds]>([
    ['Bool', attached, 'true', { clientId: 'a', thing }, 'holds'],
    ['Bool', attached, 'TRUE', { clientId: 'a', thing }, 'holds'],
    ['Bool', attached, 'true', {}, 'fails'],
    ['Bool', attached, 'false', {}, 'holds'],
    ['Bool', 'iot:ClientId', 'a', { clientId: 'a' }, 'fails'],
    ['StringEquals', 'iot:ClientId', 'a', { clientId: 'a' }, 'holds'],
    ['StringEquals', 'iot:ClientId', 'a', { clientId: 'A' }, 'fails'],
    ['StringEquals', 'iot:ClientId', ['b', 'a'], { clientId: 'a' }, 'holds'],
    ['StringEquals', 'iot:ClientId', [], { clientId: 'a' }, 'fails'],
    ['StringEquals', 'iot:ClientId', '*', { clientId: 'a' }, 'fails'],
    ['StringEquals', 'iot:ClientId', 'a', {}, 'fails'],
    ['StringEquals', 'iot:ClientId', '${iot:Connection.Thing.ThingName}', { clientId: 'a', thing }, 'holds'],
    ['StringEquals', 'iot:ClientId', '${iot:Connection.Thing.ThingName}', { clientId: 'a' }, 'fails'],
    ['StringEquals', 'iot:ClientId', ['a', '${aws:username}'], { clientId: 'a' }, 'holds'],
    ['StringEquals', 'iot:ClientId', ['b', '${aws:username}'], { clientId: 'a' }, 'unknown'],
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
    ['StringEquals', commonName, 'a', {}, 'fails'],
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
    ['ForAllValues:Numeric', 'iot:ClientId', '1', { clientId: '1' }, 'unknown'],
  ])('%s of %s with %j given %o: %5$s', (operator, key, values, context, holds) => {
    expect(outcomeOf(operator, key, values, context)).toBe(holds)
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
