import { describe, expect, it } from 'vitest'
import { readCertificate } from '../../certificate/read-certificate.js'
import { certificateFixture, type FixtureAttribute, type FixtureAttributeType } from '../../testing/index.js'
import { conditionKeyNames, findConditionKey } from './condition-key.js'
import { evaluatePolicies } from './evaluate-policies.js'
import type { PolicyRequest, RequestThing } from './policy-request.js'
import { findVariable, variableNames } from './variable.js'

/** The value that a variable takes in a resource; `undefined` where the answer lists it as unresolved. */
const resolvedValue = (
  variable: string,
  context: Partial<PolicyRequest>,
  candidates: readonly string[],
): string | undefined => {
  const document = {
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'iot:Publish', Resource: `topic/\${${variable}}` }],
  } as const
  const ask = (value: string) =>
    evaluatePolicies([document], { action: 'iot:Publish', resource: `topic/${value}`, ...context })
  const value = candidates.find((candidate) => ask(candidate).effect === 'allowed')
  expect(ask('').unresolved).toEqual(value === undefined ? [variable] : [])
  return value
}

const thing: RequestThing = {
  name: 'thing-1',
  typeName: 'sensor',
  attributes: { serial_number: '12-34', 'a.b,c@d/e:f#g-h': 'odd' },
  attached: true,
  exclusive: false,
}
const certificateOf = (...subject: FixtureAttribute[]) => readCertificate(certificateFixture({ subject }).pem)

describe('variables of the connection', () => {
  const subjectOnly = certificateOf(['CN', 'device-1'])
  it.each<[variable: string, context: Partial<PolicyRequest>, value: string | undefined]>([
    ['iot:ClientId', { clientId: 'a' }, 'a'],
    ['iot:ClientId', {}, undefined],
    ['iot:ClientId', { clientId: '+' }, '+'],
    ['iot:ClientId', { clientId: '*' }, undefined],
    ['iot:ClientId', { clientId: 'a?' }, undefined],
    ['iot:CertificateId', { certificate: subjectOnly }, subjectOnly.id],
    ['iot:CertificateId', { certificateId: 'ab' }, 'ab'],
    ['iot:CertificateId', {}, undefined],
    ['*', {}, '*'],
    ['?', {}, '?'],
    ['$', {}, '$'],
    ['iot:ClientId', { clientId: 'a', protocol: 'https' }, undefined],
    ['aws:SourceIp', { sourceIp: '203.0.113.7' }, '203.0.113.7'],
    ['aws:SourceIp', {}, undefined],
    ['iot:Certificate.SerialNumber', { certificate: subjectOnly }, undefined],
    ['iot:Certificate.SerialNumber', { context: { 'iot:Certificate.SerialNumber': 'ab' } }, 'ab'],
    ['cognito-identity.amazonaws.com:sub', { context: { 'cognito-identity.amazonaws.com:sub': 'a' } }, 'a'],
    ['aws:Several', { context: { 'aws:Several': ['a', 'ab'] } }, undefined],
    ['aws:None', { context: { 'aws:None': [] } }, undefined],
    ['aws:Wild', { context: { 'aws:Wild': '*' } }, undefined],
  ])('${%s} with %o is %s', (variable, context, value) => {
    expect(resolvedValue(variable, context, ['a', 'ab', 'a?', '+', '*', '?', '$', '203.0.113.7', subjectOnly.id])).toBe(
      value,
    )
  })
})

