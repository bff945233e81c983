import { describe, expect, it } from 'vitest'
import { readCertificate } from '../../certificate/read-certificate.js'
import { certificateFixture, type FixtureAttribute, type FixtureAttributeType } from '../../testing/index.js'
import { evaluatePolicies } from './evaluate-policies.js'
import type { PolicyRequest, RequestThing } from './policy-request.js'

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
  ])('${%s} with %o is %s', (variable, context, value) => {
    expect(resolvedValue(variable, context, ['a', 'ab', 'a?', '+', '*', '?', '$', subjectOnly.id])).toBe(value)
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

  it.each([
    ['a*b', undefined],
    ['a$b', undefined],
    ['a+b', undefined],
    ['a?b', undefined],
    ['a#b', undefined],
    ['a'.repeat(1024), 'a'.repeat(1024)],
    ['a'.repeat(1025), undefined],
    ['a, b', 'a\\, b'],
    ['a"b', 'a\\"b'],
    ['a\\b', 'a\\\\b'],
    ['a=b<c>d;e', 'a\\=b\\<c\\>d\\;e'],
  ])('the value %j is substituted as %j', (value, substituted) => {
    const candidates = [value, ...(substituted === undefined ? [] : [substituted])]
    expect(resolvedValue(`${subject}.CommonName`, { certificate: certificateOf(['CN', value]) }, candidates)).toBe(
      substituted,
    )
  })
})
