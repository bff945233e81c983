import { describe, expect, it } from 'vitest'
import { alternativeNames } from './alternative-name.js'

describe('alternativeNames', () => {
  it('keeps the order: names, then addresses', () => {
    expect(alternativeNames(['localhost', '*.example.com'], ['127.0.0.1', '::1', '2001:db8::8:800:200c:417a'])).toEqual(
      [
        { type: 'dns', value: 'localhost' },
        { type: 'dns', value: '*.example.com' },
        { type: 'ip', value: '127.0.0.1' },
        { type: 'ip', value: '::1' },
        { type: 'ip', value: '2001:db8::8:800:200c:417a' },
      ],
    )
  })

  it.each([
    '',
    '-a.com',
    'a_b.com',
    'a..b',
    'a.*.com',
    'bücher.example',
    '127.0.0.1',
    `${'a'.repeat(64)}.com`,
    'a b',
    'a\n',
  ])('refuses the DNS name %j', (name) => {
    expect(() => alternativeNames([name], [])).toThrow(
      expect.objectContaining({ code: 'alternative-name-malformed', field: 'dnsNames' }),
    )
  })

  it.each([
    '',
    '127.0.0',
    '127.0.0.256',
    '127.0.0.01',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    'g::',
    '12345::',
  ])('refuses the IP address %j', (address) => {
    expect(() => alternativeNames([], [address])).toThrow(
      expect.objectContaining({ code: 'alternative-name-malformed', field: 'ipAddresses' }),
    )
  })

  it('needs one', () => {
    expect(() => alternativeNames([], [])).toThrow(expect.objectContaining({ code: 'pki-option' }))
  })
})
