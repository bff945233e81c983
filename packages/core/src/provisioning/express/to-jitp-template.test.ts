import { describe, expect, it } from 'vitest'
import { defineRegistration } from '../../registration/define-registration.js'
import { allowList } from '../../registration/rules/allow-list.js'
import { askVerifier } from '../../registration/rules/ask-verifier.js'
import { requireSubject } from '../../registration/rules/require-subject.js'
import { rule } from '../../registration/rules/rule.js'
import { strongKey } from '../../registration/rules/strong-key.js'
import { withinValidity } from '../../registration/rules/within-validity.js'
import { problemsOf } from '../fixtures/problems-of.js'
import { type Change, connect, registrationOf, subject, thing } from '../fixtures/registration-of.js'
import type { ToProvisioningTemplateOptions } from './expression-context.js'
import { toJitpTemplate } from './to-jitp-template.js'

const account = { id: '123456789012', region: 'eu-central-1' }

describe('what JITP cannot express', () => {
  it.each<[string, Change, ToProvisioningTemplateOptions, string, RegExp]>([
    ['a verifier', { rules: [askVerifier('inventory')] }, {}, 'rules.verifier:inventory', /asks `inventory`/],
    [
      'a pattern',
      { rules: [requireSubject({ CN: /pump-.*/ })] },
      {},
      'rules.require-subject.CN',
      /JITP compares nothing/,
    ],
    ['an enumeration', { rules: [requireSubject({ O: ['a', 'b'] })] }, {}, 'rules.require-subject.O', /one of a, b/],
    ['a word', { rules: [requireSubject({ O: 'Acme' })] }, {}, 'rules.require-subject.O', /Acme/],
    [
      'a word that reads like none',
      { rules: [requireSubject({ O: 'any value' })] },
      {},
      'rules.require-subject.O',
      /any value/,
    ],
    [
      'a field that JITP does not read',
      { rules: [requireSubject({ L: true })] },
      {},
      'rules.require-subject.L',
      /no parameter/,
    ],
    ['the validity', { rules: [withinValidity()] }, {}, 'rules.within-validity', /validity/],
    ['the key', { rules: [strongKey()] }, {}, 'rules.strong-key', /key/],
    ['a list', { rules: [allowList({ serialNumbers: ['01'] })] }, {}, 'rules.allow-list', /list/],
    ["a rule of one's own", { rules: [rule('known', () => true)] }, {}, 'rules.known', /templates have none/],
    [
      'a rule that is called as a ready-made one',
      { rules: [rule('certificate-status', () => true)] },
      {},
      'rules.certificate-status',
      /templates have none/,
    ],
    [
      'a rule that throws without facts',
      { rules: [rule('throws', ({ description }) => description?.status === (undefined as never as { x: string }).x)] },
      {},
      'rules.throws',
      /templates have none/,
    ],
    ['what a profile is for', { profile: { when: { title: 'iot' } } }, {}, 'profiles[0].when.title', /iot/],
    ['what a refused device becomes', { onReject: 'deactivate' }, {}, 'onReject', /deactivate/],
    ['a predecessor', { onIdentityConflict: 'replace' }, {}, 'onIdentityConflict', /predecessor/],
    ['an exclusive principal', thing({ principal: 'exclusive' }), {}, 'profiles[0].thing.principal', /exclusive/],
    ['the adoption of things', thing({ adopt: true }), {}, 'profiles[0].thing.adopt', /owner/],
    ['owners by their attachments', { ownership: 'principals' }, {}, 'profiles[0].thing', /refuse a thing/],
    [
      'a billing group that may be another than that of a thing that exists',
      { ownership: 'off', profile: { billingGroup: subject('O') } },
      {},
      'profiles[0].billingGroup',
      /that of a thing that exists/,
    ],
    [
      'an optional attribute',
      thing({ attributes: { c: { value: subject('C'), optional: true } } }),
      {},
      'profiles[0].thing.attributes.c',
      /absent/,
    ],
    [
      'every field as an attribute',
      thing({ subjectAttributes: { names: {} } }),
      {},
      'profiles[0].thing.subjectAttributes',
      /whatever fields/,
    ],
    [
      'a function',
      thing({ name: `<%= lower(certificate.attributes.subject.CN) %>` }),
      {},
      'profiles[0].thing.name',
      /`lower`/,
    ],
    [
      'the fallback of a value',
      thing({ typeName: `<%= default(certificate.attributes.subject.O, 'x') %>` }),
      {},
      'profiles[0].thing.typeName',
      /`default`/,
    ],
    ['one of several values', thing({ typeName: subject('OU[0]') }), {}, 'profiles[0].thing.typeName', /no parameter/],
    ['the locality', thing({ typeName: subject('L') }), {}, 'profiles[0].thing.typeName', /fills no parameter/],
    [
      'the serial number of nobody knows what',
      thing({ typeName: subject('serialNumber') }),
      {},
      'profiles[0].thing.typeName',
      /fills no parameter/,
    ],
    [
      'the issuer',
      thing({ typeName: '<%= certificate.attributes.issuer.CN %>' }),
      {},
      'profiles[0].thing.typeName',
      /fills no parameter/,
    ],
    [
      'words and values',
      thing({ name: `pump-${subject('CN')}` }),
      {},
      'profiles[0].thing.name',
      /fleet templates only/,
    ],
    [
      'an account that nobody gave',
      thing({ typeName: '<%= account.region %>' }),
      {},
      'profiles[0].thing.typeName',
      /account\.region/,
    ],
    [
      'a document of an account that nobody gave',
      { profile: { policies: [{ name: 'p', document: connect('<%= account.id %>') }] } },
      {},
      'profiles[0].policies[0]',
      /account/,
    ],
    [
      'a policy of each device',
      { profile: { policies: [{ name: 'p-<%= certificate.id %>', document: connect(subject('CN')) }] } },
      {},
      'profiles[0].policies[0]',
      /each device/,
    ],
    [
      'two policies that come to one name',
      {
        profile: {
          policies: [
            { name: 'p-<%= account.id %>', document: connect('*') },
            { name: 'p-123456789012', document: connect('*') },
          ],
        },
      },
      { account },
      'profiles[0].policies[1]',
      /name of another/,
    ],
  ])('%s', (_, change, options, path, message) => {
    const problems = problemsOf(() => toJitpTemplate(registrationOf(change), options))
    expect(problems.find((problem) => problem.path === path)).toMatchObject({
      code: 'provisioning-not-expressible',
      severity: 'error',
      message: expect.stringMatching(message),
      remedy: expect.stringMatching(/./),
    })
  })

  it('several profiles', () => {
    const registration = defineRegistration({
      name: 'pumps',
      rules: [],
      profiles: [
        { when: { O: 'a' }, thing: { name: '<%= certificate.id %>' }, policies: [] },
        { thing: { name: '<%= certificate.attributes.subject.CN %>' }, policies: [] },
      ],
    })
    expect(problemsOf(() => toJitpTemplate(registration)).map(({ path }) => path)).toEqual([
      'profiles',
      'profiles[0].when.O',
    ])
  })

  it('everything is listed at once', () => {
    const change = {
      rules: [strongKey(), withinValidity()],
      onReject: 'deactivate',
      ...thing({ principal: 'exclusive' }),
    } as const
    expect(problemsOf(() => toJitpTemplate(registrationOf(change))).map(({ path }) => path)).toEqual([
      'onReject',
      'profiles[0].thing.principal',
      'rules.strong-key',
      'rules.within-validity',
    ])
  })
})
