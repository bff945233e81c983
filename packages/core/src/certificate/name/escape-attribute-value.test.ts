import { expect, it } from 'vitest'
import { escapeAttributeValue } from './escape-attribute-value.js'

it.each([
  ['Steve Kille', 'Steve Kille'],
  ['James "Jim" Smith, III', 'James \\"Jim\\" Smith\\, III'],
  ['Before\rAfter', 'Before\\0DAfter'],
  ['Lučić', 'Lučić'],
  ['Sales;J. Smith', 'Sales\\;J. Smith'],
  ['a+b', 'a\\+b'],
  ['<a\\b>', '\\<a\\\\b\\>'],
  ['#a#b', '\\#a#b'],
  [' a b ', '\\ a b\\ '],
  ['  a  ', '\\  a \\ '],
  [' ', '\\ '],
  ['', ''],
  ['a=b', 'a=b'],
  ['a\u0000b', 'a\\00b'],
  ['\u001b[2J\u007f', '\\1B[2J\\7F'],
  ['\u0085', '\\C2\\85'],
  ['東京 🛰', '東京 🛰'],
])('%j is printed as %j (RFC 4514 sections 2.4 and 4)', (value, escaped) => {
  expect(escapeAttributeValue(value)).toBe(escaped)
})
