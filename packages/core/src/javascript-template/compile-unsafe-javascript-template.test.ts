import { describe, expect, it } from 'vitest'
import { templateFailure } from '../template/fixtures/template-failure.js'
import type { TemplateContext } from '../template/template.js'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { compileUnsafeJavaScriptTemplate } from './compile-unsafe-javascript-template.js'

const contextOf = (subject: Parameters<typeof certificateFixture>[0]['subject']): TemplateContext => {
  const certificate = certificateFixture({ subject, issuer: { CN: 'AcmeCA' } })
  return {
    certificate: {
      id: certificate.id,
      awsAccountId: '123456789012',
      attributes: { subject: certificate.subject, issuer: certificate.issuer },
    },
    account: { id: '123456789012', region: 'eu-central-1', partition: 'aws' },
  }
}

const context = contextOf({
  CN: 'Pump-7',
  title: 'iot',
  generationQualifier: 'smart',
  OU: ['a', 'b'],
  '1.2.3': 'private',
})

describe('what the code sees', () => {
  it.each([
    ['a method', '<%= certificate.attributes.subject.CN.toLowerCase() %>', 'pump-7'],
    ['a statement', '<% if (certificate.attributes.subject.T === "iot") { %>i<% } else { %>g<% } %>', 'i'],
    ['a raw tag', '<%~ certificate.attributes.issuer.commonName %>', 'AcmeCA'],
    [
      'short, long and dotted names',
      "<%= certificate.attributes.subject['2.5.4.12'] + certificate.attributes.subject.title %>",
      'iotiot',
    ],
    ['an OID that nobody knows', "<%= certificate.attributes.subject['1.2.3'] %>", 'private'],
    ['the absence of an attribute', "<%= certificate.attributes.subject.DC ?? 'none' %>", 'none'],
    ['the account', '<%= account.region %>', 'eu-central-1'],
    ['a number', '<%= certificate.id.length %>', '64'],
    [
      'every attribute once',
      '<%= Object.keys(certificate.attributes.subject).join(" ") %>',
      'CN title generationQualifier OU 1.2.3',
    ],
    ['nothing that objects inherit', '<%= certificate.attributes.subject.constructor === undefined %>', 'true'],
    ['markup, unescaped', "<%= '<a & b>' %>", '<a & b>'],
    ['a line end behind a tag', '<%= 1 %>\nx', '1\nx'],
  ])('%s', (_, text, rendered) => {
    expect(compileUnsafeJavaScriptTemplate(text).render(context)).toBe(rendered)
  })

  it('is a copy that cannot be changed', () => {
    const template = compileUnsafeJavaScriptTemplate("<% 'use strict' %><%= Object.isFrozen(certificate.attributes) %>")
    expect(template.render(context)).toBe('true')
    const changing = compileUnsafeJavaScriptTemplate('<% certificate.id = "x" %><%= certificate.id.length %>')
    expect(changing.render(context)).toBe('64')
  })

  it('does not make one value of several', () => {
    const template = compileUnsafeJavaScriptTemplate('x<%= certificate.attributes.subject.OU %>')
    expect(templateFailure(() => template.render(context))).toMatchObject({
      code: 'template-value-ambiguous',
      message: '`certificate.attributes.subject.OU` has 2 values where 1 is needed',
    })
  })
})

describe('what is checked nevertheless', () => {
  it.each([
    ['a wildcard of the certificate', { CN: '*' }, 'topic/<%= certificate.attributes.subject.CN %>'],
    ['one through a raw tag', { CN: '*' }, 'topic/<%~ certificate.attributes.subject.CN %>'],
    ['one that was decoded', { CN: '%2A' }, 'topic/<%= decodeURIComponent(certificate.attributes.subject.CN) %>'],
    ['a policy variable', { CN: '${iot:ClientId}' }, 'topic/<%= certificate.attributes.subject.CN %>'],
  ])('the value of each tag: %s', (_, subject, text) => {
    const template = compileUnsafeJavaScriptTemplate(text, { sink: 'policy-string' })
    expect(templateFailure(() => template.render(contextOf(subject)))).toMatchObject({ code: 'template-value-refused' })
  })

  it('the text as a whole', () => {
    const template = compileUnsafeJavaScriptTemplate('<%= certificate.id %><%= certificate.id %>x', {
      sink: 'thing-name',
    })
    expect(templateFailure(() => template.render(context))).toMatchObject({ code: 'template-value-refused' })
  })

  it.each([
    ['undefined', '<%= certificate.attributes.subject.DC %>', 'template-value-absent'],
    ['null', '<%= null %>', 'template-value-absent'],
    ['an object', '<%= certificate %>', 'template-value-refused'],
    ['a list', '<%= [1, 2] %>', 'template-value-refused'],
    ['a promise', '<%= (async () => "x")() %>', 'template-value-refused'],
  ])('that a value is text: %s is none', (_, text, code) => {
    expect(templateFailure(() => compileUnsafeJavaScriptTemplate(text).render(context)).code).toBe(code)
  })

  it.each([
    ['output()', 'a<% output(certificate.id) %>', 4],
    ["Eta's buffer", '<% __eta.res += certificate.id %>', 3],
  ])('that nothing is written past the check: %s', (_, text, position) => {
    expect(templateFailure(() => compileUnsafeJavaScriptTemplate(text))).toMatchObject({
      code: 'template-syntax',
      position,
    })
  })

  it('that the wildcards of the author come from outside of tags', () => {
    const text = 'topic/<% if (certificate.attributes.subject.title) { %>*<% } %>'
    expect(compileUnsafeJavaScriptTemplate(text, { sink: 'policy-string' }).render(context)).toBe('topic/*')
  })
})

describe('compileUnsafeJavaScriptTemplate', () => {
  it('does not claim to know what the code reads', () => {
    expect(compileUnsafeJavaScriptTemplate('x', { sink: 'thing-name' })).toMatchObject({
      source: 'x',
      sink: 'thing-name',
      paths: ['*'],
      perDevice: true,
    })
  })

  it.each([
    ['code that is none', '<%= a b %>', 'template-syntax', 'the code of a tag is no JavaScript'],
    ['a tag without end', 'ab<%= a', 'template-syntax', 'tag without end at position 2'],
    ['more than the parser is asked to take', `<%= ${' '.repeat(9000)}`, 'template-too-large', undefined],
  ])('refuses %s', (_, text, code, message) => {
    const error = templateFailure(() => compileUnsafeJavaScriptTemplate(text))
    expect(error.code).toBe(code)
    if (message !== undefined) expect(error.message).toBe(message)
  })

  it('says in one line what the code threw, and keeps it as the cause', () => {
    const template = compileUnsafeJavaScriptTemplate('<%= certificate.nothing.more %>')
    const error = templateFailure(() => template.render(context))
    expect(error.code).toBe('template-code-threw')
    expect(error.message).not.toContain('\n')
    expect(error.cause).toBeInstanceOf(TypeError)
  })

  it('refuses an option that does not exist', () => {
    // @ts-expect-error there is no such option
    const error = templateFailure(() => compileUnsafeJavaScriptTemplate('x', { variables: 'any' }))
    expect(error).toMatchObject({ code: 'template-option', field: 'variables' })
  })
})
