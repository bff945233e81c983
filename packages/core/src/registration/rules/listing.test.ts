import { describe, expect, it } from 'vitest'
import { certificateFixture } from '../../testing/certificate-fixture.js'
import { factsFixture } from '../../testing/facts-fixture.js'
import { allowList } from './allow-list.js'
import { denyList } from './deny-list.js'
import type { ListOptions } from './listing.js'

const certificate = certificateFixture({ subject: { CN: 'device-1', OU: ['a', 'b'] }, serialNumber: '0abc' })
const facts = factsFixture({ certificate })
const { id } = certificate

const lists: readonly [title: string, list: ListOptions, allowed: string, denied: string][] = [
  ['its serial number', { serialNumbers: ['0abc'] }, 'listed', 'denied'],
  ['its serial number as OpenSSL writes it', { serialNumbers: ['0A:BC'] }, 'listed', 'denied'],
  ['its serial number with a prefix', { serialNumbers: ['0xABC'] }, 'listed', 'denied'],
  ['its serial number with leading zeros', { serialNumbers: ['00000ABC'] }, 'listed', 'denied'],
  ['another serial number', { serialNumbers: ['abcd', 'bc'] }, 'not-listed', 'not-denied'],
  ['its id', { certificateIds: [id] }, 'listed', 'denied'],
  ['its id as a fingerprint', { certificateIds: [id.toUpperCase().match(/../g)?.join(':') ?? ''] }, 'listed', 'denied'],
  ['another id', { certificateIds: ['00'.repeat(32)] }, 'not-listed', 'not-denied'],
  ['a subject value', { subject: { CN: ['device-0', 'device-1'] } }, 'listed', 'denied'],
  ['a subject value under another spelling', { subject: { '2.5.4.3': ['device-1'] } }, 'listed', 'denied'],
  ['a subject value in another case', { subject: { CN: ['Device-1'] } }, 'not-listed', 'not-denied'],
  ['a subject type that it does not have', { subject: { O: ['device-1'] } }, 'not-listed', 'not-denied'],
  ['both of two values', { subject: { OU: ['a', 'b'] } }, 'listed', 'denied'],
  ['one of two values', { subject: { OU: ['b'] } }, 'not-listed', 'denied'],
  ['something else and its id', { serialNumbers: ['1'], certificateIds: [id] }, 'listed', 'denied'],
]

describe('allowList', () => {
  it.each(lists)('a list of %s', (_, list, code) => {
    expect(allowList(list).evaluate(facts).findings).toMatchObject([
      { rule: 'allow-list', code, ok: code === 'listed' },
    ])
  })
})

describe('denyList', () => {
  it.each(lists)('a list of %s', (_, list, __, code) => {
    expect(denyList(list).evaluate(facts).findings).toMatchObject([
      { rule: 'deny-list', code, ok: code === 'not-denied' },
    ])
  })

  it('says which entry it was', () => {
    const [finding] = denyList({ subject: { CN: ['device-1'] }, name: 'stolen' }).evaluate(facts).findings
    expect(finding).toMatchObject({
      rule: 'stolen',
      message: '`CN` `device-1` is denied',
      evidence: { field: 'CN', value: 'device-1' },
    })
  })
})

describe.each([
  ['allowList', allowList],
  ['denyList', denyList],
])('%s refuses at definition', (_, factory) => {
  it.each<[title: string, options: unknown, code: string]>([
    ['nothing', {}, 'registration-option'],
    ['an empty list', { serialNumbers: [] }, 'registration-option'],
    ['a serial number that is none', { serialNumbers: ['12 34 xy'] }, 'registration-option'],
    ['a serial number as a number', { serialNumbers: [1234] }, 'registration-option'],
    ['an id that is too short', { certificateIds: ['abc'] }, 'registration-option'],
    ['an empty subject', { subject: {} }, 'registration-option'],
    ['a subject list without values', { subject: { CN: [] } }, 'registration-option'],
    ['a subject value that is empty', { subject: { CN: [''] } }, 'registration-option'],
    ['a subject value that is no list', { subject: { CN: 'device-1' } }, 'registration-option'],
    ['a subject that is a list', { subject: ['CN'] }, 'registration-option'],
    ['a type that does not exist', { subject: { cmmonName: ['a'] } }, 'registration-rule'],
    ['an option that does not exist', { serials: ['1'] }, 'registration-option'],
  ])('%s', (__, options, code) => {
    expect(() => factory(options as ListOptions)).toThrow(expect.objectContaining({ code }))
  })
})
