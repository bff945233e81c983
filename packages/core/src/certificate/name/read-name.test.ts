import { describe, expect, it } from 'vitest'
import { assembleCertificate, partsOf } from '../../testing/certificate-fixture/certificate-parts.js'
import { bytesOfHex } from '../../testing/certificate-fixture/der-writer.js'
import type { FixtureName } from '../../testing/certificate-fixture/name-writer.js'
import { certificateFixture } from '../../testing/certificate-fixture.js'
import type { Name } from '../name.js'
import { readCertificate } from '../read-certificate.js'

const nameOf = (subject: FixtureName): Name => certificateFixture({ subject }).subject

const readSubject = (hex: string): Name =>
  readCertificate(assembleCertificate({ ...partsOf({ subject: {} }), subject: bytesOfHex(hex) })).subject

describe('a name', () => {
  it('keeps order, duplicates and multi-valued RDNs', () => {
    const name = nameOf([
      ['O', 'Acme'],
      [
        ['CN', 'a'],
        ['serialNumber', '1'],
      ],
      ['OU', 'x'],
      ['OU', 'y'],
      ['OU', 'x'],
    ])
    expect(name.entries()).toEqual([
      ['O', 'Acme'],
      ['CN', 'a'],
      ['serialNumber', '1'],
      ['OU', 'x'],
      ['OU', 'y'],
      ['OU', 'x'],
    ])
    expect(name.rdns.map((rdn) => rdn.length)).toEqual([1, 2, 1, 1, 1])
    expect(name.getAll('OU')).toEqual(['x', 'y', 'x'])
  })

  it('keeps a multi-valued RDN as encoded, also where X.690 section 11.6 wants another order', () => {
    const name = readSubject('30 18 31 16 30 09 06 03 55 04 05 0c 02 62 62 30 09 06 03 55 04 03 0c 02 61 61')
    expect(name.entries()).toEqual([
      ['serialNumber', 'bb'],
      ['CN', 'aa'],
    ])
  })

  it('may be empty', () => {
    expect(nameOf({}).rdns).toEqual([])
    expect(nameOf({}).toString()).toBe('')
  })

  it('names types by short name, else long name, else dotted OID', () => {
    const types = nameOf({ CN: 'a', T: 'b', '2.5.4.44': 'c', E: 'd', '1.2.3': 'e' }).rdns.flat()
    expect(types.map(({ oid, type }) => [oid, type])).toEqual([
      ['2.5.4.3', 'CN'],
      ['2.5.4.12', 'title'],
      ['2.5.4.44', 'generationQualifier'],
      ['1.2.840.113549.1.9.1', 'emailAddress'],
      ['1.2.3', '1.2.3'],
    ])
  })

  it.each([
    '2.5.4.3',
    '2.5.4.40',
    '2.5.4.127',
    '2.5.4.128',
    '2.5.4.3.1',
    '2.5.4',
    '2.5.29.3',
    '2.6.4.3',
    '2.25.329800735698586629295641978511506172918',
  ] as const)('keeps the type %s', (oid) => {
    expect(nameOf([[oid, 'x']]).rdns).toMatchObject([[{ oid, value: 'x' }]])
  })

  it.each([
    ['an INTEGER', '020105', '#020105'],
    ['a BIT STRING', '030200ff', '#030200ff'],
    ['a SEQUENCE', '30030c0141', '#30030c0141'],
  ])('shows %s as the hex of its encoding', (_title, der, value) => {
    expect(nameOf({ '2.5.4.45': { der } }).get('2.5.4.45')).toBe(value)
  })

  it.each(['__proto__', 'constructor', '*', 'a/b', `\${iot:ClientId}`, '"', "'", '\u0000\n\u001b', '<%= 1 %>'])(
    'holds the value %j as it is',
    (value) => expect(nameOf({ CN: value }).get('CN')).toBe(value),
  )
})

