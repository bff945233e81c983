import { expect, it } from 'vitest'
import { factsFixture } from '../../testing/facts-fixture.js'
import type { VerifierAnswer } from '../question.js'
import { askVerifier } from './ask-verifier.js'

const rule = askVerifier('inventory')
const answered = (answer: unknown) =>
  rule.evaluate(factsFixture({ answers: { verifiers: { 'verifier:inventory': answer as VerifierAnswer } } }))

it.each<[title: string, answer: unknown, code: string, ok: boolean, asks: boolean]>([
  ['accepted', { outcome: 'accepted' }, 'verifier-accepted', true, false],
  ['refused', { outcome: 'refused', reason: 'stolen' }, 'verifier-refused', false, false],
  ['unavailable', { outcome: 'unavailable', reason: 'timed out' }, 'verifier-unavailable', false, true],
  ['an outcome that does not exist', { outcome: 'yes' }, 'verifier-unavailable', false, true],
  ['true', true, 'verifier-unavailable', false, true],
  ['null', null, 'verifier-unavailable', false, true],
  ['a list', ['accepted'], 'verifier-unavailable', false, true],
  ['an outcome in a list', { outcome: ['accepted'] }, 'verifier-unavailable', false, true],
])('an answer that is %s', (_, answer, code, ok, asks) => {
  const { findings, questions = [] } = answered(answer)
  expect(findings).toMatchObject([{ rule: 'verifier:inventory', code, ok }])
  expect(questions).toHaveLength(asks ? 1 : 0)
})

it('asks where there is no answer', () => {
  const facts = factsFixture()
  expect(rule.evaluate(facts)).toMatchObject({
    findings: [{ code: 'verifier-not-asked', ok: false }],
    questions: [
      { kind: 'verifier', id: 'verifier:inventory', verifier: 'inventory', certificateId: facts.certificate.id },
    ],
  })
})

it('takes no answer from a prototype', () => {
  const verifiers = Object.create({ 'verifier:inventory': { outcome: 'accepted' } })
  expect(rule.evaluate(factsFixture({ answers: { verifiers } })).findings[0]?.code).toBe('verifier-not-asked')
})

it('takes no answer to another question', () => {
  const answers = { verifiers: { 'verifier:other': { outcome: 'accepted' } } } as const
  expect(rule.evaluate(factsFixture({ answers })).findings[0]?.code).toBe('verifier-not-asked')
})

it('passes on the reason, on one line', () => {
  expect(answered({ outcome: 'refused', reason: 'stolen\n\u001b[2Jok' }).findings[0]?.evidence).toEqual({
    field: 'answers.verifiers',
    verifier: 'inventory',
    reason: 'stolen\\u{a}\\u{1b}[2Jok',
    remedy: 'ask the owner of the verifier',
  })
})

it('names its verifier', () => {
  expect(rule.verifiers).toEqual(['inventory'])
})

it.each(['', 'a b', 'a:b', '../x', 'x'.repeat(65)])('refuses the name %j at definition', (name) => {
  expect(() => askVerifier(name)).toThrow(expect.objectContaining({ code: 'registration-rule' }))
})
