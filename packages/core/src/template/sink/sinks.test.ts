import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTemplate } from '../compile-template.js'
import { TemplateError } from '../template-error.js'
import { checkText } from './check-text.js'
import { sinks } from './sinks.js'

const registryNames = ['thing-name', 'thing-type-name', 'thing-group-name', 'billing-group-name'] as const
const insidePolicies = ['arn-segment', 'topic-segment', 'policy-string'] as const

describe('names of things, types and groups: [a-zA-Z0-9:_-]+, 1 to 128', () => {
  it.each(registryNames)('%s takes what AWS takes', (sink) => {
    expect(checkText(sink, 'Device:7_a-B')).toBeUndefined()
    expect(checkText(sink, 'x'.repeat(128))).toBeUndefined()
  })

  it.each([
    ['', 'is empty'],
    ['x'.repeat(129), 'is longer than 128 characters'],
    ['a b', 'contains ` `, not of [a-zA-Z0-9:_-]'],
    ['a/b', 'contains `/`, not of [a-zA-Z0-9:_-]'],
    ['*', 'contains `*`, not of [a-zA-Z0-9:_-]'],
    ['gerät', 'contains `ä`, not of [a-zA-Z0-9:_-]'],
    ['line\n', 'contains `\\u{a}`, not of [a-zA-Z0-9:_-]'],
    ['😀', 'contains `😀`, not of [a-zA-Z0-9:_-]'],
  ])('refuses %j', (text, reason) => {
    for (const sink of registryNames) expect(checkText(sink, text)).toBe(reason)
  })
})

describe('policy names: [\\w+=,.@-]+, 1 to 128', () => {
  it.each(['A_b+c=d,e.f@g-1', 'x'.repeat(128)])('takes %j', (text) => {
    expect(checkText('policy-name', text)).toBeUndefined()
  })

  it.each(['', 'a:b', 'a/b', 'a b', 'ä', 'x'.repeat(129)])('refuses %j', (text) => {
    expect(checkText('policy-name', text)).toBeTypeOf('string')
  })
})

describe('attribute values: [a-zA-Z0-9_.,@/:#=[\\]-]*, up to 800', () => {
  it.each(['a_b.c,d@e/f:g#h=i[j]k-1', 'x'.repeat(800)])('takes %j', (text) => {
    expect(checkText('attribute-value', text)).toBeUndefined()
  })

  it.each(['Acme Inc', 'a+b', 'a&b', '(a)', 'a;b', 'é', 'a\\b', 'x'.repeat(801)])('refuses %j', (text) => {
    expect(checkText('attribute-value', text)).toBeTypeOf('string')
  })

  it('refuses the empty value, with which UpdateThing removes an attribute', () => {
    expect(checkText('attribute-value', '')).toBe('is empty')
  })
})

describe('values inside ARNs, topics and policies', () => {
  it.each(['device-1', 'Acme Inc.', 'a:b=c;d', 'AA:BB:CC', 'Ünïcödé', '東京', '(x)', '😀'])('may be %j', (value) => {
    for (const sink of insidePolicies) expect(sinks[sink].refuseValue(value)).toBeUndefined()
  })

  it.each([
    ['a wildcard of policies', '*'],
    ['a wildcard of policies for one character', 'a?'],
    ['a wildcard of topic filters for one level', '+'],
    ['a wildcard of topic filters for all levels', '#'],
    ['another topic level', 'a/b'],
    ['a policy variable', '${iot:ClientId}'],
    ['the beginning of one', '$'],
    ['the brace of one', '{'],
    ['the end of one', 'a}'],
    ['the reserved topics', '$aws'],
    ['a single quote', "'"],
    ['a double quote', 'a","Resource":"*'],
    ['a backtick', '`'],
    ['a backslash', 'a\\u002a'],
    ['another item of a list of resources', 'a,b'],
    ['NUL', '\u0000'],
    ['a line feed', 'a\nb'],
    ['a C1 control', '\u0085'],
    ['a lone high surrogate', '\ud800'],
    ['a lone low surrogate', 'a\udc00'],
    ['a right-to-left override', 'a\u202eb'],
    ['a bidirectional isolate', '\u2066a'],
    ['a zero-width space', 'a\u200bb'],
    ['a zero-width joiner', 'a\u200db'],
    ['a soft hyphen', 'a\u00adb'],
    ['a byte order mark', '\ufeffa'],
    ['a no-break space', 'a\u00a0b'],
    ['an ideographic space', 'a\u3000b'],
    ['a line separator', 'a\u2028b'],
    ['a Hangul filler', '\u3164'],
    ['a variation selector', 'a\ufe0f'],
    ['a tag character', 'a\u{e0041}'],
    ['a private character', '\ue000'],
    ['an unassigned character', '\u0378'],
    ['text that is not in normalization form C', 'e\u0301'],
    ['a combining mark in front', '\u0301'],
    ['nothing', ''],
  ])('may not be %s', (_, value) => {
    for (const sink of insidePolicies) expect(sinks[sink].refuseValue(value)).toBeTypeOf('string')
  })
})

