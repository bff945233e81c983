import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certificateFixture } from '../../testing/certificate-fixture.js'
import type { GeneralName } from '../certificate.js'

const read = (value: string): readonly GeneralName[] =>
  certificateFixture({ subject: {}, extensions: [{ oid: '2.5.29.17', value }] }).subjectAlternativeNames

const refused = expect.objectContaining({ code: 'certificate-name', field: 'subjectAltName' })

describe('subject alternative names (RFC 5280 section 4.2.1.6)', () => {
  it.each<[string, GeneralName[]]>([
    ['30 05 82 03 61 2e 62', [{ kind: 'dns', value: 'a.b' }]],
    ['30 05 81 03 61 40 62', [{ kind: 'email', value: 'a@b' }]],
    ['30 05 86 03 61 3a 62', [{ kind: 'uri', value: 'a:b' }]],
    ['30 04 88 02 2a 03', [{ kind: 'registered-id', value: '1.2.3' }]],
    ['30 06 87 04 c0 00 02 01', [{ kind: 'ip', value: '192.0.2.1' }]],
    ['30 0b a0 09 06 02 2a 03 a0 03 0c 01 78', [{ kind: 'other', value: 'a00906022a03a0030c0178' }]],
    [
      '30 06 82 01 61 82 01 61',
      [
        { kind: 'dns', value: 'a' },
        { kind: 'dns', value: 'a' },
      ],
    ],
    ['30 02 82 00', [{ kind: 'dns', value: '' }]],
    ['30 00', []],
  ])('%s', (value, names) => expect(read(value)).toEqual(names))

  it('hold names', () => {
    const [name] = read('30 10 a4 0e 30 0c 31 0a 30 08 06 03 55 04 03 0c 01 78')
    expect(name?.kind === 'directory-name' && name.value.get('CN')).toBe('x')
  })

  it.each([
    ['an IP address of 3 octets', '30 05 87 03 c0 00 02'],
    ['an IP address with a mask', '30 0a 87 08 c0 00 02 00 ff ff ff 00'],
    ['an IP address of nothing', '30 02 87 00'],
    ['a DNS name above 7F', '30 04 82 02 61 e9'],
    ['a URI above 7F', '30 04 86 02 c3 a9'],
    ['a kind that does not exist', '30 03 89 01 61'],
    ['a constructed DNS name', '30 05 a2 03 82 01 61'],
    ['a primitive directory name', '30 02 84 00'],
    ['an untagged string', '30 03 16 01 61'],
    ['a directory name that is not tagged explicitly', '30 0e a4 0c 31 0a 30 08 06 03 55 04 03 0c 01 78'],
    ['something behind a directory name', '30 06 a4 04 30 00 05 00'],
    ['something behind the names', '30 03 82 01 61 05 00'],
    ['no list', '82 01 61'],
    ['nothing', ''],
  ])('are refused with %s', (_title, value) => expect(() => read(value)).toThrow(refused))

  it('are refused with another name that is not DER inside', () => {
    expect(() => read('30 06 a0 04 30 80 00 00')).toThrow(
      expect.objectContaining({ code: 'certificate-der-malformed' }),
    )
  })
})

describe('IPv6 addresses (RFC 5952 section 4)', () => {
  it.each([
    ['20010db8000000000000000000000001', '2001:db8::1'],
    ['20010db8000000010001000100010001', '2001:db8:0:1:1:1:1:1'],
    ['20010000000000010000000000000001', '2001:0:0:1::1'],
    ['20010db8000000000001000000000001', '2001:db8::1:0:0:1'],
    ['00000000000000000000000000000000', '::'],
    ['00000000000000000000000000000001', '::1'],
    ['00010000000000000000000000000000', '1::'],
    ['abcdef0123456789abcdef0123456789', 'abcd:ef01:2345:6789:abcd:ef01:2345:6789'],
  ])('%s is %s', (hex, value) => expect(read(`30 12 87 10 ${hex}`)).toEqual([{ kind: 'ip', value }]))

  it('come back from their text', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 16, maxLength: 16 }), (octets) => {
        const [name] = read(`3012 8710 ${Buffer.from(octets).toString('hex')}`)
        const value = name?.kind === 'ip' ? name.value : ''
        const subjectAlternativeNames = [{ kind: 'ip', value }] as const
        expect(certificateFixture({ subject: {}, subjectAlternativeNames }).extensions[0]?.value.slice(4)).toEqual(
          octets,
        )
      }),
    )
  })
})
