import { expect, it } from 'vitest'
import { factsFixture } from '../testing/facts-fixture.js'
import { applyRule } from './apply-rule.js'
import type { Finding } from './finding.js'
import type { Question } from './question.js'
import type { RuleOutcome } from './rule.js'

const apply = (outcome: unknown) => {
  const findings: Finding[] = []
  const questions: Question[] = []
  applyRule({ name: 'foreign', evaluate: () => outcome as RuleOutcome }, factsFixture(), findings, questions)
  return { findings, questions }
}

const finding = { rule: 'foreign', code: 'rule-passed', ok: true, message: 'fine', evidence: { a: ['b'] } }
const open = { ...finding, code: 'verifier-not-asked', ok: false }
const question = { kind: 'verifier', id: 'verifier:x', verifier: 'x', certificateId: 'ab' }

it('adds what a foreign rule found and asked, as a copy that nobody can change', () => {
  const { findings, questions } = apply({ findings: [finding, open], questions: [question] })
  expect(findings).toEqual([finding, open])
  expect(questions).toEqual([question])
  const { a } = findings[0]?.evidence ?? {}
  expect(Object.isFrozen(a)).toBe(true)
  expect(Object.isFrozen(finding)).toBe(false)
})

it.each<[title: string, outcome: unknown]>([
  ['nothing', undefined],
  ['no findings', {}],
  ['an empty list of findings', { findings: [] }],
  ['only questions', { findings: [], questions: [question] }],
  ['a finding that is none', { findings: [{}] }],
  ['a finding without a verdict', { findings: [{ ...finding, ok: 'yes' }] }],
  ['something left open without a question', { findings: [open] }],
  ['something left open with an empty list of questions', { findings: [open], questions: [] }],
  ['a question that is null', { findings: [open], questions: [null] }],
  ['a question that is none', { findings: [open], questions: [{ kind: 'verifier', id: 1 }] }],
  ['a finding of another rule', { findings: [{ ...finding, rule: 'deny-list' }] }],
  ['a finding of the facts', { findings: [{ ...finding, rule: 'facts' }] }],
  ['a code that does not exist', { findings: [{ ...finding, code: 'all-well' }] }],
  ['a code of the prototype', { findings: [{ ...finding, code: 'constructor' }] }],
  ['a good finding beside a bad one', { findings: [finding, {}] }],
  ['questions that are no list', { findings: [finding], questions: question }],
])('takes %s as a rule that threw', (_, outcome) => {
  expect(apply(outcome)).toMatchObject({
    findings: [{ rule: 'foreign', code: 'rule-threw', ok: false }],
    questions: [],
  })
})

it.each([
  ['a promise', () => Promise.resolve({ findings: [finding] })],
  ['a promise that rejects, which nobody else hears', () => Promise.reject(new Error('late'))],
])('takes %s as a rule that threw', (_, promise) => {
  expect(apply(promise()).findings).toMatchObject([{ code: 'rule-threw', ok: false }])
})

it('reads what a foreign rule hands back once, also where it can answer otherwise the next time', () => {
  const { rule, code, message, evidence } = finding
  let reads = 0
  const outcome = {
    get findings() {
      return [
        {
          rule,
          code,
          message,
          evidence,
          get ok() {
            reads += 1
            return reads > 1
          },
        },
      ]
    },
  }
  expect(apply(outcome).findings).toEqual([{ ...finding, ok: false }])
  expect(apply(Object.freeze(outcome)).findings).toEqual([{ ...finding, ok: true }])
  expect(reads).toBe(2)
})
