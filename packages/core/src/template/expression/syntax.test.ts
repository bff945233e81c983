import { describe, expect, it } from 'vitest'
import { compileTemplate } from '../compile-template.js'
import { templateFailure } from '../fixtures/template-failure.js'

describe('expressions', () => {
  it.each([
    ['an operator', 'a<%= account.id + "x" %>', 16, 'unexpected `+` where `%>` is needed at position 16'],
    ['a method', '<%= account.id.trim() %>', 19, 'a method cannot be called at position 19'],
    ['a method of an operand', '<%= lower(account.id.trim()) %>', 25, 'a method cannot be called at position 25'],
    [
      'a computed key',
      '<%= account[account.id] %>',
      12,
      'unexpected `account` where a quoted name or a number from 0 to 9999 is needed at position 12',
    ],
    ['a key without end', '<%= account["id" %>', 16, 'unexpected `%>` where `]` is needed at position 16'],
    ['a path without end', '<%= account. %>', 12, 'unexpected `%>` where a name is needed at position 12'],
    ['two paths', '<%= account.id account.id %>', 15, 'unexpected `account` where `%>` is needed at position 15'],
    ['nothing', '<%= %>', 4, 'unexpected `%>` where a path or a function is needed at position 4'],
    ['a constant', '<%= "x" %>', 4, 'unexpected `"x"` where a path or a function is needed at position 4'],
    ['a template literal', '<%= `x` %>', 4, 'unexpected `\\u{60}` where a path or a function is needed at position 4'],
    ['a comment', '<%= /* x */ account.id %>', 4, 'unexpected `/` where a path or a function is needed at position 4'],
    ['optional chaining', '<%= account?.id %>', 11, 'unexpected `?` where `%>` is needed at position 11'],
    ['an assignment', '<%= account.id = 1 %>', 15, 'unexpected `=` where `%>` is needed at position 15'],
    [
      'an unknown escape',
      '<%= lower("\\x41") %>',
      10,
      'unexpected `"` where a path or a function is needed at position 10',
    ],
    [
      'a huge index',
      '<%= certificate.attributes.subject.CN[99999] %>',
      38,
      'unexpected `99999` where a quoted name or a number from 0 to 9999 is needed at position 38',
    ],
    [
      'a leading zero',
      '<%= certificate.attributes.subject.CN[00] %>',
      38,
      'unexpected `00` where a quoted name or a number from 0 to 9999 is needed at position 38',
    ],
    ['an unknown function', '<%= eval("1") %>', 4, 'unknown function `eval` at position 4'],
    ['an inherited function', '<%= constructor("1") %>', 4, 'unknown function `constructor` at position 4'],
    ['no operand', '<%= lower() %>', 10, 'unexpected `)` where a path or a function is needed at position 10'],
    ['an operand too many', '<%= slug(account.id, "x") %>', 19, 'unexpected `,` where `)` is needed at position 19'],
    [
      'a default without fallback',
      '<%= default(account.id) %>',
      22,
      'unexpected `)` where `,` is needed at position 22',
    ],
    [
      'a hash that is too short',
      '<%= hash(account.id, 7) %>',
      21,
      'unexpected `7` where a number from 8 to 64 is needed at position 21',
    ],
    [
      'a hash that is too long',
      '<%= hash(account.id, 65) %>',
      21,
      'unexpected `65` where a number from 8 to 64 is needed at position 21',
    ],
    ['a number as text', '<%= lower(1) %>', 10, 'unexpected `1` where a path or a function is needed at position 10'],
    ['operands without end', '<%= lower(account.id %>', 20, 'unexpected `%>` where `)` is needed at position 20'],
  ])('do not compile with %s', (_, text, position, message) => {
    expect(templateFailure(() => compileTemplate(text))).toMatchObject({ code: 'template-syntax', position, message })
  })
})
