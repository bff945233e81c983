import { describe, expect, it } from 'vitest'
import { problemsOf } from './fixtures/problems-of.js'
import { refusedTemplates } from './fixtures/refused-templates.js'
import {
  bareFixture,
  commonName,
  document,
  fleetFixture,
  greengrassFixture,
  idFixture,
  jitpFixture,
  pemFixture,
  requestFixture,
  text,
  withPolicy,
  withThing,
} from './fixtures/template-fixture.js'
import { parseProvisioningTemplate } from './parse-provisioning-template.js'
import { ProvisioningError } from './provisioning-error.js'
import type { ProvisioningTemplateKind } from './provisioning-template.js'
import { provisioningTemplateBody } from './write-body.js'

const examples: readonly (readonly [string, ProvisioningTemplateKind, object])[] = [
  ['Just-in-time provisioning', 'jitp', jitpFixture],
  ['RegisterThing: a request', 'bulk', requestFixture],
  ['RegisterThing: a certificate with its CA', 'bulk', pemFixture],
  ['RegisterThing: a certificate that exists', 'bulk', idFixture],
  ['Provisioning devices that do not have device certificates', 'fleet', fleetFixture],
  ['Greengrass V2, fleet provisioning', 'fleet', greengrassFixture],
  ['JITP, the least that there can be', 'jitp', bareFixture],
]

const statement = document.Statement[0]

describe('templates of the AWS IoT developer guide, "Provisioning templates"', () => {
  it.each(examples)('%s is read, and written as it was', (_, kind, example) => {
    const template = parseProvisioningTemplate(example, kind)
    expect(template.warnings).toEqual([])
    const body = provisioningTemplateBody(template)
    expect(parseProvisioningTemplate(body, kind)).toEqual(template)
    expect(provisioningTemplateBody(parseProvisioningTemplate(body, kind))).toBe(body)
  })

  it('is deeply frozen', () => {
    const template = parseProvisioningTemplate(fleetFixture, 'fleet')
    expect(Object.isFrozen(template.body.Resources)).toBe(true)
    expect(Object.isFrozen(template.body.Mappings?.['Plants']?.['north'])).toBe(true)
    expect(Object.isFrozen(template.references)).toBe(true)
  })

  it('knows what is referred to, in the order of the first use', () => {
    expect(parseProvisioningTemplate(requestFixture, 'bulk').references).toEqual([
      'ThingName',
      'SerialNumber',
      'Location',
      'CSR',
    ])
  })
})

describe('facts 1.2: documents encoded as JSON once more', () => {
  const body = provisioningTemplateBody(parseProvisioningTemplate(jitpFixture, 'jitp'))

  it.each<[string, unknown]>([
    ['JSON', body],
    ['indented JSON', JSON.stringify(JSON.parse(body), undefined, 4)],
    ['JSON in JSON', JSON.stringify(body)],
    ['a registration config', { templateBody: body, roleArn: 'arn:aws:iam::123456789012:role/provisioning' }],
    ['the input of RegisterCACertificate', { registrationConfig: { templateBody: body }, setAsActive: true }],
    ['that input as JSON', JSON.stringify({ registrationConfig: { templateBody: body } })],
    ['a document as an object', withPolicyAsObject()],
  ])('%s reads as the object does', (_, source) => {
    expect(parseProvisioningTemplate(source, 'jitp').body).toEqual(parseProvisioningTemplate(jitpFixture, 'jitp').body)
  })

  function withPolicyAsObject(): unknown {
    return JSON.parse(body, (key, value) => (key === 'PolicyDocument' ? JSON.parse(value) : value))
  }

  it.each<[ProvisioningTemplateKind, string]>([
    ['jitp', 'string'],
    ['bulk', 'string'],
    ['fleet', 'object'],
  ])('a %s template is written with its document as a %s', (kind, type) => {
    const source = kind === 'bulk' ? requestFixture : { ...withPolicy({ PolicyDocument: document }) }
    const written = JSON.parse(provisioningTemplateBody(parseProvisioningTemplate(source, kind)))
    expect(typeof written.Resources.policy.Properties.PolicyDocument).toBe(type)
  })

  it('a document with a Ref stays an object: AWS fills nothing in inside text', () => {
    const filled = { ...document, Statement: [{ ...statement, Resource: { Ref: commonName } }] }
    const source = {
      ...withPolicy({ PolicyDocument: filled }),
      Parameters: { [commonName]: text, ...(bareFixture['Parameters'] as object) },
    }
    const written = JSON.parse(provisioningTemplateBody(parseProvisioningTemplate(source, 'jitp')))
    expect(written.Resources.policy.Properties.PolicyDocument.Statement[0].Resource).toEqual({ Ref: commonName })
  })

  it('names that are called as the property of a policy are left alone', () => {
    const source = {
      Parameters: { PolicyDocument: text, CertificateId: text },
      Resources: {
        PolicyDocument: { Type: 'AWS::IoT::Policy', Properties: { PolicyName: { Ref: 'PolicyDocument' } } },
        certificate: { Type: 'AWS::IoT::Certificate', Properties: { CertificateId: { Ref: 'CertificateId' } } },
      },
    }
    expect(JSON.parse(provisioningTemplateBody(parseProvisioningTemplate(source, 'bulk')))).toEqual(source)
  })
})

