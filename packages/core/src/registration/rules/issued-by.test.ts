import { describe, expect, it } from 'vitest'
import { factsFixture, fixtureCaCertificateId } from '../../testing/facts-fixture.js'
import { type IssuedByOptions, issuedBy } from './issued-by.js'

const rule = issuedBy({ caCertificateIds: [fixtureCaCertificateId] })
const other = 'ff'.repeat(32)

it.each([
  ['an allowed CA', factsFixture(), 'issuing-ca-allowed'],
  ['another CA', factsFixture({ description: { caCertificateId: other } }), 'issuing-ca-not-allowed'],
  ['no CA of the account', factsFixture({ description: { caCertificateId: undefined } }), 'issuing-ca-not-allowed'],
  ['nobody has said which', factsFixture({ description: null }), 'fact-missing'],
])('%s', (_, facts, code) => {
  expect(rule.evaluate(facts).findings).toMatchObject([{ code, ok: code === 'issuing-ca-allowed' }])
})

it('believes the description, not the event', () => {
  const facts = factsFixture({
    description: { caCertificateId: other },
    event: { caCertificateId: fixtureCaCertificateId },
  })
  expect(rule.evaluate(facts).findings[0]?.code).toBe('issuing-ca-not-allowed')
})

it('shows its ids for routing, in one spelling, each once', () => {
  const spellings = [fixtureCaCertificateId.toUpperCase(), `0x${fixtureCaCertificateId}`, other]
  expect(issuedBy({ caCertificateIds: spellings }).caCertificateIds).toEqual([fixtureCaCertificateId, other])
})

describe('refuses at definition', () => {
  it.each<[title: string, options: unknown]>([
    ['no list', {}],
    ['an empty list', { caCertificateIds: [] }],
    ['an id that is too short', { caCertificateIds: ['ca'] }],
    ['an id that is no text', { caCertificateIds: [1] }],
    ['an option that does not exist', { caCertificateIds: [other], caCertificateId: other }],
    ['no options', undefined],
  ])('%s', (_, options) => {
    expect(() => issuedBy(options as IssuedByOptions)).toThrow(expect.objectContaining({ code: 'registration-option' }))
  })
})
