import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyDocument, soundShape } from '../fixtures/any-document.js'
import { documentPaths } from '../fixtures/document-paths.js'
import { allow, policy } from '../fixtures/policy-fixture.js'
import * as predecessors from '../fixtures/predecessor-policies.js'
import * as soundPolicies from '../fixtures/sound-policies.js'
import type { PolicyDocument } from '../policy-document.js'
import { PolicyError } from '../policy-error.js'
import { validatePolicy } from '../validate/validate-policy.js'
import { type LintPolicyOptions, lintPolicy } from './lint-policy.js'
import { lintRules } from './rules.js'

const codesOf = (document: unknown): string[] => lintPolicy(document).map(({ code }) => code)

describe('the default policies of the predecessors', () => {
  it.each<[title: string, document: PolicyDocument, codes: string[]]>([
    ['universal JITR', predecessors.universalJitrDevice, ['attachment-unchecked']],
    [
      'universal JITR, Greengrass',
      predecessors.universalJitrGreengrass,
      [
        'action-too-broad',
        'resource-too-broad',
        'resource-too-broad',
        'connect-unbound',
        'attachment-unchecked',
        ...Array.from({ length: 6 }, () => 'core-thing-variable'),
      ],
    ],
    ['CDK IoT security', predecessors.cdkIotSecurity, ['resource-too-broad', 'resource-too-broad', 'connect-unbound']],
    [
      'certificate vending machine',
      predecessors.certificateVendingMachine,
      ['action-too-broad', 'resource-too-broad', 'connect-unbound'],
    ],
    [
      'provisioning with a private CA',
      predecessors.privateCaProvisioning,
      ['action-without-resource', 'receive-missing'],
    ],
    [
      'on-boarding with certificate rotation',
      predecessors.certificateRotation,
      ['resource-too-broad', 'resource-too-broad', 'connect-unbound', 'wildcard-for-all', 'wildcard-for-all'],
    ],
  ])('%s', (_, document, codes) => {
    expect(codesOf(document)).toEqual(codes)
  })
})

describe('policies of least privilege', () => {
  const { withDenial, ...silent } = soundPolicies
  it.each(Object.entries(silent))('%s: silence', (_, document) => {
    expect(lintPolicy(document)).toEqual([])
    expect(lintPolicy(JSON.stringify(document))).toEqual([])
  })

  it('announcements for all: a notice, for they may be meant like that', () => {
    expect(lintPolicy(withDenial).map(({ severity, code }) => `${severity}: ${code}`)).toEqual([
      'notice: wildcard-for-all',
      'notice: wildcard-for-all',
    ])
  })
})

describe('lintPolicy', () => {
  it('says first what AWS refuses, then what it accepts', () => {
    expect(codesOf(policy(allow('Connct', ['client/a']), allow('Connect', ['client/*'])))).toEqual([
      'action-unknown',
      'resource-too-broad',
      'connect-unbound',
    ])
  })

  it.each([
    ['text that is not JSON', '{"Version":'],
    ['nothing', undefined],
    ['a document without statements', { Version: '2012-10-17', Statement: [] }],
    ['a statement without an effect', { Version: '2012-10-17', Statement: [{ Action: '*', Resource: '*' }] }],
    ['a repeated key', '{"Version":"2012-10-17","Version":"2012-10-17","Statement":[]}'],
    [
      'far too much',
      policy(
        allow(
          'Connect',
          Array.from({ length: 6_000 }, () => '*'),
        ),
      ),
    ],
  ])('returns the findings of the validation alone for %s', (_, document) => {
    const findings = lintPolicy(document)
    expect(findings).toEqual(validatePolicy(document))
    expect(findings).not.toEqual([])
  })

  it('is frozen, as are its findings', () => {
    const findings = lintPolicy(policy(allow('Connect', ['*'])))
    expect([findings, ...findings].every(Object.isFrozen)).toBe(true)
  })

  it.each<[string, unknown, string]>([
    ['an option that does not exist', { certficate: [] }, 'certficate'],
    ['options that are none', null, 'options'],
    ['a profile that is none', { certificate: 'CN' }, 'certificate'],
    ['a profile that is nothing', { certificate: null }, 'certificate'],
    ['a profile that is half a certificate', { certificate: { subject: {} } }, 'certificate'],
    ['an attribute type that is no text', { certificate: [7] }, 'certificate'],
    ['an attribute type that is none', { certificate: ['commonname'] }, 'certificate'],
  ])('refuses %s', (_, options, field) => {
    expect(() => lintPolicy(policy(), options as LintPolicyOptions)).toThrow(
      expect.objectContaining({ name: PolicyError.name, code: 'policy-option', field, remedy: expect.any(String) }),
    )
  })

  it.each<[options: unknown, message: string, remedy: string]>([
    [{ certficate: [] }, 'lintPolicy has no option `certficate`', 'did you mean `certificate`'],
    [
      { certificate: 'CN' },
      'lintPolicy takes a certificate, or a list of attribute types',
      'give a certificate that was read, or for example: CN, serialNumber, dns',
    ],
    [
      { certificate: ['xyzzy.'] },
      'there is no attribute type `xyzzy.`',
      'use one of: CN, serialNumber, O, OU, C, ST, title, dns, email, uri, ip',
    ],
  ])('says what is wrong with %j', (options, message, remedy) => {
    expect(() => lintPolicy(policy(), options as LintPolicyOptions)).toThrow(
      expect.objectContaining({ message, remedy }),
    )
  })

  it('does not take a resource that is a number for a size', () => {
    const document = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 'iot:*', Resource: '20000' }] }
    expect(codesOf(document)).toEqual(['resource-malformed', 'action-too-broad'])
  })

  it('has each code once', () => {
    expect(new Set(lintRules.map(({ code }) => code)).size).toBe(lintRules.length)
  })
})

describe('for any document at all', () => {
  it('never throws, and every finding is about a part that is there', () => {
    fc.assert(
      fc.property(anyDocument, (document) => {
        const paths = documentPaths(document)
        for (const finding of lintPolicy(document)) {
          expect(paths).toContain(finding.path)
          expect(finding.message).toMatch(/^[^A-Z\n][^\n]*[^.\n]$/)
          expect(finding.remedy).toMatch(/\S/)
        }
      }),
    )
  })

  it('says the same of the text', () => {
    fc.assert(
      fc.property(soundShape, (document) => {
        expect(lintPolicy(JSON.stringify(document, undefined, 2))).toEqual(lintPolicy(document))
      }),
    )
  })

  it('does not change the document', () => {
    fc.assert(
      fc.property(soundShape, (document) => {
        const before = JSON.stringify(document)
        lintPolicy(document)
        expect(JSON.stringify(document)).toBe(before)
      }),
    )
  })
})
