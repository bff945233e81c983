import { describe, expect, it } from 'vitest'
import type { FixtureName } from '../testing/certificate-fixture/name-writer.js'
import { factsFixture } from '../testing/facts-fixture.js'
import { decide } from './decide.js'
import { defineRegistration } from './define-registration.js'
import type { RegistrationSpec, ThingSpec } from './registration-spec.js'

/** The attributes of the thing, or the codes of what refuses it; and what was left out. */
const become = (subject: FixtureName, thing: Partial<ThingSpec>, ownership?: RegistrationSpec['ownership']) => {
  const registration = defineRegistration({
    name: 'sensors',
    rules: [],
    profiles: [{ thing: { name: 'thing-<%= certificate.attributes.subject.serialNumber %>', ...thing }, policies: [] }],
    ...(ownership && { ownership }),
  } as RegistrationSpec)
  const { verdict, plan, findings } = { plan: undefined, ...decide(registration, factsFixture({ subject })) }
  const step = plan?.steps.find(({ kind }) => kind === 'ensure-thing')
  return {
    verdict,
    attributes: step?.kind === 'ensure-thing' ? step.attributes : undefined,
    refused: findings.filter(({ ok }) => !ok).map(({ code, evidence: { field } }) => [code, field]),
    leftOut: findings.filter(({ code }) => code === 'attribute-left-out').map(({ evidence: { field } }) => field),
  }
}
const serialNumber = '1'
const longType = `1.2${'.1234567890'.repeat(12)}` as const
const country = '<%= certificate.attributes.subject.C %>'

describe('attributes of the profile', () => {
  it.each<[title: string, subject: FixtureName, attributes: ThingSpec['attributes'], result: object]>([
    ['a value', { serialNumber, C: 'FR' }, { country }, { attributes: { country: 'FR' } }],
    [
      'an absent value',
      { serialNumber },
      { country },
      { refused: [['attribute-refused', 'thing.attributes.country']] },
    ],
    [
      'a value that AWS does not store',
      { serialNumber, C: 'F R' },
      { country },
      { refused: [['attribute-refused', 'thing.attributes.country']] },
    ],
    [
      'two values',
      { serialNumber, C: ['FR', 'DE'] },
      { country },
      { refused: [['attribute-refused', 'thing.attributes.country']] },
    ],
    [
      'an optional value',
      { serialNumber, C: 'FR' },
      { country: { value: country, optional: true } },
      { attributes: { country: 'FR' }, leftOut: [] },
    ],
    [
      'an optional value that is absent',
      { serialNumber },
      { country: { value: country, optional: true } },
      { attributes: {}, leftOut: [] },
    ],
    [
      'an optional value that AWS does not store',
      { serialNumber, C: 'F R' },
      { country: { value: country, optional: true } },
      { attributes: {}, leftOut: ['thing.attributes.country'] },
    ],
    [
      'two optional values',
      { serialNumber, C: ['FR', 'DE'] },
      { country: { value: country, optional: true } },
      { attributes: {}, leftOut: ['thing.attributes.country'] },
    ],
    [
      'a value of 800 characters',
      { serialNumber, C: 'x'.repeat(800) },
      { country },
      { attributes: { country: 'x'.repeat(800) } },
    ],
    ['a value of 801 characters', { serialNumber, C: 'x'.repeat(801) }, { country }, { verdict: 'reject' }],
  ])('%s', (_, subject, attributes, result) => {
    expect(become(subject, { ...(attributes && { attributes }) })).toMatchObject(result)
  })
})

