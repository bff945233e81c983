import { describe, expect, it } from 'vitest'
import { certificateFixture } from '../../testing/certificate-fixture.js'
import { fleetTemplate } from '../build/fleet-template.js'
import { jitpTemplate } from '../build/jitp-template.js'
import { problemsOf } from '../fixtures/problems-of.js'
import { bareFixture, document, jitpFixture, withThing } from '../fixtures/template-fixture.js'
import { parseProvisioningTemplate } from '../parse-provisioning-template.js'
import { lintProvisioningTemplate } from './lint-provisioning-template.js'

const countries = jitpTemplate({
  thing: {
    name: { Ref: 'AWS::IoT::Certificate::CommonName' },
    attributes: { country: { Ref: 'AWS::IoT::Certificate::Country' }, id: { Ref: 'AWS::IoT::Certificate::Id' } },
  },
  policies: [{ document }],
})
const certificateOf = (subject: Record<string, string>) => certificateFixture({ subject })

describe('against attribute types', () => {
  it.each([['CN', 'O'], ['commonName'], ['2.5.4.3']])(
    'reads Country, and certificates with %s have none',
    (...types) => {
      expect(lintProvisioningTemplate(countries, types)).toEqual([
        {
          code: 'provisioning-parameter-missing',
          severity: 'error',
          path: 'Parameters.AWS::IoT::Certificate::Country',
          message: 'reads Country; these certificates have none',
          value: 'AWS::IoT::Certificate::Country',
          remedy: 'issue certificates with this field, or give the parameter a `Default`',
        },
      ])
    },
  )

  it('finds nothing where all is there', () => {
    expect(lintProvisioningTemplate(countries, ['CN', 'C'])).toEqual([])
  })

  it('a default that every device gets is a warning', () => {
    const template = jitpTemplate({
      thing: {
        name: { Ref: 'AWS::IoT::Certificate::CommonName' },
        attributes: { c: { Ref: 'AWS::IoT::Certificate::Country' } },
      },
      policies: [{ document }],
      defaults: { 'AWS::IoT::Certificate::Country': 'DE' },
    })
    expect(lintProvisioningTemplate(template, ['CN'])).toMatchObject([
      { code: 'provisioning-parameter-missing', severity: 'warning', value: 'DE' },
    ])
  })

  it.each<['subject' | 'certificate' | undefined, string[]]>([
    [undefined, ['provisioning-ambiguous']],
    ['subject', ['provisioning-parameter-missing']],
    ['certificate', []],
  ])('facts 2.1: a serial number with the option %s', (serialNumber, codes) => {
    const template = jitpTemplate({
      thing: { name: 'a', attributes: { serial: { Ref: 'AWS::IoT::Certificate::SerialNumber' } } },
      policies: [{ document }],
    })
    const options = serialNumber === undefined ? {} : { serialNumber }
    expect(lintProvisioningTemplate(template, ['CN'], options).map(({ code }) => code)).toEqual(codes)
  })
})

describe('against certificates', () => {
  it('names every part that a certificate does not fit, not only the first', () => {
    const problems = lintProvisioningTemplate(countries, certificateOf({ CN: 'a pump', C: 'D E' }))
    expect(problems.map(({ code, path, value }) => [code, path, value])).toEqual([
      ['provisioning-value-refused', 'Resources.thing.Properties.ThingName', 'a pump'],
      ['provisioning-value-refused', 'Resources.thing.Properties.AttributePayload.country', 'D E'],
    ])
  })

  it('counts the certificates that have a problem', () => {
    const certificates = [
      certificateOf({ CN: 'a', C: 'DE' }),
      certificateOf({ CN: 'a b', C: 'DE' }),
      certificateOf({ CN: 'a/b', C: 'DE' }),
    ]
    expect(lintProvisioningTemplate(countries, certificates)).toMatchObject([
      {
        path: 'Resources.thing.Properties.ThingName',
        value: 'a b',
        message: expect.stringMatching(/, in 2 of 3 certificates$/),
      },
    ])
  })

  it('a field that is missing is told by its parameter', () => {
    expect(lintProvisioningTemplate(countries, certificateOf({ CN: 'a' })).map(({ path }) => path)).toContain(
      'Parameters.AWS::IoT::Certificate::Country',
    )
  })

  it('templates that read no certificate are not held against one', () => {
    const template = fleetTemplate({ thing: { name: { Ref: 'A' }, attributes: { a: 'b' } }, policies: [{ document }] })
    expect(lintProvisioningTemplate(template, certificateOf({}))).toEqual([])
    expect(lintProvisioningTemplate(template, ['CN'])).toEqual([])
  })
})

