import { describe, expect, it } from 'vitest'
import { readCertificate } from '../../certificate/read-certificate.js'
import { certificateFixture } from '../../testing/index.js'
import { pathsFound } from '../fixtures/paths-found.js'
import { allow, deny, policy } from '../fixtures/policy-fixture.js'
import { readProfile } from './certificate-profile.js'
import { lintPolicy } from './lint-policy.js'
import { variableUnfilled } from './variable-unfilled.js'

const subject = (field: string): string => `\${iot:Certificate.Subject.${field}}`
const publishing = (field: string) => policy(allow('Publish', [`topic/${subject(field)}/a`]))
const first = ['Statement[0].Resource[0]']

describe('certificates that all have CN, serialNumber and a DNS name', () => {
  const profile = () => readProfile(['CN', 'serialNumber', 'dns'])
  it.each([
    ['CommonName', []],
    ['CommonName.1', []],
    ['SerialNumber', []],
    ['AlternativeName.DNSName', []],
    ['Title', first],
    ['AlternativeName.RFC822Name', first],
  ])('%s', (field, paths) => {
    expect(pathsFound(variableUnfilled, publishing(field), profile())).toEqual(paths)
  })

  it('may be listed by any spelling of a type', () => {
    expect(pathsFound(variableUnfilled, publishing('GenerationQualifier'), readProfile(['2.5.4.44']))).toEqual([])
    expect(pathsFound(variableUnfilled, publishing('CommonName'), readProfile(['commonName']))).toEqual([])
  })

  it('are not known to have this issuer or that', () => {
    const document = policy(allow('Publish', ['topic/${iot:Certificate.Issuer.CommonName}']))
    expect(pathsFound(variableUnfilled, document, profile())).toEqual([])
  })
})

describe('certificates like this one', () => {
  const certificate = readCertificate(certificateFixture({ subject: { CN: 'a+b', O: 'Acme' } }).pem)
  it.each([
    ['Organization', []],
    ['Organization.1', first],
    ['CommonName', first],
    ['Title', first],
  ])('%s', (field, paths) => {
    expect(pathsFound(variableUnfilled, publishing(field), readProfile(certificate))).toEqual(paths)
  })
})

describe('where it looks', () => {
  it.each([
    ['denials', policy(deny('Publish', [`topic/${subject('Title')}`])), first],
    [
      'condition keys',
      policy(
        allow('Publish', ['topic/a'], { 'ForAnyValue:StringEquals': { 'iot:Certificate.Subject.Title.List': ['a'] } }),
      ),
      ['Statement[0].Condition.ForAnyValue:StringEquals.iot:Certificate.Subject.Title.List'],
    ],
    [
      'condition values',
      policy(allow('Publish', ['topic/a'], { StringEquals: { 'iot:ClientId': ['a', subject('Title')] } })),
      ['Statement[0].Condition.StringEquals.iot:ClientId[1]'],
    ],
    ['a variable that is none', policy(allow('Publish', [`topic/${subject('Nothing')}`])), []],
    [
      'a condition key of the connection',
      policy(allow('Connect', ['client/a'], { ArnEquals: { 'iot:LastWillTopic': 'a' } })),
      [],
    ],
    ['a variable of the thing', policy(allow('Publish', ['topic/${iot:Connection.Thing.ThingName}'])), []],
  ])('%s', (_, document, paths) => {
    expect(pathsFound(variableUnfilled, document, readProfile([]))).toEqual(paths)
  })

  it('not at all without a profile', () => {
    expect(pathsFound(variableUnfilled, publishing('Title'))).toEqual([])
  })
})

it('is an option of lintPolicy', () => {
  expect(lintPolicy(publishing('Title'), { certificate: ['CN'] }).map(({ code }) => code)).toContain(
    'variable-unfilled',
  )
})