describe('variables of the thing', () => {
  const variables = {
    name: 'iot:Connection.Thing.ThingName',
    type: 'iot:Connection.Thing.ThingTypeName',
    serial: 'iot:Connection.Thing.Attributes[serial_number]',
    odd: 'iot:Connection.Thing.Attributes[a.b,c@d/e:f#g-h]',
    prototype: 'iot:Connection.Thing.Attributes[constructor]',
    attached: 'iot:Connection.Thing.IsAttached',
  }
  const candidates = ['thing-1', 'sensor', '12-34', 'odd', 'true', 'false']
  const { typeName: _, ...untyped } = thing
  const byClientId: Partial<PolicyRequest> = { clientId: 'thing-1', thing }
  const unattached: Partial<PolicyRequest> = { clientId: 'thing-1', thing: { ...thing, attached: false } }
  const otherClientId: Partial<PolicyRequest> = { clientId: 'other', thing }
  const exclusive: Partial<PolicyRequest> = { clientId: 'other', thing: { ...thing, exclusive: true } }

  it.each<[variable: string, title: string, context: Partial<PolicyRequest>, value: string | undefined]>([
    [variables.name, 'named as the client', byClientId, 'thing-1'],
    [variables.name, 'not attached', unattached, 'thing-1'],
    [variables.name, 'named otherwise', otherClientId, undefined],
    [variables.name, 'named otherwise but exclusive', exclusive, 'thing-1'],
    [variables.name, 'without a thing', { clientId: 'thing-1' }, undefined],
    [variables.type, 'named as the client', byClientId, 'sensor'],
    [variables.type, 'without a type', { clientId: 'thing-1', thing: untyped }, undefined],
    [variables.serial, 'named as the client', byClientId, '12-34'],
    [variables.serial, 'not attached', unattached, undefined],
    [variables.serial, 'exclusive', exclusive, '12-34'],
    [variables.serial, 'without a thing', { clientId: 'thing-1' }, undefined],
    [`x${variables.serial}`, 'misspelt', byClientId, undefined],
    [`${variables.serial}x`, 'misspelt', byClientId, undefined],
    [
      variables.name,
      'exclusive but not attached',
      { clientId: 'other', thing: { ...thing, attached: false, exclusive: true } },
      undefined,
    ],
    [variables.name, 'over HTTPS', { ...exclusive, protocol: 'https' }, undefined],
    [variables.attached, 'over HTTPS, where that is not documented', { ...exclusive, protocol: 'https' }, undefined],
    [variables.odd, 'named as the client', byClientId, 'odd'],
    [variables.prototype, 'named as the client', byClientId, undefined],
    [variables.attached, 'named as the client', byClientId, 'true'],
    [variables.attached, 'not attached', unattached, 'false'],
    [variables.attached, 'named otherwise', otherClientId, 'false'],
    [variables.attached, 'without a thing', {}, 'false'],
    ['iot:Connection.Thing.Name', 'misspelt', byClientId, undefined],
  ])('${%s}: %s', (variable, _title, context, value) => {
    expect(resolvedValue(variable, context, candidates)).toBe(value)
  })
})