describe('what AWS refuses, or would not understand when the first device comes', () => {
  it.each(refusedTemplates)('%s (%s)', (_, kind, source, code, path, remedy) => {
    const problems = problemsOf(() => parseProvisioningTemplate(source, kind))
    const found = problems.find((problem) => problem.path === path)
    expect(found).toMatchObject({ code, path, severity: 'error' })
    expect(found?.remedy).toContain(remedy)
  })

  it('all problems come at once, in the order of the template, and the error speaks of the first', () => {
    const problems = problemsOf(() =>
      parseProvisioningTemplate(
        {
          Parameters: { Locality: text, 'AWS::IoT::Certificate::Id': text },
          Resources: {
            thing: { Type: 'AWS::IoT::Thing', Properties: { AttributePayload: { a: '(' }, Colour: 'red' } },
            certificate: { Type: 'AWS::IoT::Certificate', Properties: { CertificateId: { Ref: 'x' } } },
            policy: {
              Type: 'AWS::IoT::Policy',
              Properties: {
                PolicyDocument: { Version: '1', Statement: [{ Effect: 'Maybe', Action: 'x', Resource: '*' }] },
              },
            },
          },
        },
        'jitp',
      ),
    )
    expect(problems.map(({ code, path }) => [code, path])).toEqual([
      ['provisioning-parameter-unknown', 'Parameters.Locality'],
      ['provisioning-key-unknown', 'Resources.thing.Properties.Colour'],
      ['provisioning-key-missing', 'Resources.thing.Properties'],
      ['provisioning-value-refused', 'Resources.thing.Properties.AttributePayload.a'],
      ['provisioning-reference-unresolved', 'Resources.certificate.Properties.CertificateId.Ref'],
      ['provisioning-malformed', `Resources.policy.Properties.PolicyDocument.Version`],
      ['provisioning-malformed', `Resources.policy.Properties.PolicyDocument.Statement[0].Effect`],
      ['provisioning-malformed', `Resources.policy.Properties.PolicyDocument.Statement[0].Action`],
      ['provisioning-parameter-unused', 'Parameters.Locality'],
    ])
    expect(new ProvisioningError([problems[0], ...problems.slice(1)] as [never])).toMatchObject({
      code: 'provisioning-parameter-unknown',
      field: 'Parameters.Locality',
      message: '`Parameters.Locality` is no parameter of JITP: `Locality` (and 8 more, see `problems`)',
    })
  })

  it('a template with a thousand faults is refused with a hundred of them', () => {
    const groups = Array.from({ length: 1000 }, () => '')
    expect(problemsOf(() => parseProvisioningTemplate(withThing({ ThingGroups: groups }), 'jitp'))).toHaveLength(100)
  })

  it('a parameter that nothing refers to is a warning', () => {
    const { warnings } = parseProvisioningTemplate(
      { ...bareFixture, Parameters: { 'AWS::IoT::Certificate::Id': text, [commonName]: text } },
      'jitp',
    )
    expect(warnings).toMatchObject([
      {
        code: 'provisioning-parameter-unused',
        severity: 'warning',
        path: `Parameters.${commonName}`,
        value: commonName,
      },
    ])
  })
})

describe('options', () => {
  it('`functions: any` reads mappings and functions in every kind', () => {
    const source = {
      ...withThing({ ThingTypeName: { 'Fn::FindInMap': ['M', 'a', 'b'] } }),
      Mappings: { M: { a: { b: 't' } } },
    }
    const template = parseProvisioningTemplate(source, 'jitp', { functions: 'any' })
    expect(template.body.Mappings).toEqual({ M: { a: { b: 't' } } })
    expect(problemsOf(() => parseProvisioningTemplate(source, 'jitp')).map(({ code }) => code)).toContain(
      'provisioning-key-unknown',
    )
  })

  it.each<[string, () => unknown, string]>([
    [
      'an option that does not exist',
      () => parseProvisioningTemplate(bareFixture, 'jitp', { function: 'any' } as object),
      'function',
    ],
    [
      'a word that the option does not have',
      () => parseProvisioningTemplate(bareFixture, 'jitp', { functions: 'all' } as object),
      'functions',
    ],
    ['a kind that does not exist', () => parseProvisioningTemplate(bareFixture, 'JITP' as 'jitp'), 'kind'],
    ['a kind that objects inherit', () => parseProvisioningTemplate(bareFixture, 'constructor' as 'jitp'), 'kind'],
    ['no kind', () => parseProvisioningTemplate(bareFixture, undefined as unknown as 'jitp'), 'kind'],
  ])('%s is refused', (_, run, path) => {
    expect(problemsOf(run)).toMatchObject([{ code: 'provisioning-option', path }])
  })
})
