import { describe, expect, it } from 'vitest'
import { allow, policy, thingName } from '../fixtures/policy-fixture.js'
import type { PolicyStatement } from '../policy-document.js'
import { validatePolicy } from './validate-policy.js'

const found = (document: unknown): string[][] => validatePolicy(document).map(({ code, path }) => [code, path])
const remedies = (document: unknown): string[] => validatePolicy(document).map(({ remedy }) => remedy)
const publishing = (topic: string, Condition?: PolicyStatement['Condition']): object =>
  policy(allow('Publish', [`topic/${topic}`], Condition))

describe('policy variables', () => {
  it.each([
    'iot:ClientId',
    'iot:CertificateId',
    'aws:SourceIp',
    'iot:Connection.Thing.ThingName',
    'iot:Connection.Thing.ThingTypeName',
    'iot:Connection.Thing.Attributes[building/floor]',
    'iot:Certificate.SerialNumber',
    'iot:Certificate.Subject.CommonName',
    'iot:Certificate.Subject.CommonName.1',
    'iot:Certificate.Subject.AlternativeName.DNSName',
    'iot:Certificate.Issuer.Organization',
    '*',
    '?',
    '$',
  ])('${%s}', (name) => {
    expect(found(publishing(`a/\${${name}}/b`))).toEqual([])
  })

  it.each([
    ['iot:Certificate.Subject.SubjectAlternativeName.DNSName', 'iot:Certificate.Subject.AlternativeName.DNSName'],
    ['iot:Certificate.SubjectAlternativeName.DNSName.1', 'iot:Certificate.Subject.AlternativeName.DNSName.1'],
    [
      'iot:Certificate.Subject.SubjectAlternativeName.UniformResourceIdentifier',
      'iot:Certificate.Subject.AlternativeName.UniformResourceIdentifier',
    ],
    ['iot:Certificate.Subject.StateName', 'iot:Certificate.Subject.State'],
    ['iot:Certificate.Subject.CommonName.List', 'iot:Certificate.Subject.CommonName'],
    ['iot:Connection.Thing.Name', 'iot:Connection.Thing.ThingName'],
    ['iot:connection.thing.thingname', 'iot:Connection.Thing.ThingName'],
    ['iot:ClientID', 'iot:ClientId'],
    ['iot:Certificate.ClientId.1', 'iot:ClientId'],
    ['iot:Certificate.SerialNumbr', 'iot:Certificate.SerialNumber'],
    ['iot:Certificate.SerialNumbr.1', 'iot:Certificate.SerialNumber'],
    ['iot:Certificate.SerialNumber.1', 'iot:Certificate.SerialNumber'],
    ['iot:Certificate.Subject.SerialNumbr.1', 'iot:Certificate.Subject.SerialNumber.1'],
    ['iot:Certificate.Issuer.SerialNumbr.1', 'iot:Certificate.Issuer.SerialNumber.1'],
    ['iot:Certificate.Subject.Sate.9999', 'iot:Certificate.Subject.State.9999'],
  ])('${%s}: did you mean ${%s}', (name, meant) => {
    const document = publishing(`a/\${${name}}`)
    expect(found(document)).toEqual([['variable-unknown', 'Statement[0].Resource[0]']])
    expect(remedies(document)).toEqual([`did you mean \`\${${meant}}\``])
  })

  it.each([
    ['a name of another service', '${cognito-identity.amazonaws.com:sub}', 'variable-unknown'],
    ['a prototype key', '${constructor}', 'variable-unknown'],
    ['nothing', '${}', 'variable-unknown'],
    ['nothing of AWS IoT', '${iot:}', 'variable-unknown'],
    ['something with a list in it', '${iot:Connection.Thing.ThingName.Listing}', 'variable-unknown'],
    ['one that does not end', '${iot:ClientId', 'variable-unclosed'],
  ])('%s', (_, text, code) => {
    expect(validatePolicy(publishing(text))).toEqual([expect.objectContaining({ code, value: text })])
    expect(remedies(publishing(text))).not.toContainEqual(expect.stringContaining('did you mean'))
  })

  it('are named where they are none', () => {
    expect(validatePolicy(publishing('${constructor}'))).toEqual([
      expect.objectContaining({
        message: '`${constructor}` is no policy variable of AWS IoT',
        remedy: 'use a variable that AWS IoT documents',
      }),
    ])
  })

  it('are found in values of conditions, each on its own', () => {
    const Condition = { StringEquals: { 'iot:ClientId': [thingName, '${iot:a}${iot:b}'] } }
    expect(found(publishing('a', Condition))).toEqual([
      ['variable-unknown', 'Statement[0].Condition.StringEquals.iot:ClientId[1]'],
      ['variable-unknown', 'Statement[0].Condition.StringEquals.iot:ClientId[1]'],
    ])
  })
})

describe('conditions', () => {
  it.each([
    ['Bool', 'iot:Connection.Thing.IsAttached'],
    ['StringEqualsIfExists', 'iot:Connection.Thing.Attributes[a]'],
    ['ForAllValues:StringEquals', 'iot:ConnectAttributes'],
    ['ForAnyValue:StringLikeIfExists', 'iot:Certificate.Subject.CommonName.List'],
    ['ArnEquals', 'iot:LastWillTopic'],
    ['NotIpAddress', 'aws:SourceIp'],
    ['StringEquals', 'aws:SourceVpce'],
    ['Null', 'iot:ClientId'],
  ])('%s with %s', (operator, key) => {
    expect(found(publishing('a', { [operator]: { [key]: [] } }))).toEqual([])
  })

  it.each([
    ['StringEqual', 'did you mean `StringEquals`'],
    ['ForAllValues:StringLikes', 'did you mean `StringLike`'],
    ['NullIfExists', 'did you mean `Null`'],
    ['StringIfExistsEquals', 'use an operator for text, ARNs, addresses or Booleans'],
    ['DateGreaterThan', 'use an operator for text, ARNs, addresses or Booleans'],
  ])('%s is no operator', (operator, remedy) => {
    const document = publishing('a', { [operator]: { 'iot:ClientId': 'a', 'iot:CertificateId': 'b' } })
    expect(found(document)).toEqual([['condition-operator-unknown', `Statement[0].Condition.${operator}`]])
    expect(remedies(document)).toEqual([remedy])
  })

  it.each([
    ['iot:Connection.Thing.Attached', 'did you mean `iot:Connection.Thing.IsAttached`'],
    ['iot:ConnectAttribute', 'did you mean `iot:ConnectAttributes`'],
    [
      'iot:Certificate.Subject.SubjectAlternativeName.DNSName.List',
      'did you mean `iot:Certificate.Subject.AlternativeName.DNSName.List`',
    ],
    ['iot:Connection.Thing.ThingNam.List', 'use a key that AWS IoT documents'],
    ['aws:PrincipalTag/a', 'use a key that AWS IoT documents'],
  ])('%s is no key', (key, remedy) => {
    const document = publishing('a', { StringEquals: { [key]: 'a' } })
    expect(found(document)).toEqual([['condition-key-unknown', `Statement[0].Condition.StringEquals.${key}`]])
    expect(remedies(document)).toEqual([remedy])
  })
})
