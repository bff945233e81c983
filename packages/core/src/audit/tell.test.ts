import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certificateFixture } from '../testing/certificate-fixture.js'
import { tell } from './tell.js'

const base64 = certificateFixture({ subject: { CN: 'sensor-1' } })
  .pem.split('\n')
  .slice(1, -2)
  .join('')
const armoured = (label: string): string => `-----BEGIN ${label}-----\n${base64}\n-----END ${label}-----`
const webToken = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U'

describe('tell', () => {
  it.each([
    ['a sentence', 'the device is registered', 'the device is registered'],
    ['line breaks and colours', 'a\nb\u001b[31m', 'a\\u{a}b\\u{1b}[31m'],
    ['a certificate id', 'c1'.repeat(32), 'c1'.repeat(32)],
    ['a long name', 'm-a_1:'.repeat(20), 'm-a_1:'.repeat(20)],
    ['a private key (RFC 7468 section 10)', `key ${armoured('PRIVATE KEY')}.`, 'key [redacted].'],
    ['an encrypted one (section 11)', armoured('ENCRYPTED PRIVATE KEY'), '[redacted]'],
    ['one of OpenSSL', armoured('EC PRIVATE KEY'), '[redacted]'],
    ['a certificate (section 5)', armoured('CERTIFICATE'), '[redacted]'],
    ['a certificate request (section 7)', armoured('CERTIFICATE REQUEST'), '[redacted]'],
    ['one that is cut off', `is \`${armoured('PRIVATE KEY').slice(0, 90)}…\``, 'is `[redacted]'],
    ['one that was made inert', `is ${armoured('PRIVATE KEY').replaceAll('\n', '\\u{a}')}`, 'is [redacted]'],
    ['two of them', `${armoured('X')} and ${armoured('Y')}`, '[redacted] and [redacted]'],
    ['DER in base64', `found "${base64}"`, 'found "[redacted]"'],
    ['DER in lines of base64', `found ${base64.replaceAll(/.{64}/g, '$&\r\n')}`, 'found [redacted]'],
    ['a token (RFC 7519 section 3.1)', `Bearer ${webToken}`, 'Bearer [redacted]'],
  ])('tells %s', (_what, text, told) => {
    expect(tell(text, 1024)).toBe(told)
  })

  it.each([
    [10, 'a'.repeat(10), 'a'.repeat(10)],
    [10, 'a'.repeat(11), `${'a'.repeat(10)}…`],
    [10, '\u0007'.repeat(9), '\\u{7}\\u{7}…'],
    [10, '🛰'.repeat(9), `${'🛰'.repeat(5)}…`],
    [9, `\u0007${'🛰'.repeat(9)}`, '\\u{7}🛰🛰…'],
  ])('cuts at %i characters', (longest, text, told) => {
    expect(tell(text, longest)).toBe(told)
  })

  it('tells what was told as it is, whatever it was', () => {
    const part = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc.constantFrom(
        '\n',
        '\r',
        '\u0007',
        '\u202e',
        '\ue000',
        '🛰',
        '\ud83d',
        '-----BEGIN X-----',
        '-----END X-----',
        base64,
        webToken,
        'eyJ',
        'MII',
      ),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), fc.integer({ min: 1, max: 300 }), (parts, longest) => {
        const told = tell(parts.join(''), longest)
        expect(told.length).toBeLessThanOrEqual(longest + 1)
        expect(told).not.toMatch(/[\p{C}\u2028\u2029]/u)
        expect(tell(told, longest)).toBe(told)
      }),
      { numRuns: 100 },
    )
  })

  it('takes no longer for hostile text', () => {
    for (const text of ['eyJ', '-----BEGIN ', '-----BEGIN X-----END', 'MA', 'M', '\\u{a}', 'eyJaaaaaaaa.']) {
      expect(tell(text.repeat(100_000), 256).length).toBeLessThanOrEqual(257)
    }
  })
})