describe('every field of the subject', () => {
  const subjectAttributes = { names: { T: 'device_type', serialNumber: 'serial_number' } }
  const typeName = 'sensor'

  it.each<[title: string, subject: FixtureName, thing: Partial<ThingSpec>, result: object]>([
    [
      'named, or under its key',
      { serialNumber, title: 'iot', O: 'Acme', '1.2.3.4': 'x' },
      { subjectAttributes, typeName },
      { attributes: { '1.2.3.4': 'x', O: 'Acme', device_type: 'iot', serial_number: '1' } },
    ],
    [
      'one that AWS does not store is left out',
      { serialNumber, O: 'Acme Inc' },
      { subjectAttributes, typeName },
      { attributes: { serial_number: '1' }, leftOut: ['subject.O'] },
    ],
    [
      'one that is empty is left out',
      { serialNumber, O: '' },
      { subjectAttributes, typeName },
      { attributes: { serial_number: '1' }, leftOut: ['subject.O'] },
    ],
    [
      'one that is there twice is left out',
      { serialNumber, OU: ['a', 'b'] },
      { subjectAttributes, typeName },
      { attributes: { serial_number: '1' }, leftOut: ['subject.OU'] },
    ],
    [
      'one that is no text is stored as hex',
      { serialNumber, O: { der: '0403616263' } },
      { subjectAttributes, typeName },
      { attributes: { O: '#0403616263' } },
    ],
    [
      'a required one that AWS does not store',
      { serialNumber, O: 'Acme Inc' },
      { subjectAttributes: { ...subjectAttributes, required: ['organizationName'] }, typeName },
      { refused: [['attribute-refused', 'subject.O']] },
    ],
    [
      'a required one that is absent',
      { serialNumber },
      { subjectAttributes: { ...subjectAttributes, required: ['O'] }, typeName },
      { refused: [['attribute-refused', 'subject.O']] },
    ],
    [
      'what the profile names itself is the profile’s',
      { serialNumber, O: 'Acme' },
      { attributes: { O: 'fixed' }, subjectAttributes, typeName },
      { attributes: { O: 'fixed', serial_number: '1' }, leftOut: [] },
    ],
    [
      'two fields under one attribute: the first',
      { serialNumber, title: 'iot', O: 'Acme' },
      { subjectAttributes: { names: { title: 'O' } }, typeName },
      { attributes: { O: 'iot' }, leftOut: ['subject.O'] },
    ],
    [
      'one that has the name for another field is left out, whether that field is there or not',
      { serialNumber, O: 'Acme' },
      { subjectAttributes: { names: { title: 'O' } }, typeName },
      { attributes: { serialNumber: '1' }, leftOut: ['subject.O'] },
    ],
    [
      'one that has the name for another field, twice: the other stays',
      { serialNumber, title: 'iot', O: ['Acme', 'Ltd'] },
      { subjectAttributes: { names: { title: 'O' } }, typeName },
      { attributes: { O: 'iot', serialNumber: '1' }, leftOut: ['subject.O'] },
    ],
    [
      'one that is there twice, which AWS would store once',
      { serialNumber, OU: ['a b', 'b', 'c d'] },
      { subjectAttributes, typeName },
      { attributes: { serial_number: '1' }, leftOut: ['subject.OU'] },
    ],
    [
      'a required one that is absent, whose name the profile gives itself',
      { serialNumber },
      { attributes: { O: 'fixed' }, subjectAttributes: { ...subjectAttributes, required: ['O'] }, typeName },
      { refused: [['attribute-refused', 'subject.O']] },
    ],
    [
      'a type too long to name an attribute',
      { serialNumber, [longType]: 'x' },
      { subjectAttributes, typeName },
      { attributes: { serial_number: '1' }, leftOut: [`subject.${longType}`] },
    ],
  ])('%s', (_, subject, thing, result) => {
    expect(become(subject, thing)).toMatchObject(result)
  })

  it('stands behind what the profile names, in the order of the subject', () => {
    const own = { subjectAttributes, typeName, attributes: { line: '2', batch: '1' } }
    const { attributes = {} } = become({ title: 'iot', serialNumber, C: 'FR' }, own)
    expect(Object.keys(attributes)).toEqual(['batch', 'line', 'device_type', 'serial_number', 'C'])
  })
})

describe('AWS IoT Core quotas: attributes of a thing', () => {
  const fields = (count: number): FixtureName => [
    ['serialNumber', serialNumber],
    ...Array.from({ length: count - 1 }, (_, index) => [`1.2.3.${index}`, 'x'] as const),
  ]
  const subjectAttributes = { names: {} }

  it.each<[count: number, thing: Partial<ThingSpec>, ownership: RegistrationSpec['ownership'], verdict: string]>([
    [2, { subjectAttributes }, 'stamp', 'accept'],
    [3, { subjectAttributes }, 'stamp', 'reject'],
    [3, { subjectAttributes }, 'principals', 'accept'],
    [4, { subjectAttributes }, 'off', 'reject'],
    [49, { subjectAttributes, typeName: 'sensor' }, 'stamp', 'accept'],
    [50, { subjectAttributes, typeName: 'sensor' }, 'stamp', 'reject'],
    [50, { subjectAttributes, typeName: 'sensor' }, 'off', 'accept'],
  ])('%i attributes of %j with ownership %s: %s', (count, thing, ownership, verdict) => {
    const result = become(fields(count), thing, ownership)
    expect(result.verdict).toBe(verdict)
    expect(result.refused).toEqual(verdict === 'accept' ? [] : [['attribute-limit', 'thing.attributes']])
  })
})
