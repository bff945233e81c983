import { quote } from '../error/quote.js'
import { freezeDeeply } from '../plan/freeze-deeply.js'
import { isRecord, isText } from './check-options.js'
import type { Facts } from './facts.js'
import { type Finding, isOpen } from './finding.js'
import { refused } from './make-finding.js'
import { oneLine } from './one-line.js'
import type { Question } from './question.js'
import { refusePromise } from './refuse-promise.js'
import type { Rule, RuleOutcome } from './rule.js'

/** What was thrown, as text; a thrown value may be anything, also something that throws when it is looked at. */
const thrownText = (thrown: unknown): string => {
  try {
    const { message = thrown } = isRecord(thrown) ? thrown : {}
    return oneLine(String(message))
  } catch {
    return 'something that cannot be shown'
  }
}

const isFinding = (finding: unknown): finding is Finding => {
  const { rule, code, ok, message, evidence } = isRecord(finding) ? finding : {}
  return isText(rule) && isText(code) && isText(message) && typeof ok === 'boolean' && isRecord(evidence)
}

/** A rule may be written by anybody: an outcome that says nothing, or asks nothing where it leaves something open, is none. */
const isOutcome = ({ findings, questions = [] }: RuleOutcome): boolean =>
  Array.isArray(findings) &&
  findings.length > 0 &&
  Array.isArray(questions) &&
  findings.every((finding) => isFinding(finding) && (questions.length > 0 || !isOpen(finding)))

/** What whoever made it can still change is copied. */
const settled = <Part extends Finding | Question>(part: Part): Part =>
  Object.isFrozen(part) ? part : freezeDeeply(JSON.parse(JSON.stringify(part)))

/** Evaluates a rule and adds what it found, and asks unless another asks it already; one that throws, or hands back nonsense, refuses. */
export const applyRule = (rule: Rule, facts: Facts, findings: Finding[], questions: Question[]): void => {
  try {
    const outcome = rule.evaluate(facts)
    refusePromise(outcome)
    if (!isOutcome(outcome)) throw new TypeError('it must hand back findings, with a question where one is open')
    for (const finding of outcome.findings) findings.push(settled(finding))
    for (const question of outcome.questions ?? []) {
      if (!questions.some(({ id }) => id === question.id)) questions.push(settled(question))
    }
  } catch (thrown) {
    const reason = thrownText(thrown)
    const details = { field: 'rules', value: rule.name, reason, remedy: 'mend the rule' }
    findings.push(refused(rule.name, 'rule-threw', `rule ${quote(rule.name)} threw: ${reason}`, details))
  }
}