describe('topics as a whole', () => {
  it.each([
    ['seven slashes', 'a/b/c/d/e/f/g/h'],
    ['256 octets', 'é'.repeat(128)],
    ['Basic Ingest with seven more', '$aws/rules/rule/a/b/c/d/e/f/g/h'],
  ])('may have %s', (_, text) => {
    expect(() => compileTemplate(text, { sink: 'topic-segment' })).not.toThrow()
  })

  it.each([
    ['eight slashes', 'a/b/c/d/e/f/g/h/i', 'has more than 7 slashes'],
    ['257 octets', `${'é'.repeat(128)}x`, 'is longer than 256 octets of UTF-8'],
  ])('may not have %s', (_, text, reason) => {
    expect(() => compileTemplate(text, { sink: 'topic-segment' })).toThrow(reason)
  })
})

describe('text', () => {
  it.each(['', 'a b\u00a0c', '*${}"\'`\\', 'שלום'])('takes %j as a value', (value) => {
    expect(checkText('text', value)).toBeUndefined()
  })

  it.each(['\u0000', 'a\nb', '\u001b[2J', '\u009b', '\ud800'])('refuses %j as a value', (value) => {
    expect(checkText('text', value)).toBeTypeOf('string')
  })
})

describe('a sink', () => {
  it.each(['constructor', '__proto__', 'toString'])('is not known by %s, a name that objects inherit', (sink) => {
    // @ts-expect-error callers without a compiler
    expect(() => compileTemplate('x', { sink })).toThrow(expect.objectContaining({ code: 'template-option' }))
  })
})

const others = ['text', 'policy-name', 'attribute-value'] as const
const anySink = fc.constantFrom(...registryNames, ...insidePolicies, ...others)
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'a1 *?+#/${}\'"`\\,:[]()=@\n\u0301\u202e\u200b\ud800é'), maxLength: 6 }),
)

describe('every sink', () => {
  it('lets a value through exactly as it is, or not at all', () => {
    fc.assert(
      fc.property(anySink, anyText, (sink, value) => {
        const template = compileTemplate('<%= it %>', { sink, variables: 'any' })
        const reason = checkText(sink, value)
        if (reason === undefined) expect(template.render({ it: value })).toBe(value)
        else expect(() => template.render({ it: value })).toThrow(TemplateError)
      }),
      { numRuns: 2000 },
    )
  })

  it('never lets values add a wildcard, a level, a variable or a quote to what the author wrote around them', () => {
    const count = (text: string): string => text.replace(/[^*?+#/${}'"`\\,]/g, '')
    const literal = fc.string({ unit: fc.constantFrom(...'$({*})/+#?a:'), maxLength: 5 })
    fc.assert(
      fc.property(
        fc.constantFrom(...insidePolicies),
        fc.tuple(literal, anyText, literal, anyText, literal),
        (sink, [before, first, between, second, after]) => {
          let rendered: string
          try {
            const template = compileTemplate(`${before}<%= a %>${between}<%= b %>${after}`, { sink, variables: 'any' })
            rendered = template.render({ a: first, b: second })
          } catch (error) {
            expect(error).toBeInstanceOf(TemplateError)
            return
          }
          expect(rendered).toBe(before + first + between + second + after)
          expect(count(rendered)).toBe(count(before + between + after))
          const variables = (text: string): readonly string[] => text.match(/\$\{[^}]*\}|\$\([*?$]\)/g) ?? []
          expect(variables(rendered)).toEqual([before, between, after].flatMap(variables))
        },
      ),
      { numRuns: 3000 },
    )
  })
})
