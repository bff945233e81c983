import { expect, it } from 'vitest'
import { quote, quoteInFull } from './quote.js'

it.each([
  ['plain text', 'thing-1', '`thing-1`'],
  ['a line feed', 'a\nb', '`a\\u{a}b`'],
  ['an escape sequence', '\u001b[31mred', '`\\u{1b}[31mred`'],
  ['a backtick, which would end the quotation', 'a`b', '`a\\u{60}b`'],
  ['a right-to-left override', 'a\u202eb', '`a\\u{202e}b`'],
  ['a line separator', 'a\u2028b', '`a\\u{2028}b`'],
  ['a lone surrogate', 'a\ud800b', '`a\\u{d800}b`'],
  ['letters of other scripts', 'Größe 温度', '`Größe 温度`'],
  ['long text', 'x'.repeat(200), `\`${'x'.repeat(80)}…\``],
])('quotes %s on one line', (_, value, quoted) => {
  expect(quote(value)).toBe(quoted)
})

it('quotes in full whatever a policy of AWS can hold: 2048 characters', () => {
  const longest = `${'x'.repeat(2047)}*`
  expect(quoteInFull(longest)).toBe(`\`${longest}\``)
  expect(quoteInFull(`${longest}y`)).toBe(`\`${longest}…\``)
})
