import { describe, expect, it } from 'vitest'
import { defineRegistration } from './define-registration.js'
import type { ProfileSpec, RegistrationSpec, ThingSpec } from './registration-spec.js'
import { askVerifier } from './rules/ask-verifier.js'
import { denyList } from './rules/deny-list.js'
import { issuedBy } from './rules/issued-by.js'
import { rule } from './rules/rule.js'
import { strongKey } from './rules/strong-key.js'

const name = 'thing-<%= certificate.attributes.subject.CN %>'
const ca = 'ca'.repeat(32)
const otherCa = 'cb'.repeat(32)
const statement = { Effect: 'Allow', Action: 'iot:Connect', Resource: 'arn:aws:iot:eu-central-1:123456789012:client/x' }
const own = { name: 'own', document: { Version: '2012-10-17', Statement: [statement] } }
const profile: ProfileSpec = { thing: { name }, policies: [] }
const spec: RegistrationSpec = { name: 'sensors', rules: [], profiles: [profile] }

it('shows what it is, frozen', () => {
  const registration = defineRegistration({
    name: 'sensors',
    rules: [issuedBy({ caCertificateIds: [ca] }), askVerifier('inventory'), denyList({ serialNumbers: ['1'] })],
    profiles: [
      { name: 'gateway', when: { title: 'greengrass' }, thing: { name }, policies: [] },
      { thing: { name }, policies: [] },
    ],
    onReject: 'revoke',
    revokeOn: ['deny-list'],
    onIdentityConflict: 'replace',
    ownership: 'principals',
  })
  expect({ ...registration }).toMatchObject({
    name: 'sensors',
    rules: ['issued-by', 'verifier:inventory', 'deny-list'],
    profiles: ['gateway', '2'],
    caCertificateIds: [ca],
    verifiers: ['inventory'],
    onReject: 'revoke',
    revokeOn: ['deny-list'],
    onIdentityConflict: 'replace',
    ownership: 'principals',
  })
  for (const part of [registration, registration.rules, registration.profiles, registration.caCertificateIds]) {
    expect(Object.isFrozen(part)).toBe(true)
  }
})

it('has safe defaults', () => {
  expect(defineRegistration(spec)).toMatchObject({
    caCertificateIds: [],
    verifiers: [],
    onReject: 'leave',
    revokeOn: [],
    onIdentityConflict: 'reject',
    ownership: 'stamp',
  })
})

it('is for the CAs that every rule allows', () => {
  const confined = rule('confined', () => true)
  const rules = [issuedBy({ caCertificateIds: [ca, otherCa] }), { ...confined, caCertificateIds: [otherCa] }]
  expect(defineRegistration({ ...spec, rules }).caCertificateIds).toEqual([otherCa])
})

const attributes = (count: number) =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`a${index}`, 'x']))
const withThing = (thing: Partial<ThingSpec>): unknown => ({
  ...spec,
  profiles: [{ ...profile, thing: { name, ...thing } }],
})
const withProfile = (part: object): unknown => ({ ...spec, profiles: [{ ...profile, ...part }] })
const typed = { typeName: 'sensor' }

describe('takes what AWS takes', () => {
  it.each<[title: string, spec: unknown]>([
    ['two attributes beside the stamp', withThing({ attributes: attributes(2) })],
    ['three attributes without a stamp', { ...(withThing({ attributes: attributes(3) }) as object), ownership: 'off' }],
    ['49 attributes beside the stamp with a type', withThing({ ...typed, attributes: attributes(49) })],
    [
      'any number of optional attributes',
      withThing({ attributes: { ...attributes(2), b: { value: 'x', optional: true } } }),
    ],
    ['three searchable attributes', withThing({ ...typed, searchableAttributes: ['a', 'b', 'c'] })],
    [
      'ten policies',
      withProfile({ policies: Array.from({ length: 10 }, (_, index) => ({ ...own, name: `own-${index}` })) }),
    ],
    ['ten groups', withProfile({ groups: Array.from({ length: 10 }, (_, index) => `group-${index}`) })],
    ['one name for all where nobody owns', { ...(withThing({ name: 'gate' }) as object), ownership: 'off' }],
    [
      'an attribute `certificateId` without a stamp',
      { ...(withThing({ attributes: { certificateId: 'x' } }) as object), ownership: 'off' },
    ],
  ])('%s', (_, good) => {
    expect(() => defineRegistration(good as RegistrationSpec)).not.toThrow()
  })
})

