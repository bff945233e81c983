import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compileTemplate } from '../compile-template.js'
import { TemplateError } from '../template-error.js'
import { functions } from './functions.js'

const render = (expression: string, context: Readonly<Record<string, unknown>> = {}): string =>
  compileTemplate(`<%= ${expression} %>`, { variables: 'any' }).render(context)

describe('lower and upper', () => {
  it.each([
    ['lower(x)', 'ABC-Ä', 'abc-ä'],
    ['upper(x)', 'abc-ä', 'ABC-Ä'],
    ['lower(x)', 'TITLE I', 'title i'],
  ])('%s of %j is %j, in every locale', (expression, x, text) => {
    expect(render(expression, { x })).toBe(text)
  })

  it.each([
    ['lower', '\u212a', 'the Kelvin sign', 'k'],
    ['lower', '\u0130', 'I with a dot', 'i'],
    ['upper', '\u017f', 'the long s', 'S'],
    ['upper', '\u0131', 'i without a dot', 'I'],
    ['upper', '\u00df', 'the sharp s', 'SS'],
    ['upper', '\u0149', 'n behind an apostrophe', 'N'],
    ['upper', '\u01f0', 'j with a caron', 'J'],
    ['upper', '\u1e9a', 'a with half a ring', 'A'],
    ['upper', '\ufb01', 'the ligature fi', 'FI'],
  ])(
    '%s leaves %j (%s) alone: a certificate that has it is not the one that has `%s`',
    (name, letter, _title, ascii) => {
      expect(render(`${name}(x)`, { x: `A${letter}b` })).toBe(name === 'lower' ? `a${letter}b` : `A${letter}B`)
      const template = compileTemplate(`<%= ${name}(x) %>`, { sink: 'thing-name', variables: 'any' })
      expect(template.render({ x: ascii })).toBe(ascii)
      expect(() => template.render({ x: letter })).toThrow(expect.objectContaining({ code: 'template-value-refused' }))
    },
  )

  const cased = Array.from({ length: 0x2_0000 }, (_, point) => String.fromCodePoint(point)).filter((character) =>
    /^(?!\p{ASCII})\p{Changes_When_Casemapped}/u.test(character),
  )

  it.each(['lower', 'upper'] as const)('%s makes no letter of ASCII from another, in all of Unicode', (name) => {
    expect(cased.length).toBeGreaterThan(2500)
    expect(cased.filter((character) => /\p{ASCII}/u.test(functions[name](character)))).toEqual([])
  })
})

describe('slug', () => {
  it.each([
    ['Acme Inc.', 'acme-inc'],
    ['  Ünit 7 (B)/x ', 'unit-7-b-x'],
    ['ﬁrst №5', 'first-no5'],
    ['***', ''],
    ['東京', ''],
  ])('of %j is %j', (x, text) => {
    expect(render('slug(x)', { x })).toBe(text)
  })

  it('is always legal in a name, unless nothing is left of the value', () => {
    const template = compileTemplate('<%= slug(x) %>', { sink: 'policy-string', variables: 'any' })
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (x) => {
        const text = render('slug(x)', { x })
        if (text === '') expect(() => template.render({ x })).toThrow(TemplateError)
        else expect(text).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
      }),
    )
  })
})

describe('hash', () => {
  // FIPS 180-4, examples of SHA-256
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'

  it('is the lower-case hex SHA-256, or its beginning', () => {
    expect(render('hash(x)', { x: 'abc' })).toBe(abc)
    expect(render('hash(x, 8)', { x: 'abc' })).toBe('ba7816bf')
    expect(render('hash(x, 64)', { x: 'abc' })).toBe(abc)
  })

  it('is taken of UTF-8', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (x) => {
        expect(render('hash(x)', { x })).toBe(createHash('sha256').update(x, 'utf8').digest('hex'))
      }),
    )
  })

  it('has none for lone surrogates, which UTF-8 cannot tell apart', () => {
    expect(() => render('hash(x)', { x: '\ud800' })).toThrow(TemplateError)
  })
})

describe('default', () => {
  it.each([
    ["default(x, 'none')", {}, 'none'],
    ["default(x, 'none')", { x: 'one' }, 'one'],
    ["default(x, 'none')", { x: '' }, ''],
    ["default(x.y.z, 'none')", {}, 'none'],
    ['default(x, y)', { y: 'other' }, 'other'],
    ["default(x, default(y, 'none'))", {}, 'none'],
    ["default(lower(x), 'NONE')", {}, 'NONE'],
    ["upper(default(x, 'none'))", {}, 'NONE'],
    ['default(x, "it\'s \\"%>\\" \\\\")', {}, 'it\'s "%>" \\'],
  ])('%s of %j is %j', (expression, context, text) => {
    expect(render(expression, context)).toBe(text)
  })

  it('stands in for absence, not for ambiguity', () => {
    expect(() => render("default(x, 'none')", { x: ['a', 'b'] })).toThrow(
      expect.objectContaining({ code: 'template-value-ambiguous' }),
    )
  })

  it('names every path that has no value', () => {
    expect(() => render('lower(default(x, y))')).toThrow('0 values of `x` and `y` where 1 is needed')
  })

  it('has its fallback checked like any other value', () => {
    const template = compileTemplate("<%= default(x, '*') %>", { sink: 'arn-segment', variables: 'any' })
    expect(() => template.render({})).toThrow(expect.objectContaining({ code: 'template-value-refused', value: '*' }))
  })
})

describe('functions of functions', () => {
  it('are applied from the inside out', () => {
    expect(render("hash(upper(slug(default(x, 'A b'))), 12)")).toBe(
      createHash('sha256').update('A-B').digest('hex').slice(0, 12),
    )
  })
})
