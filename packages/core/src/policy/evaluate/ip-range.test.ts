import { describe, expect, it } from 'vitest'
import { isInRange } from './ip-range.js'

describe('isInRange', () => {
  it.each([
    ['203.0.113.0/24', '203.0.113.255', true],
    ['203.0.113.0/24', '203.0.112.255', false],
    ['203.0.113.7', '203.0.113.7', true],
    ['203.0.113.7', '203.0.113.8', false],
    ['0.0.0.0/0', '198.51.100.1', true],
    ['198.51.100.4/31', '198.51.100.5', true],
    ['198.51.100.4/31', '198.51.100.6', false],
  ])('RFC 4632: %s holds %s: %s', (range, address, expected) => {
    expect(isInRange(range, address)).toBe(expected)
  })

  it.each([
    ['2001:db8::/32', '2001:db8:1:2:3:4:5:6', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['::1', '0:0:0:0:0:0:0:1', true],
    ['::', '0:0:0:0:0:0:0:0', true],
    ['2001:DB8::8:800:200C:417A', '2001:db8:0:0:8:800:200c:417a', true],
    ['fe80::/10', 'febf::1', true],
    ['fe80::/10', 'fec0::1', false],
    ['1::2:3:4:5:6:7', '1:0:2:3:4:5:6:7', true],
    ['2001:db8::/32', '203.0.113.7', false],
    ['203.0.113.0/24', '::ffff:203.0.113.7', true],
    ['203.0.113.0/24', '0:0:0:0:0:ffff:203.0.113.7', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::ffff:203.0.113.7', '203.0.113.7', true],
  ])('RFC 4291 section 2.2: %s holds %s: %s', (range, address, expected) => {
    expect(isInRange(range, address)).toBe(expected)
  })

  it.each([
    '',
    'localhost',
    '203.0.113',
    '203.0.113.256',
    '203.0.113.07',
    '203.0.113.0/33',
    '203.0.113.0/',
    '203.0.113.0/24/24',
    '/203.0.113.0/24',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4::5:6:7:8',
    '1::2::3',
    '12345::',
    '::1/129',
    ':::',
    '1.2.3.4::',
    '1.2.3.4:0:0:0:0:0:0',
    '*',
  ])('%j is no range', (range) => {
    expect(isInRange(range, '203.0.113.7')).toBeUndefined()
    expect(isInRange('203.0.113.0/24', range)).toBeUndefined()
  })
})