describe('what JITP does not do', () => {
  it('facts 1.2: types, groups and named policies have to exist', () => {
    const template = jitpTemplate({
      thing: {
        name: 'a',
        typeName: 'pump',
        groups: ['all', { Ref: 'AWS::IoT::Certificate::OrganizationalUnit' }],
        billingGroup: 'plant',
      },
      policies: [{ name: 'pumps' }],
    })
    expect(lintProvisioningTemplate(template).map(({ code, message }) => [code, message])).toEqual(
      [
        'needs the thing type `pump`, and no template makes one',
        'needs the thing group `all`, and no template makes one',
        'needs a thing group of every name that it can come to, and no template makes one',
        'needs the billing group `plant`, and no template makes one',
        'needs the policy `pumps`, and no template makes one',
      ].map((message) => ['provisioning-prerequisite-missing', message]),
    )
  })

  it('groups that a function lists have to exist as well', () => {
    const template = fleetTemplate({
      thing: { name: 'a', attributes: { a: 'b' }, groups: { 'Fn::Split': ['-', { Ref: 'Groups' }] } },
      policies: [{ document }],
    })
    expect(lintProvisioningTemplate(template).map(({ path }) => path)).toContain(
      'Resources.thing.Properties.ThingGroups',
    )
  })

  it('a thing that exists is taken over, unless something refuses it', () => {
    const overrides = { AttributePayload: 'MERGE' } as const
    const template = jitpTemplate({ thing: { name: 'a', attributes: { a: 'b' }, overrides }, policies: [{ document }] })
    expect(lintProvisioningTemplate(template)).toMatchObject([
      { code: 'provisioning-owner-unchecked', path: 'Resources.thing' },
    ])
    const bare = jitpTemplate({ thing: { name: 'a' }, policies: [{ document }] })
    expect(lintProvisioningTemplate(bare)).toMatchObject([{ code: 'provisioning-owner-unchecked' }])
  })

  it('facts 1.3: settings that are left out, and a certificate without a policy', () => {
    const template = parseProvisioningTemplate(withThing({ AttributePayload: { a: 'b' } }), 'jitp')
    expect(lintProvisioningTemplate(template).map(({ code, path }) => [code, path])).toEqual([
      ['provisioning-override-missing', 'Resources.thing.OverrideSettings.AttributePayload'],
      ['provisioning-owner-unchecked', 'Resources.thing'],
      ['provisioning-override-missing', 'Resources.certificate.OverrideSettings.Status'],
      ['provisioning-policy-missing', 'Resources'],
    ])
  })

  it('problems are frozen', () => {
    const problems = lintProvisioningTemplate(parseProvisioningTemplate(jitpFixture, 'jitp'), ['CN'])
    expect(Object.isFrozen(problems) && problems.every(Object.isFrozen)).toBe(true)
  })
})

describe('options', () => {
  const template = parseProvisioningTemplate(bareFixture, 'jitp')

  it.each<[string, () => unknown, string]>([
    ['an attribute type that does not exist', () => lintProvisioningTemplate(template, ['commonNam']), 'profile'],
    ['a profile that is none', () => lintProvisioningTemplate(template, [7] as never), 'profile'],
    [
      'an option that does not exist',
      () => lintProvisioningTemplate(template, [], { serial: 'x' } as object),
      'serial',
    ],
    [
      'a word that it does not have',
      () => lintProvisioningTemplate(template, [], { severalValues: 'all' } as object),
      'severalValues',
    ],
  ])('%s is refused', (_, run, path) => {
    expect(problemsOf(run)).toMatchObject([{ code: 'provisioning-option', path }])
  })
})
