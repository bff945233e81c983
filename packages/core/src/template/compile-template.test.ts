import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CompileTemplateOptions, compileTemplate } from './compile-template.js'
import { certificate, context } from './fixtures/pump.js'
import { templateFailure } from './fixtures/template-failure.js'
import { TemplateError } from './template-error.js'

const render = (text: string, options?: CompileTemplateOptions): string =>
  compileTemplate(text, options).render(context)

describe('templates of the universal JITR', () => {
  it.each([
    ['ThingName', 'thing-<%= certificate.attributes.subject.serialNumber %>', 'thing-A-1234'],
    ['ThingTypeName', "<%= certificate.attributes.subject['2.5.4.44'] %>-device", 'smart-sensor-device'],
    ['GreengrassGroupName', '<%= certificate.attributes.subject.serialNumber %>-group', 'A-1234-group'],
    ['DevicePolicyName', '<%= certificate.certificateDescription.certificateId %>', certificate.id],
    ['the account', '<%= certificate.awsAccountId %>', '123456789012'],
    ['title under the name jsrsasign has for it', '<%= certificate.attributes.subject.T %>', 'iot'],
    ['the issuer', '<%= certificate.attributes.issuer.CN %>', 'AcmeCA'],
    ['no blanks', '<%=certificate.attributes.subject.C%>', 'FR'],
  ])('%s', (_, text, rendered) => {
    expect(render(text)).toBe(rendered)
  })
})

describe("the author's own words", () => {
  it('may be wildcards and policy variables inside of a policy', () => {
    const text =
      'arn:aws:iot:*:<%= account.id %>:topic/${iot:Connection.Thing.ThingName}/<%= certificate.attributes.subject.CN %>/*'
    expect(render(text, { sink: 'policy-string' })).toBe(
      'arn:aws:iot:*:123456789012:topic/${iot:Connection.Thing.ThingName}/Pump-7/*',
    )
  })

  it.each([
    ['a name', 'thing <%= account.id %>', 'thing-name', 0],
    ['the end of a name', '<%= account.id %>/x', 'thing-name', 17],
    ['a policy variable that a value would choose', '${iot:<%= account.id %>}', 'policy-string', 0],
    ['a dollar sign in front of a value', 'a$<%= account.id %>(*)', 'arn-segment', 0],
  ] as const)('are refused at once where no text with them is legal: %s', (_, text, sink, position) => {
    expect(templateFailure(() => compileTemplate(text, { sink }))).toMatchObject({
      code: 'template-value-refused',
      position,
    })
  })

  it.each([
    ['an empty name', '', 'thing-name'],
    ['a name that is too long', 'x'.repeat(129), 'thing-name'],
    ['a topic that is too deep', 'a/b/c/d/e/f/g/h/i', 'topic-segment'],
    ['a constant that is a wildcard', "a/<%= lower('*') %>", 'policy-string'],
  ] as const)('are refused at once where nothing is read: %s', (_, text, sink) => {
    expect(templateFailure(() => compileTemplate(text, { sink })).code).toBe('template-value-refused')
  })

  it('render to themselves, octet for octet, without tags', () => {
    const anything = fc.string({ unit: 'binary', maxLength: 200 })
    const troublesome = fc.string({ unit: fc.constantFrom('\r\n', '\\', "'", '"', '`', '${', '%>', '\u2028', ' ') })
    fc.assert(
      fc.property(fc.oneof(anything, troublesome), (text) => {
        fc.pre(!text.includes('<%'))
        expect(render(text)).toBe(text)
      }),
    )
  })

  it('render to themselves, octet for octet, around tags', () => {
    const troublesome = fc.string({
      unit: fc.constantFrom('\r\n', '\n', '\\', "'", '"', '`', '${', '%>', '\u2028', ' ', '='),
    })
    fc.assert(
      fc.property(troublesome, troublesome, (before, after) => {
        expect(render(`${before}<%= account.id %>${after}`)).toBe(`${before}123456789012${after}`)
      }),
    )
  })
})

describe('options', () => {
  it.each([
    ['an unknown key', { sinc: 'text' }, 'sinc', 'did you mean `sink`'],
    ['an unknown sink', { sink: 'thing-nam' }, 'sink', 'did you mean `thing-name`'],
    ['a sink that objects inherit', { sink: '__proto__' }, 'sink', undefined],
    ['unknown variables', { variables: 'all' }, 'variables', undefined],
    ['no object', 'thing-name', 'options', undefined],
    ['null', null, 'options', undefined],
  ])('are refused: %s', (_, options, field, remedy) => {
    // @ts-expect-error callers without a compiler
    const error = templateFailure(() => compileTemplate('x', options))
    expect(error).toMatchObject({ code: 'template-option', field })
    if (remedy !== undefined) expect(error.remedy).toBe(remedy)
  })

  it('do not make text of anything but text', () => {
    // @ts-expect-error callers without a compiler
    expect(templateFailure(() => compileTemplate(7)).code).toBe('template-option')
  })
})

describe('a template', () => {
  it('is frozen and says where it goes', () => {
    const template = compileTemplate('x', { sink: 'thing-name' })
    expect(template).toMatchObject({ source: 'x', sink: 'thing-name', paths: [], perDevice: false })
    expect(Object.isFrozen(template)).toBe(true)
    expect(Object.isFrozen(template.paths)).toBe(true)
    expect(compileTemplate('x').sink).toBe('text')
  })

  it('ends in text or in a TemplateError, whatever it is made of', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<%=',
        '%>',
        'certificate',
        'account',
        '.',
        '.id',
        '[',
        ']',
        '(',
        ')',
        ',',
        "'",
        '"',
        '0',
        'lower',
      ),
      fc.constantFrom(
        'default',
        'hash',
        ' ',
        '.attributes',
        '.subject',
        '.CN',
        '.OU',
        "['2.5.4.3']",
        '__proto__',
        '\\',
      ),
      fc.string({ unit: 'binary', maxLength: 3 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 16 }), (pieces) => {
        try {
          expect(render(`<%=${pieces.join('')}`)).toBeTypeOf('string')
        } catch (error) {
          expect(error).toBeInstanceOf(TemplateError)
        }
      }),
      { numRuns: 3000 },
    )
  })
})
