import { describe, expect, it } from 'vitest'
import { attributeTypeSpellings, resolveAttributeType } from './attribute-types.js'
import { isObjectIdentifier } from './object-identifier.js'

describe('attribute types', () => {
  it.each([
    ['CN', '2.5.4.3'],
    ['commonName', '2.5.4.3'],
    ['2.5.4.3', '2.5.4.3'],
    ['C', '2.5.4.6'],
    ['L', '2.5.4.7'],
    ['ST', '2.5.4.8'],
    ['STREET', '2.5.4.9'],
    ['O', '2.5.4.10'],
    ['OU', '2.5.4.11'],
    ['serialNumber', '2.5.4.5'],
    ['UID', '0.9.2342.19200300.100.1.1'],
    ['DC', '0.9.2342.19200300.100.1.25'],
    ['generationQualifier', '2.5.4.44'],
    ['jurisdictionC', '1.3.6.1.4.1.311.60.2.1.3'],
    ['organizationIdentifier', '2.5.4.97'],
    ['unstructuredName', '1.2.840.113549.1.9.2'],
  ])('%s is %s', (spelling, oid) => expect(resolveAttributeType(spelling)?.oid).toBe(oid))

  it.each([
    ['T', '2.5.4.12'],
    ['E', '1.2.840.113549.1.9.1'],
    ['SN', '2.5.4.4'],
    ['GN', '2.5.4.42'],
    ['DN', '2.5.4.49'],
    ['postalCode', '2.5.4.17'],
    ['businessCategory', '2.5.4.15'],
    ['description', '2.5.4.13'],
    ['uniqueIdentifier', '2.5.4.45'],
    ['2.5.4.14', '2.5.4.14'],
    ['2.5.4.44', '2.5.4.44'],
    ['2.5.4.65', '2.5.4.65'],
  ])('%s, as templates of the universal JITR spell it, is %s', (spelling, oid) => {
    expect(resolveAttributeType(spelling)?.oid).toBe(oid)
  })

  it('gives all names of a type for each of its spellings', () => {
    const type = { oid: '2.5.4.4', shortName: 'SN', longName: 'surname' }
    expect(['SN', 'surname', '2.5.4.4'].map(resolveAttributeType)).toEqual([type, type, type])
  })

  it('gives the OID alone for one that is in no table', () => {
    expect(resolveAttributeType('1.2.3')).toEqual({ oid: '1.2.3' })
  })

  it.each(['', 'cn', 'Cn', 'CN ', 'toString', '__proto__', 'constructor', '2.5.4', '2.5.4.', '3.1'])(
    'does not know %j by name',
    (spelling) => expect(resolveAttributeType(spelling)?.longName).toBeUndefined(),
  )

  it('spells every type in ways that no other has', () => {
    const spellings = [...attributeTypeSpellings()]
    expect(spellings.length).toBeGreaterThan(150)
    for (const spelling of spellings) {
      const type = resolveAttributeType(spelling)
      expect(resolveAttributeType(type?.longName ?? '')).toBe(type)
      expect(isObjectIdentifier(type?.oid ?? '')).toBe(true)
    }
  })

  it('cannot be changed', () => expect(Object.isFrozen(resolveAttributeType('CN'))).toBe(true))
})
