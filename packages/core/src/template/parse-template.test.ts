import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { templateFailure } from './fixtures/template-failure.js'
import { parseTemplate } from './parse-template.js'
import { TemplateError } from './template-error.js'

describe('parseTemplate', () => {
  it('says where literals, tags and expressions begin', () => {
    expect(parseTemplate('ab<%=  x.y %>c<%=z%>')).toEqual([
      { text: 'ab', position: 0 },
      { expression: 'x.y', start: 7, position: 2 },
      { text: 'c', position: 13 },
      { expression: 'z', start: 17, position: 14 },
    ])
  })

  it('counts positions in UTF-16 code units, also after CRLF', () => {
    expect(parseTemplate('😀\r\n<%= x %>').at(1)).toMatchObject({ position: 4, start: 8 })
  })

  it.each([
    ['CRLF', 'a\r\n'],
    ['a line end right behind the tag', '\nb'],
    ['backslashes', 'a\\b\\\\'],
    ['quotes', `'"\``],
    ['what looks like an interpolation of JavaScript', '${x}'],
    ['a stray closing delimiter', 'a %> b'],
    ['U+2028', 'a\u2028b'],
  ])('keeps %s of a literal', (_, literal) => {
    expect(parseTemplate(`${literal}<%= x %>${literal}<%= y %>`).map((part) => 'text' in part && part.text)).toEqual([
      literal,
      false,
      literal,
      false,
    ])
  })

  it.each([
    ['blanks between delimiter and sign, as in Eta', '<% = x %>', 'x'],
    ['a closing delimiter inside of a string', "<%= f('%>') %>", "f('%>')"],
    ['an opening delimiter inside of a string', '<%= f("<%=") %>', 'f("<%=")'],
    ['several lines', '<%=\r\n  x\n%>', 'x'],
    ['nothing', '<%= %>', ''],
  ])('reads a tag with %s', (_, text, expression) => {
    expect(parseTemplate(text)).toMatchObject([{ expression, position: 0 }])
  })

  it.each([
    ['a statement', 'a<% if (x) { %>', 1, 'only `<%= path %>` is allowed at position 1'],
    ['the escape of other engines', '<%% x %>', 0, 'only `<%= path %>` is allowed at position 0'],
    ['a comment', '<%# x %>', 0, 'only `<%= path %>` is allowed at position 0'],
    ['a raw tag', '<%= x %><%~ x %>', 8, 'only `<%= path %>` is allowed at position 8'],
    ['a line end trimmed behind', 'ab<%= x -%>', 2, 'only `<%= path %>` is allowed at position 2'],
    ['white space trimmed behind', '<%= x _%>', 0, 'only `<%= path %>` is allowed at position 0'],
    ['white space trimmed before', '<%_= x %>', 0, 'only `<%= path %>` is allowed at position 0'],
    [
      "the escaped tag of lodash, which is Eta's trimming",
      '<%- x %>',
      0,
      'only `<%= path %>` is allowed at position 0',
    ],
    ['no end', 'abc\n<%= x', 4, 'tag without end at position 4'],
    ['a string without end', "abc\r\n<%= f('x) %>", 11, 'string without end at position 11'],
    ['a comment without end', '<%= x /* %>', 6, 'comment without end at position 6'],
  ])('refuses %s, with its position', (_, text, position, message) => {
    expect(templateFailure(() => parseTemplate(text))).toMatchObject({ code: 'template-syntax', position, message })
  })

  it.each([
    ['1 MB of text', 'x'.repeat(1_000_000), undefined],
    ['8193 characters', 'x'.repeat(8193), undefined],
    ['1 MB of blanks in a tag', `<%= ${' '.repeat(1_000_000)}`, undefined],
    ['8000 blanks in a tag', `<%= a${' '.repeat(8000)}`, 5],
    ['257 blanks of other kinds', `a<%= a${'\u00a0\n'.repeat(129)}%>`, 6],
    ['257 tags', '<%=a%>'.repeat(257), undefined],
    ['1025 characters in a tag', `x<%=${'a'.repeat(1025)}%>`, 1],
  ])('refuses %s before they cost anything', (_, text, position) => {
    expect(templateFailure(() => parseTemplate(text))).toMatchObject({ code: 'template-too-large', position })
  })

  it('takes the largest of everything', () => {
    expect(parseTemplate('x'.repeat(8192))).toHaveLength(1)
    expect(parseTemplate('<%=a%>'.repeat(256))).toHaveLength(256)
    expect(parseTemplate(`<%=${'a'.repeat(1024)}${' '.repeat(256)}%>`)).toHaveLength(1)
  })

  it('gives the text back, whatever it is made of', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<%=',
        '%>',
        '<%',
        ' x ',
        "'",
        '"',
        '`',
        '\\',
        '\r\n',
        '\n',
        '${',
        '}',
        '/*',
        '*/',
        '-',
        '_',
        '~',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        try {
          let end = 0
          for (const part of parseTemplate(text)) {
            expect(part.position).toBe(end)
            if ('text' in part) {
              end += part.text.length
              expect(text.slice(part.position, end)).toBe(part.text)
              expect(part.text).not.toContain('<%')
            } else {
              const tag = text.slice(part.position, part.start + part.expression.length)
              expect(tag).toMatch(/^<%\s*=\s*/)
              expect(tag.endsWith(part.expression)).toBe(true)
              end = text.indexOf('%>', part.start + part.expression.length) + 2
            }
          }
          expect(end).toBe(text.length)
        } catch (error) {
          if (!(error instanceof TemplateError)) throw error
          expect(text).toContain('<%')
        }
      }),
      { numRuns: 3000 },
    )
  })
})
