import { quote } from '../../error/quote.js'
import { isRecord } from '../check-options.js'
import type { Facts } from '../facts.js'
import type { Evidence } from '../finding.js'
import { concluded, evidenceValue, passed, refused } from '../make-finding.js'
import { mistake } from '../mistake.js'
import { oneLine } from '../one-line.js'
import { refusePromise } from '../refuse-promise.js'
import type { Rule, RuleOutcome } from '../rule.js'
import { ruleName } from './rule-name.js'

/** What a rule of one's own may say: yes or no, the reason of a refusal, or all of it. */
export type RuleVerdict =
  | boolean
  | string
  | { readonly ok: boolean; readonly message?: string; readonly evidence?: Evidence }

type EvidenceValue = Evidence[string]

const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every((part) => typeof part === 'string')

const copyEvidenceValue = (value: unknown): EvidenceValue => {
  if (typeof value === 'string') return evidenceValue(value)
  if (typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))) return value
  if (isTexts(value)) return Object.freeze(value.map(evidenceValue))
  throw new TypeError('the evidence is not flat JSON')
}

/** A copy: what is the rule's own may change later. */
const copyEvidence = (evidence: unknown): Evidence => {
  if (evidence === undefined) return {}
  if (!isRecord(evidence)) throw new TypeError('the evidence is no object')
  return Object.fromEntries(Object.entries(evidence).map(([key, value]) => [key, copyEvidenceValue(value)]))
}

const remedy = 'meet the rule, or change it'

const conclude = (name: string, verdict: unknown, good: RuleOutcome): RuleOutcome => {
  if (verdict === true) return good
  const no = `rule ${quote(name)} refused the device`
  const refuse = (message: string, evidence: Evidence = {}): RuleOutcome =>
    concluded(refused(name, 'rule-refused', message, { field: 'rules', value: name, remedy, ...evidence }))
  if (verdict === false) return refuse(no)
  if (typeof verdict === 'string') return refuse(oneLine(verdict) || no)
  refusePromise(verdict)
  const { ok, message, evidence: given } = isRecord(verdict) ? verdict : {}
  if (typeof ok !== 'boolean') {
    throw new TypeError('a rule must answer true, false, the reason of a refusal, or an object with `ok`')
  }
  if (message !== undefined && typeof message !== 'string') throw new TypeError('the message is not text')
  const evidence = copyEvidence(given)
  if (ok) return concluded(passed(name, 'rule-passed', oneLine(message ?? `rule ${quote(name)} passed`), evidence))
  return refuse(oneLine(message ?? no), evidence)
}

/**
 * A rule of one's own: a pure function of the facts.
 *
 * `true` lets the device pass; `false`, or the reason as text, refuses it. An object with `ok` can add evidence. Whatever
 * else it returns (a promise too) and whatever it throws is the finding `rule-threw`: refused, with the consequence `leave`.
 *
 * @param name - 1 to 128 visible characters, unique in the registration.
 * @throws {RegistrationError} `registration-option` for a bad name, `registration-rule` for a predicate that is no function.
 * @example
 * ```ts
 * import { rule } from '@thingplan/core'
 * import { factsFixture } from '@thingplan/core/testing'
 *
 * const known = rule('known product', ({ certificate }) => certificate.subject.get('O') === 'Acme' || 'not one of ours')
 *
 * known.evaluate(factsFixture({ subject: { O: 'Acme' } })).findings[0]?.ok // => true
 * known.evaluate(factsFixture({ subject: { O: 'Other' } })).findings[0]?.message // => 'not one of ours'
 * ```
 */
export const rule = (name: string, predicate: (facts: Facts) => RuleVerdict): Rule => {
  ruleName(name, 'rule.name')
  if (typeof predicate !== 'function')
    throw mistake('rule.predicate', 'a function of the facts', predicate, 'registration-rule')
  const good = concluded(passed(name, 'rule-passed', `rule ${quote(name)} passed`))
  return Object.freeze<Rule>({ name, evaluate: (facts) => conclude(name, predicate(facts), good) })
}
