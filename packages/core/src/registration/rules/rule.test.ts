import { describe, expect, it } from 'vitest'
import { factsFixture } from '../../testing/facts-fixture.js'
import { decide } from '../decide.js'
import { defineRegistration } from '../define-registration.js'
import { type RuleVerdict, rule } from './rule.js'

/** What `decide` makes of a predicate: the finding of the rule, and what happens to the certificate. */
const judge = (predicate: () => unknown) => {
  const registration = defineRegistration({
    name: 'sensors',
    rules: [rule('mine', predicate as () => RuleVerdict)],
    profiles: [{ thing: { name: 'thing-<%= certificate.attributes.subject.CN %>' }, policies: [] }],
    onReject: 'deactivate',
  })
  const decision = decide(registration, factsFixture())
  const { code, message, evidence } = decision.findings.find((finding) => finding.rule === 'mine') ?? {}
  return {
    verdict: decision.verdict,
    code,
    message,
    evidence,
    consequence: 'consequence' in decision && decision.consequence,
  }
}

describe('what a rule may say', () => {
  it.each<[title: string, said: RuleVerdict, code: string, message: string]>([
    ['true', true, 'rule-passed', 'rule `mine` passed'],
    ['false', false, 'rule-refused', 'rule `mine` refused the device'],
    ['a reason', 'not one of ours', 'rule-refused', 'not one of ours'],
    ['an empty reason', '', 'rule-refused', 'rule `mine` refused the device'],
    ['ok', { ok: true }, 'rule-passed', 'rule `mine` passed'],
    ['ok with a message', { ok: true, message: 'known' }, 'rule-passed', 'known'],
    ['not ok', { ok: false }, 'rule-refused', 'rule `mine` refused the device'],
    ['not ok with a message', { ok: false, message: 'unknown\nproduct' }, 'rule-refused', 'unknown\\u{a}product'],
  ])('%s', (_, said, code, message) => {
    expect(judge(() => said)).toMatchObject({ code, message, verdict: code === 'rule-passed' ? 'accept' : 'reject' })
  })

  it('evidence, which is copied', () => {
    const evidence = { field: 'O', seen: ['a'], count: 1, known: false }
    const said = judge(() => ({ ok: true, evidence }))
    expect(said.evidence).toEqual(evidence)
    expect(said.evidence).not.toBe(evidence)
    expect(Object.isFrozen(evidence)).toBe(false)
  })
})

describe('everything else threw, and leaves the certificate alone', () => {
  const thrower = (thrown: unknown) => () => {
    throw thrown
  }
  const unreadable = {
    get message() {
      throw new Error('no')
    },
  }
  it.each<[title: string, predicate: () => unknown, reason: string]>([
    ['an error', thrower(new Error('boom')), 'boom'],
    ['text', thrower('boom'), 'boom'],
    ['undefined', thrower(undefined), 'undefined'],
    ['null', thrower(null), 'null'],
    ['what cannot be shown', thrower(Object.create(null)), 'something that cannot be shown'],
    ['what throws when it is looked at', thrower(unreadable), 'something that cannot be shown'],
    ['an error of several lines', thrower(new Error('a\nb')), 'a\\u{a}b'],
    ['a promise', () => Promise.resolve(true), 'a rule must answer at once, not with a promise'],
    [
      'a promise that rejects',
      () => Promise.reject(new Error('late')),
      'a rule must answer at once, not with a promise',
    ],
    ['nothing', () => undefined, 'a rule must answer true, false'],
    ['null as an answer', () => null, 'a rule must answer true, false'],
    ['a number', () => 1, 'a rule must answer true, false'],
    ['an object without ok', () => ({ accepted: true }), 'a rule must answer true, false'],
    ['an ok that is no boolean', () => ({ ok: 'yes' }), 'a rule must answer true, false'],
    ['a message that is no text', () => ({ ok: true, message: 1 }), 'the message is not text'],
    ['evidence that is no object', () => ({ ok: true, evidence: 'x' }), 'the evidence is no object'],
    ['evidence that is not flat', () => ({ ok: true, evidence: { deep: { x: 1 } } }), 'the evidence is not flat JSON'],
    ['evidence that is no JSON', () => ({ ok: true, evidence: { x: Number.NaN } }), 'the evidence is not flat JSON'],
  ])('%s', (_, predicate, reason) => {
    const { verdict, code, evidence, consequence } = judge(predicate)
    expect({ verdict, code, consequence }).toEqual({ verdict: 'reject', code: 'rule-threw', consequence: 'leave' })
    expect(evidence).toMatchObject({ reason: expect.stringContaining(reason) })
  })
})

it.each<[title: string, name: unknown, predicate: unknown, code: string]>([
  ['no name', '', () => true, 'registration-option'],
  ['a name that `decide` reports under', 'profile', () => true, 'registration-option'],
  ['no function', 'mine', true, 'registration-rule'],
])('refuses at definition: %s', (_, name, predicate, code) => {
  expect(() => rule(name as string, predicate as () => boolean)).toThrow(expect.objectContaining({ code }))
})
