import { expect, it } from 'vitest'
import { oneLine } from './one-line.js'

it.each([
  ['plain text', 'not in the inventory', 'not in the inventory'],
  ['letters of other scripts', 'Gerät gesperrt', 'Gerät gesperrt'],
  ['a line feed', 'a\nb', 'a\\u{a}b'],
  ['an escape sequence', '\u001b[2J', '\\u{1b}[2J'],
  ['a right-to-left override', 'a\u202eb', 'a\\u{202e}b'],
  ['a line separator', 'a\u2028b', 'a\\u{2028}b'],
  ['a lone surrogate', 'a\ud800', 'a\\u{d800}'],
  ['long text', 'x'.repeat(1000), `${'x'.repeat(256)}…`],
])('puts %s on one line', (_, text, line) => {
  expect(oneLine(text)).toBe(line)
})
