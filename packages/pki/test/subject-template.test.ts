import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  compileSubject,
  createCertificateAuthority,
  createKeyPair,
  issueDeviceCertificate,
  type SubjectInput,
} from '../src/index.js'

const facts = { device: { serial: 'A-1', model: 'x,O=Evil+CN=y', country: 'fr' } }

describe('compileSubject', () => {
  it.each<[string, SubjectInput, unknown]>([
    ['text', 'CN=<%= device.serial %>,O=Acme', [[['O', 'Acme']], [['CN', 'A-1']]]],
    ['text around a tag', 'CN=s-<%= lower(device.serial) %>-x', [[['CN', 's-a-1-x']]]],
    [
      'several attributes in one RDN',
      'CN=<%= device.serial %>+UID=7',
      [
        [
          ['CN', 'A-1'],
          ['UID', '7'],
        ],
      ],
    ],
    ['signs of RFC 4514 in a tag', 'CN=<%= default(device.name, \'a,b+c="d"\') %>', [[['CN', 'a,b+c="d"']]]],
    ['an object', { C: '<%= upper(device.country) %>', CN: 'a' }, [[['C', 'FR']], [['CN', 'a']]]],
    ['a list', [['CN', '<%= device.serial %>']], [[['CN', 'A-1']]]],
    ['no tag', 'CN=a\\,b', [[['CN', 'a,b']]]],
    ['a value that looks like more', 'CN=<%= device.model %>', [[['CN', 'x,O=Evil+CN=y']]]],
  ])('%s', (_, subject, rendered) => {
    expect(compileSubject(subject).render(facts)).toEqual(rendered)
  })

  it('says what it reads', () => {
    const { paths } = compileSubject('CN=<%= device.serial %>,O=<%= device.model %>,OU=<%= device.serial %>')
    expect(paths.toSorted()).toEqual(['device.model', 'device.serial'])
  })

  it('lets no value become more than a value', async () => {
    const authority = await createCertificateAuthority({ subject: 'CN=CA' })
    const { publicKey } = await createKeyPair()
    const template = compileSubject('CN=<%= device.serial %>,O=Acme')
    const text = fc.string({ minLength: 1, maxLength: 20 }).filter((value) => value.trim() === value)
    await fc.assert(
      fc.asyncProperty(text, async (serial) => {
        const subject = template.render({ device: { serial } })
        const issued = await issueDeviceCertificate({ authority, publicKey, subject })
        expect(issued.subject.entries()).toEqual([
          ['O', 'Acme'],
          ['CN', serial],
        ])
      }),
      { numRuns: 30 },
    )
  })

  it.each<[string, unknown, string]>([
    ['a type that is a tag', '<%= device.serial %>=a', 'subject-malformed'],
    ['an unknown type', { commonname: '<%= device.serial %>' }, 'subject-malformed'],
    ["a prototype's name", { constructor: 'a' }, 'subject-malformed'],
    ['an escaped sign of a tag', 'CN=\\<%= device.serial %\\>', 'subject-malformed'],
    ['characters for private use', 'CN=\ue0000\ue001', 'subject-malformed'],
    ['an empty RDN', [[]], 'subject-malformed'],
    ['a statement', 'CN=<% device.serial %>', 'template-syntax'],
    ['an operator', 'CN=<%= device.serial + 1 %>', 'template-syntax'],
  ])('refuses %s', (_, subject, code) => {
    expect(() => Reflect.apply(compileSubject, undefined, [subject])).toThrow(expect.objectContaining({ code }))
  })

  it('names the fact that is missing', () => {
    expect(() => compileSubject('CN=<%= device.name %>').render(facts)).toThrow(/device\.name/)
  })
})