describe('refuses', () => {
  it.each<[title: string, spec: unknown, code: string, field: string]>([
    // options
    ['no spec', undefined, 'registration-option', 'defineRegistration'],
    ['a misspelt option', { ...spec, onRejct: 'leave' }, 'registration-option', 'onRejct'],
    ['a misspelt option of a profile', withProfile({ group: [] }), 'registration-option', 'group'],
    ['a misspelt option of a thing', withThing({ type: 'x' } as object), 'registration-option', 'type'],
    [
      'a misspelt option of an attribute',
      withThing({ attributes: { a: { value: 'x', optinal: true } as never } }),
      'registration-option',
      'optinal',
    ],
    [
      'a misspelt option of subject attributes',
      withThing({ subjectAttributes: { nmes: {} } as never }),
      'registration-option',
      'nmes',
    ],
    ['an own `__proto__`', JSON.parse('{"__proto__":{}}'), 'registration-option', '__proto__'],
    ['no name', { ...spec, name: '' }, 'registration-option', 'name'],
    ['a name with a blank', { ...spec, name: 'my sensors' }, 'registration-option', 'name'],
    ['a consequence that does not exist', { ...spec, onReject: 'delete' }, 'registration-option', 'onReject'],
    [
      'a conflict rule that does not exist',
      { ...spec, onIdentityConflict: 'share' },
      'registration-option',
      'onIdentityConflict',
    ],
    ['an ownership that does not exist', { ...spec, ownership: 'none' }, 'registration-option', 'ownership'],
    [
      'a principal that does not exist',
      withThing({ principal: 'both' as never }),
      'registration-option',
      'profiles[0].thing.principal',
    ],
    [
      'an adopt that is no boolean',
      withThing({ adopt: 'yes' as never }),
      'registration-option',
      'profiles[0].thing.adopt',
    ],
    // rules
    ['rules that are no list', { ...spec, rules: {} }, 'registration-option', 'rules'],
    ['a rule that is none', { ...spec, rules: [() => true] }, 'registration-rule', 'rules[0]'],
    ['two rules of one name', { ...spec, rules: [strongKey(), strongKey()] }, 'registration-rule', 'rules[1]'],
    [
      'a foreign rule under a reserved name',
      { ...spec, rules: [{ ...strongKey(), name: 'facts' }] },
      'registration-option',
      'rules[0].name',
    ],
    [
      'rules that share no CA',
      { ...spec, rules: [issuedBy({ caCertificateIds: [ca] }), { ...strongKey(), caCertificateIds: [otherCa] }] },
      'registration-rule',
      'caCertificateIds',
    ],
    [
      'revokeOn without revoking',
      { ...spec, rules: [strongKey()], revokeOn: ['strong-key'] },
      'registration-option',
      'revokeOn',
    ],
    ['revoking without revokeOn', { ...spec, onReject: 'revoke' }, 'registration-option', 'revokeOn'],
    ['a revokeOn that is no list', { ...spec, revokeOn: 'strong-key' }, 'registration-option', 'revokeOn'],
    [
      'revokeOn with no such rule',
      { ...spec, onReject: 'revoke', revokeOn: ['deny-list'] },
      'registration-option',
      'revokeOn',
    ],
    // profiles
    ['no profiles', { ...spec, profiles: [] }, 'registration-profile', 'profiles'],
    ['profiles that are no list', { ...spec, profiles: profile }, 'registration-profile', 'profiles'],
    [
      'two profiles of one name',
      {
        ...spec,
        profiles: [
          { ...profile, name: 'a', when: { CN: true } },
          { ...profile, name: 'a' },
        ],
      },
      'registration-profile',
      'profiles[1]',
    ],
    [
      'a profile that is never reached',
      { ...spec, profiles: [profile, { ...profile, when: { CN: true } }] },
      'registration-profile',
      'profiles[1]',
    ],
    [
      'a `when` that matches everything before another',
      { ...spec, profiles: [{ ...profile, when: {} }, profile] },
      'registration-profile',
      'profiles[1]',
    ],
    ['a `when` with no such type', withProfile({ when: { cmmonName: true } }), 'registration-rule', 'profiles[0].when'],
    // things
    ['no thing', withProfile({ thing: undefined }), 'registration-option', 'profiles[0].thing'],
    ['a name that is no text', withThing({ name: 1 as never }), 'registration-profile', 'profiles[0].thing.name'],
    [
      'a name with a misspelt path',
      withThing({ name: '<%= certificate.attributes.subject.CNN %>' }),
      'registration-profile',
      'profiles[0].thing.name',
    ],
    [
      'a name with words that AWS refuses',
      withThing({ name: 'a b <%= certificate.attributes.subject.CN %>' }),
      'registration-profile',
      'profiles[0].thing.name',
    ],
    [
      'a name with a statement',
      withThing({ name: '<% certificate %>' }),
      'registration-profile',
      'profiles[0].thing.name',
    ],
    [
      'one name for every device',
      withThing({ name: 'gate-<%= account.id %>' }),
      'registration-profile',
      'profiles[0].thing.name',
    ],
    [
      'searchable attributes without a type',
      withThing({ searchableAttributes: ['a'] }),
      'registration-profile',
      'profiles[0].thing.searchableAttributes',
    ],
    [
      'four searchable attributes',
      withThing({ ...typed, searchableAttributes: ['a', 'b', 'c', 'd'] }),
      'registration-profile',
      'profiles[0].thing.searchableAttributes',
    ],
    [
      'a searchable attribute twice',
      withThing({ ...typed, searchableAttributes: ['a', 'a'] }),
      'registration-profile',
      'profiles[0].thing.searchableAttributes[1]',
    ],
    [
      'an attribute name with a blank',
      withThing({ attributes: { 'a b': 'x' } }),
      'registration-profile',
      'profiles[0].thing.attributes',
    ],
    [
      'an attribute `__proto__`',
      withThing({ attributes: JSON.parse('{"__proto__":"x"}') }),
      'registration-profile',
      'profiles[0].thing.attributes',
    ],
    [
      'an attribute in the stamp’s place',
      withThing({ attributes: { certificateId: 'x' } }),
      'registration-profile',
      'profiles[0].thing.attributes',
    ],
    [
      'three attributes beside the stamp',
      withThing({ attributes: attributes(3) }),
      'registration-profile',
      'profiles[0].thing.attributes',
    ],
    [
      '50 attributes beside the stamp with a type',
      withThing({ ...typed, attributes: attributes(50) }),
      'registration-profile',
      'profiles[0].thing.attributes',
    ],
    [
      'an attribute that is optional: false',
      withThing({ attributes: { a: { value: 'x', optional: false } as never } }),
      'registration-profile',
      'profiles[0].thing.attributes.a.optional',
    ],
    [
      'a subject type that does not exist',
      withThing({ subjectAttributes: { names: { cmmonName: 'a' } } }),
      'registration-rule',
      'profiles[0].thing.subjectAttributes.names',
    ],
    [
      'two subject types under one name',
      withThing({ subjectAttributes: { names: { CN: 'a', O: 'a' } } }),
      'registration-profile',
      'profiles[0].thing.subjectAttributes.names[1]',
    ],
    [
      'a subject type in two spellings',
      withThing({ subjectAttributes: { names: { CN: 'a', commonName: 'b' } } }),
      'registration-profile',
      'profiles[0].thing.subjectAttributes.names.commonName',
    ],
    [
      'a required subject type that does not exist',
      withThing({ subjectAttributes: { names: {}, required: ['cmmonName'] } }),
      'registration-rule',
      'profiles[0].thing.subjectAttributes.required[0]',
    ],
    [
      'a required subject type that is no text',
      withThing({ subjectAttributes: { names: {}, required: [{} as never] } }),
      'registration-rule',
      'profiles[0].thing.subjectAttributes.required[0]',
    ],
    // groups and policies
    [
      'eleven groups',
      withProfile({ groups: Array.from({ length: 11 }, (_, index) => `group-${index}`) }),
      'registration-profile',
      'profiles[0].groups',
    ],
    ['a group twice', withProfile({ groups: ['a', 'a'] }), 'registration-profile', 'profiles[0].groups[1]'],
    ['a group that AWS refuses', withProfile({ groups: ['a/b'] }), 'registration-profile', 'profiles[0].groups[0]'],
    [
      'a billing group that AWS refuses',
      withProfile({ billingGroup: '' }),
      'registration-profile',
      'profiles[0].billingGroup',
    ],
    ['no policies', { ...spec, profiles: [{ thing: { name } }] }, 'registration-profile', 'profiles[0].policies'],
    [
      'eleven policies',
      withProfile({ policies: Array.from({ length: 11 }, (_, index) => ({ ...own, name: `own-${index}` })) }),
      'registration-profile',
      'profiles[0].policies',
    ],
    [
      'two policies of one name',
      withProfile({ policies: [own, own] }),
      'registration-profile',
      'profiles[0].policies[1]',
    ],
    [
      'a policy that is none',
      withProfile({ policies: [{ name: 'own', document: '{' }] }),
      'registration-profile',
      'profiles[0].policies[0]',
    ],
  ])('%s', (_, bad, code, field) => {
    expect(() => defineRegistration(bad as RegistrationSpec)).toThrow(expect.objectContaining({ code, field }))
  })

  it('and says what to do', () => {
    expect(() => defineRegistration({ ...spec, onRejct: 'leave' } as never)).toThrow(
      expect.objectContaining({
        message: 'defineRegistration has no option `onRejct`',
        remedy: 'did you mean `onReject`',
      }),
    )
  })

  it('and keeps the cause', () => {
    const bad = { ...spec, profiles: [{ ...profile, thing: { name: '<%= certificate.atributes %>' } }] }
    expect(() => defineRegistration(bad as RegistrationSpec)).toThrow(
      expect.objectContaining({ cause: expect.objectContaining({ name: 'TemplateError' }) }),
    )
  })
})

it('does not keep what the caller may change', () => {
  const rules = [strongKey()]
  const registration = defineRegistration({ ...spec, rules })
  rules.length = 0
  expect(registration.rules).toEqual(['strong-key'])
})
