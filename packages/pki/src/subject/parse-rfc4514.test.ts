import { describe, expect, it } from 'vitest'
import { parseRfc4514 } from './parse-rfc4514.js'

describe('parseRfc4514', () => {
  it.each<[title: string, text: string, rdns: [string, string][][]]>([
    [
      'RFC 4514 section 4: the last part comes first',
      'UID=jsmith,DC=example,DC=net',
      [[['DC', 'net']], [['DC', 'example']], [['UID', 'jsmith']]],
    ],
    [
      'RFC 4514 section 4: several attributes in one RDN',
      'OU=Sales+CN=J.  Smith,DC=net',
      [
        [['DC', 'net']],
        [
          ['OU', 'Sales'],
          ['CN', 'J.  Smith'],
        ],
      ],
    ],
    [
      'RFC 4514 section 4: escaped special characters',
      'CN=James \\"Jim\\" Smith\\, III',
      [[['CN', 'James "Jim" Smith, III']]],
    ],
    ['RFC 4514 section 4: a carriage return as a hex pair', 'CN=Before\\0dAfter', [[['CN', 'Before\rAfter']]]],
    ['RFC 4514 section 4: UTF-8 as hex pairs', 'CN=Lu\\C4\\8Di\\C4\\87', [[['CN', 'Lučić']]]],
    ['UTF-8 as it is', 'CN=Lučić 😀', [[['CN', 'Lučić 😀']]]],
    ['a dotted type', '2.5.4.44=sensor', [[['2.5.4.44', 'sensor']]]],
    ['blanks around parts', 'CN = a , O = b ', [[['O', 'b']], [['CN', 'a']]]],
    ['escaped blanks at the ends', 'CN=\\ a\\ ', [[['CN', ' a ']]]],
    ['an equals sign in a value', 'CN=a=b', [[['CN', 'a=b']]]],
    ['a slash, which separates nothing', 'CN=a/O=b', [[['CN', 'a/O=b']]]],
    ['an empty value, which the encoder refuses', 'CN=', [[['CN', '']]]],
  ])('%s', (_, text, rdns) => {
    expect(parseRfc4514(text)).toEqual(rdns)
  })

  it.each([
    ['nothing', ''],
    ['no type', '=a'],
    ['no equals sign', 'device-1'],
    ['a part without a type', 'CN=a,b'],
    ['a separator at the end', 'CN=a,'],
    ['an unescaped quote', 'CN="a"'],
    ['a backslash at the end', 'CN=a\\'],
    ['a backslash before a letter', 'CN=a\\g'],
    ['half of a UTF-8 character', 'CN=\\C4'],
    ['a value in hex', 'CN=#0c0161'],
    ['a NUL', 'CN=a\u0000'],
    ['a type with a blank', 'C N=a'],
  ])('refuses %s', (_, text) => {
    expect(() => parseRfc4514(text)).toThrow(expect.objectContaining({ code: 'subject-malformed', field: 'subject' }))
  })
})