describe('asking a name', () => {
  const name = nameOf({ CN: 'device-1', serialNumber: ['1', '2'], '1.2.3.4': 'x' })

  it.each(['CN', 'commonName', '2.5.4.3'])('%s is the common name', (type) => {
    expect(name.get(type)).toBe('device-1')
    expect(name.getAll(type)).toEqual(['device-1'])
  })

  it('gives the first of several values, or all', () => {
    expect(name.get('serialNumber')).toBe('1')
    expect(name.getAll('serialNumber')).toEqual(['1', '2'])
  })

  it('finds types that are in no table by their OID', () => expect(name.get('1.2.3.4')).toBe('x'))

  it('says what it does not have', () => {
    expect(name.get('OU')).toBeUndefined()
    expect(name.getAll('OU')).toEqual([])
  })

  it.each([
    ['cn', 'did you mean `CN`'],
    ['commonname', 'did you mean `commonName`'],
    ['serialnumber', 'did you mean `serialNumber`'],
    ['__proto__', 'use a name of X.520 or RFC 4519, or the dotted OID'],
    ['x'.repeat(100), 'use a name of X.520 or RFC 4519, or the dotted OID'],
  ])('refuses the type %s: %s', (type, remedy) => {
    const error = expect.objectContaining({ code: 'attribute-type-unknown', field: 'type', value: type, remedy })
    expect(() => name.get(type)).toThrow(error)
    expect(() => name.getAll(type)).toThrow(error)
  })
})

it.each<[title: string, type: unknown]>([
  ['undefined', undefined],
  ['null', null],
  ['a number', 2.5],
  ['a symbol', Symbol('CN')],
  ['a list', ['CN']],
  ['an object', Object.create(null)],
])('a type is text, not %s', (_, type) => {
  const name = nameOf({ CN: 'device-1' })
  const error = expect.objectContaining({ code: 'attribute-type-unknown', field: 'type', value: '' })
  expect(() => name.get(type as string)).toThrow(error)
  expect(() => name.getAll(type as string)).toThrow(error)
})

describe('printing a name (RFC 4514)', () => {
  it.each<[string, FixtureName]>([
    ['CN=Steve Kille,O=Isode Limited,C=GB', { C: 'GB', O: 'Isode Limited', CN: 'Steve Kille' }],
    [
      'OU=Sales+CN=J.  Smith,DC=example,DC=net',
      [
        ['DC', 'net'],
        ['DC', 'example'],
        [
          ['OU', 'Sales'],
          ['CN', 'J.  Smith'],
        ],
      ],
    ],
    [
      'CN=James \\"Jim\\" Smith\\, III,DC=example,DC=net',
      [
        ['DC', 'net'],
        ['DC', 'example'],
        ['CN', 'James "Jim" Smith, III'],
      ],
    ],
    ['1.3.6.1.4.1.1466.0=#04024869', { '1.3.6.1.4.1.1466.0': { der: '04024869' } }],
    ['1.2.3=#0c0178', { '1.2.3': 'x' }],
    ['CN=#020105', { CN: { der: '020105' } }],
    ['CN=\\#020105', { CN: '#020105' }],
    [
      'title=iot,STREET=1 rue,UID=u,SN=s,givenName=g,emailAddress=e',
      { E: 'e', GN: 'g', SN: 's', UID: 'u', STREET: '1 rue', T: 'iot' },
    ],
    ['1.3.6.1.4.1.311.60.2.1.3=#13024652', { jurisdictionC: { value: 'FR', encoding: 'printable' } }],
  ])('%s', (text, name) => expect(nameOf(name).toString()).toBe(text))
})

describe('what is no name', () => {
  it.each([
    ['an RDN without an attribute', '30 02 31 00'],
    ['an RDN that is no SET', '30 0b 30 09 06 03 55 04 03 0c 02 61 61'],
    ['an attribute without a value', '30 09 31 07 30 05 06 03 55 04 03'],
    ['an attribute with two values', '30 10 31 0e 30 0c 06 03 55 04 03 0c 02 61 61 0c 01 61'],
    ['an attribute whose type is no OID', '30 0d 31 0b 30 09 0c 03 55 04 03 0c 02 61 61'],
    ['text that is not UTF-8', '30 0d 31 0b 30 09 06 03 55 04 03 0c 02 61 ff'],
    ['a SET where the name belongs', '31 00'],
  ])('refuses %s', (_title, hex) => {
    expect(() => readSubject(hex)).toThrow(expect.objectContaining({ code: 'certificate-name', field: 'subject' }))
  })

  it('refuses a value of open type that is not DER inside', () => {
    expect(() => readSubject('30 0e 31 0c 30 0a 06 03 55 04 2d 30 03 04 81 00')).toThrow(
      expect.objectContaining({ code: 'certificate-der-malformed', field: 'subject' }),
    )
  })
})