describe('variables of the certificate', () => {
  const subject = 'iot:Certificate.Subject'
  it.each<[variable: string, type: FixtureAttributeType, value: string]>([
    ['Country', 'C', 'FR'],
    ['Organization', 'O', 'Acme'],
    ['OrganizationalUnit', 'OU', 'unit'],
    ['DistinguishedNameQualifier', '2.5.4.46', 'qualifier'],
    ['State', 'ST', 'state'],
    ['CommonName', 'CN', 'device-1'],
    ['SerialNumber', 'serialNumber', '12-34'],
    ['Title', 'title', 'iot'],
    ['Surname', 'SN', 'surname'],
    ['GivenName', 'GN', 'given'],
    ['Initials', 'initials', 'AB'],
    ['Pseudonym', '2.5.4.65', 'pseudonym'],
    ['GenerationQualifier', '2.5.4.44', 'smart-sensor'],
  ])('%s is the attribute %s', (variable, type, value) => {
    expect(resolvedValue(`${subject}.${variable}`, { certificate: certificateOf([type, value]) }, [value])).toBe(value)
    expect(
      resolvedValue(`${subject}.${variable}`, { certificate: certificateOf(['L', 'Lyon']) }, [value]),
    ).toBeUndefined()
  })

  const names = ['a', 'b', 'c', 'd', 'e', 'f']
  const several = { certificate: certificateOf(...names.map((name): ['CN', string] => ['CN', name])) }
  it.each([
    ['CommonName', 'a'],
    ['CommonName.1', 'b'],
    ['CommonName.4', 'e'],
    ['CommonName.5', undefined],
    ['CommonName.0', undefined],
    ['CommonName.01', undefined],
    ['CommonName.-1', undefined],
    ['CommonName.List', undefined],
    ['SubjectAlternativeName', undefined],
    ['toString', undefined],
  ])('of six common names %s is %s', (variable, value) => {
    expect(resolvedValue(`${subject}.${variable}`, several, names)).toBe(value)
  })

  it.each(['x', '\n'])('%j in front of a variable makes it another one', (text) => {
    expect(resolvedValue(`${text}${subject}.CommonName`, several, names)).toBeUndefined()
  })

  it.each([
    ['a*b', undefined],
    ['a$b', undefined],
    ['a+b', undefined],
    ['a?b', undefined],
    ['a#b', undefined],
    ['a'.repeat(1024), 'a'.repeat(1024)],
    ['a'.repeat(1025), undefined],
    // In which form these are put in a text is not documented, only how a condition writes them.
    ['a, b', undefined],
    ['a"b', undefined],
    ['a\\b', undefined],
    ['a=b<c>d;e', undefined],
  ])('the value %j is substituted as %j', (value, substituted) => {
    const candidates = [value, value.replace(/[,"\\=<>;]/g, '\\$&')]
    const certificate = certificateOf(['CN', value])
    expect(resolvedValue(`${subject}.CommonName`, { certificate }, candidates)).toBe(substituted)
  })
})

describe('variables of the issuer', () => {
  const certificate = certificateOf(['CN', 'device-1'])
  const issuer = 'iot:Certificate.Issuer'
  const [issuerName = ''] = certificate.issuer.getAll('CN')

  it.each([
    ['CommonName', issuerName],
    ['CommonName.1', undefined],
    ['Organization', certificate.issuer.get('O')],
    ['State', undefined],
    ['AlternativeName.DNSName', undefined],
  ])('%s is %s', (variable, value) => {
    expect(resolvedValue(`${issuer}.${variable}`, { certificate }, [issuerName, 'Thingplan'])).toBe(value)
  })

  it('are not known where the request leaves the issuer out', () => {
    const { id, subject, subjectAlternativeNames } = certificate
    const request = { certificate: { id, subject, subjectAlternativeNames } }
    expect(resolvedValue(`${issuer}.CommonName`, request, [issuerName])).toBeUndefined()
  })
})

describe('alternative names', () => {
  const { id, subject, issuer } = certificateOf(['CN', 'device-1'])
  const names = [
    { kind: 'dns', value: 'a.example' },
    { kind: 'dns', value: 'b.example' },
    { kind: 'email', value: 'a@example' },
    { kind: 'uri', value: 'urn:a' },
    { kind: 'ip', value: '192.0.2.1' },
    { kind: 'directory-name', value: subject },
  ] as const
  const certificate = { id, subject, issuer, subjectAlternativeNames: names, extensions: [] }
  const alternative = 'iot:Certificate.Subject.AlternativeName'

  it.each([
    ['DNSName', 'a.example'],
    ['DNSName.1', 'b.example'],
    ['RFC822Name', 'a@example'],
    ['UniformResourceIdentifier', 'urn:a'],
    ['IPAddress', '192.0.2.1'],
    ['DirectoryName', undefined],
    ['RegisteredID', undefined],
  ])('of the subject: %s is %s', (variable, value) => {
    const candidates = ['a.example', 'b.example', 'a@example', 'urn:a', '192.0.2.1']
    expect(resolvedValue(`${alternative}.${variable}`, { certificate }, candidates)).toBe(value)
  })

  const deny = (certificateOfRequest: PolicyRequest['certificate'], variable: string) =>
    evaluatePolicies(
      [
        {
          Version: '2012-10-17',
          Statement: [
            { Effect: 'Allow', Action: 'iot:Publish', Resource: '*' },
            { Effect: 'Deny', Action: 'iot:Publish', Resource: `topic/\${${variable}}` },
          ],
        },
      ],
      { action: 'iot:Publish', resource: 'topic/a', certificate: certificateOfRequest },
    ).effect

  it.each([
    ['a directory name, whose text is not documented', certificate, `${alternative}.DirectoryName`, 'explicit-deny'],
    [
      'one of the issuer, which is not read',
      { ...certificate, extensions: [{ oid: '2.5.29.18', critical: false, value: new Uint8Array() }] },
      'iot:Certificate.Issuer.AlternativeName.DNSName',
      'explicit-deny',
    ],
    [
      'one of the issuer that may be there',
      { id, subject, issuer, subjectAlternativeNames: names },
      'iot:Certificate.Issuer.AlternativeName.DNSName',
      'explicit-deny',
    ],
    ['none of the issuer', certificate, 'iot:Certificate.Issuer.AlternativeName.DNSName', 'allowed'],
    [
      'none of the issuer beside other extensions',
      { ...certificate, extensions: [{ oid: '2.5.29.17', critical: false, value: new Uint8Array() }] },
      'iot:Certificate.Issuer.AlternativeName.DNSName',
      'allowed',
    ],
  ])('%s: a Deny on it', (_title, certificateOfRequest, variable, effect) => {
    expect(deny(certificateOfRequest, variable)).toBe(effect)
  })
})

describe('a variable that has no value', () => {
  const effectOf = (Effect: 'Allow' | 'Deny', variable: string, topic: string, context: Partial<PolicyRequest>) => {
    const open = { Effect: 'Allow', Action: 'iot:Publish', Resource: Effect === 'Deny' ? '*' : 'topic/other' } as const
    const Statement = [open, { Effect, Action: 'iot:Publish', Resource: `topic/\${${variable}}/x` }]
    const document = { Version: '2012-10-17', Statement } as const
    return evaluatePolicies([document], { action: 'iot:Publish', resource: `topic/${topic}`, ...context }).effect
  }
  const commonName = 'iot:Certificate.Subject.CommonName'
  const nameless = { certificate: certificateOf(['O', 'Acme']) }
  const refused = { certificate: certificateOf(['CN', 'a#b']) }
  const asWritten = `\${${commonName}}/x`

  it.each<[title: string, context: Partial<PolicyRequest>, topic: string, effect: string]>([
    ['absent, another text', nameless, 'a/x', 'allowed'],
    ['absent, as it is written', nameless, asWritten, 'explicit-deny'],
    ['refused, another text', refused, 'a#b/x', 'allowed'],
    ['refused, as it is written', refused, asWritten, 'explicit-deny'],
    ['not known, where it could fit', {}, 'a/x', 'explicit-deny'],
    ['not known, where it could not', {}, 'a/y', 'allowed'],
    [
      'with a comma, as which text is not known',
      { certificate: certificateOf(['CN', 'a, b']) },
      'a/x',
      'explicit-deny',
    ],
  ])('in a Deny: %s', (_title, context, topic, effect) => {
    expect(effectOf('Deny', commonName, topic, context)).toBe(effect)
  })

  it.each(['*', '?'])('in a Deny, beside the wildcard %s, may be anything', (wildcard) => {
    const Statement = [
      { Effect: 'Allow', Action: 'iot:Publish', Resource: '*' },
      { Effect: 'Deny', Action: 'iot:Publish', Resource: `topic/${wildcard}\${${commonName}}` },
    ] as const
    const request = { action: 'iot:Publish', resource: 'topic/ab', ...nameless }
    expect(evaluatePolicies([{ Version: '2012-10-17', Statement }], request).effect).toBe('explicit-deny')
  })

  it.each([asWritten, 'a/x', '/x'])('in an Allow never lets %j through', (topic) => {
    for (const context of [nameless, refused, {}]) {
      expect(effectOf('Allow', commonName, topic, context)).toBe('implicit-deny')
    }
  })

  it('is known to have none at a position past the last', () => {
    expect(effectOf('Deny', `${commonName}.10`, 'a/x', nameless)).toBe('allowed')
  })

  it.each(['IsAttached', 'ThingName', 'ThingTypeName'])('%s that is not known may be what a Deny says', (field) => {
    const Condition = { StringEquals: { [`iot:Connection.Thing.${field}`]: 'false' } }
    const effectOf = (Effect: 'Allow' | 'Deny', context: Partial<PolicyRequest>) => {
      const Statement = [
        { Effect: 'Allow', Action: 'iot:Publish', Resource: Effect === 'Deny' ? '*' : 'none' },
        { Effect, Action: 'iot:Publish', Resource: '*', Condition },
      ] as const
      return evaluatePolicies([{ Version: '2012-10-17', Statement }], {
        action: 'iot:Publish',
        resource: 'topic/x',
        ...context,
      }).effect
    }
    const context = field === 'IsAttached' ? ({ protocol: 'https' } as const) : {}
    expect(effectOf('Deny', context)).toBe('explicit-deny')
    expect(effectOf('Allow', context)).toBe('implicit-deny')
  })

  it('of a thing that is not found matches nothing, as it is written or otherwise', () => {
    const name = 'iot:Connection.Thing.ThingName'
    expect(effectOf('Deny', name, `\${${name}}/x`, { clientId: 'a' })).toBe('allowed')
  })

  it('is not seen in a parenthesis that escapes nothing', () => {
    const Statement = [{ Effect: 'Allow', Action: 'iot:Publish', Resource: '*$(abc)' }] as const
    const request = { action: 'iot:Publish', resource: 'topic/$(abc)' }
    expect(evaluatePolicies([{ Version: '2012-10-17', Statement }], request).effect).toBe('allowed')
  })

  it.each(['$(*)', '$(?)', '$($)'])('%s, which the guide prints and IAM does not know, is not known', (text) => {
    const document = (Effect: 'Allow' | 'Deny') =>
      ({ Version: '2012-10-17', Statement: [{ Effect, Action: 'iot:Publish', Resource: `topic/${text}` }] }) as const
    const request = { action: 'iot:Publish', resource: 'topic/*' }
    expect(evaluatePolicies([document('Allow')], request)).toEqual({ effect: 'implicit-deny', unresolved: [text] })
    expect(evaluatePolicies([document('Deny')], request).effect).toBe('explicit-deny')
  })
})

it.each(variableNames)('%s is a variable, and a condition key', (name) => {
  expect(findVariable(name).resolve).toBeTypeOf('function')
  expect(conditionKeyNames).toContain(name)
  expect(findConditionKey(name)?.name).toBe(name)
})

it.each(conditionKeyNames)('%s is found as a condition key', (name) => {
  expect(findConditionKey(name)?.name).toBe(name)
})
