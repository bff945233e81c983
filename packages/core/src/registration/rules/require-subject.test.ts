import { describe, expect, it } from 'vitest'
import { factsFixture } from '../../testing/facts-fixture.js'
import type { FieldRequirement, FieldRequirements } from '../registration-spec.js'
import { requireSubject } from './require-subject.js'

const findingFor = (requirement: FieldRequirement, value: string | readonly string[]) =>
  requireSubject({ serialNumber: requirement }).evaluate(factsFixture({ subject: { serialNumber: value } })).findings[0]

describe('what a field must look like', () => {
  it.each<[title: string, requirement: FieldRequirement, value: string, code: string]>([
    ['a pattern takes the whole value', /[0-9]{4}/, '1234', 'subject-field-matches'],
    ['a pattern does not take a part', /[0-9]{4}/, '1234x', 'subject-field-mismatch'],
    ['an alternative does not take a part either', /1234|5678/, '1234x', 'subject-field-mismatch'],
    ['an anchored pattern is taken as it is', /^[0-9]{4}$/, '1234', 'subject-field-matches'],
    ['anchors in one alternative do not free the other', /^1234$|5678/, 'x5678', 'subject-field-mismatch'],
    ['a trailing line feed is part of the value', /[0-9]{4}/, '1234\n', 'subject-field-mismatch'],
    ['a pattern keeps its flag i', /abc/i, 'ABC', 'subject-field-matches'],
    ['a word is equal', 'iot', 'iot', 'subject-field-matches'],
    ['a word is not a pattern', 'i.t', 'iot', 'subject-field-mismatch'],
    ['a word is exact', 'iot', 'IoT', 'subject-field-mismatch'],
    ['one of several words', ['iot', 'greengrass'], 'greengrass', 'subject-field-matches'],
    ['none of several words', ['iot', 'greengrass'], 'other', 'subject-field-mismatch'],
    ['a word that every object has', ['iot'], 'constructor', 'subject-field-mismatch'],
    ['any value', true, 'anything', 'subject-field-matches'],
    ['an empty value is no value', true, '', 'subject-field-missing'],
    ['an empty value is none for a pattern that takes it', /.*/, '', 'subject-field-missing'],
  ])('%s', (_, requirement, value, code) => {
    expect(findingFor(requirement, value)).toMatchObject({ code, ok: code === 'subject-field-matches' })
  })

  it.each<[title: string, requirement: FieldRequirement]>([
    ['a pattern', /[0-9]+/],
    ['a word', '1'],
    ['a list', ['1', '2']],
    ['true', true],
  ])('two values are ambiguous for %s', (_, requirement) => {
    expect(findingFor(requirement, ['1', '2'])).toMatchObject({
      code: 'subject-field-ambiguous',
      ok: false,
      evidence: { field: 'serialNumber', value: ['1', '2'] },
    })
  })

  it('the same value twice is ambiguous too', () => {
    expect(findingFor('1', ['1', '1'])?.code).toBe('subject-field-ambiguous')
  })
})

it.each(['g', 'y', 'gy'])('does not remember where a pattern with the flags %s stopped', (flags) => {
  const rule = requireSubject({ serialNumber: new RegExp('[0-9]{4}', flags) })
  const facts = factsFixture({ subject: { serialNumber: '1234' } })
  const codes = [1, 2, 3].map(() => rule.evaluate(facts).findings[0]?.code)
  expect(codes).toEqual(['subject-field-matches', 'subject-field-matches', 'subject-field-matches'])
})

it.each(['CN', 'commonName', '2.5.4.3'])('knows the attribute type as %s', (type) => {
  const facts = factsFixture({ subject: { CN: 'device-1' } })
  expect(requireSubject({ [type]: 'device-1' }).evaluate(facts).findings[0]?.ok).toBe(true)
})

it('reports every field, in the order of the requirements', () => {
  const rule = requireSubject({ title: ['iot'], serialNumber: true, O: 'Acme' })
  const { findings } = rule.evaluate(factsFixture({ subject: { O: 'Acme', title: 'tv' } }))
  expect(findings.map(({ code, evidence: { field } }) => [field, code])).toEqual([
    ['title', 'subject-field-mismatch'],
    ['serialNumber', 'subject-field-missing'],
    ['O', 'subject-field-matches'],
  ])
})

it('says what was found, what was expected and what to do', () => {
  expect(findingFor(['iot', 'greengrass'], 'tv\n')).toEqual({
    rule: 'require-subject',
    code: 'subject-field-mismatch',
    ok: false,
    message: "the subject's `serialNumber` is `tv\\u{a}`, not `one of iot, greengrass`",
    evidence: {
      field: 'serialNumber',
      value: 'tv\n',
      expected: 'one of iot, greengrass',
      remedy: 'issue the certificate with this subject field as expected',
    },
  })
})

it('cuts long values', () => {
  const value = `${'x'.repeat(256)}…`
  expect(findingFor('short', 'x'.repeat(5000))?.evidence).toMatchObject({ value })
})

describe('refuses at definition', () => {
  it.each<[title: string, requirements: unknown, remedy: RegExp]>([
    ['a misspelt type', { serialNumbr: true }, /did you mean `serialNumber`/],
    ['a type in two spellings', { CN: 'a', commonName: 'b' }, /the one for its attribute type/],
    ['an own `__proto__`', JSON.parse('{"__proto__":true}'), /X.520/],
    ['an empty list', { CN: [] }, /at least one/],
    ['an empty word', { CN: '' }, /non-empty/],
    ['a list with something else', { CN: ['a', 1] }, /non-empty/],
    ['false', { CN: false }, /or true/],
    ['a pattern over lines', { CN: /^a$/m }, /without the flag `m`/],
    ['nothing', {}, /at least one/],
  ])('%s', (_, requirements, remedy) => {
    expect(() => requireSubject(requirements as FieldRequirements)).toThrow(
      expect.objectContaining({ code: 'registration-rule', remedy: expect.stringMatching(remedy) }),
    )
  })

  it('an option that does not exist', () => {
    const options: object = { nmae: 'x' }
    expect(() => requireSubject({ CN: true }, options)).toThrow(
      expect.objectContaining({ code: 'registration-option', field: 'nmae', remedy: 'did you mean `name`' }),
    )
  })

  it.each(['facts', '', ' x', 'x ', 'a\nb', 'x'.repeat(129)])('the name %j', (name) => {
    expect(() => requireSubject({ CN: true }, { name })).toThrow(
      expect.objectContaining({ code: 'registration-option', field: 'requireSubject.name' }),
    )
  })
})
