import { quote } from '../error/quote.js'
import { settle } from '../plan/settle.js'
import { isRecord, isText } from './check-options.js'
import type { Facts } from './facts.js'
import { type Finding, isOpen } from './finding.js'
import { isFinding } from './is-finding.js'
import { OwnOutcome, refused } from './make-finding.js'
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

const isQuestion = (question: unknown): question is Question => {
  const { kind, id, verifier, certificateId } = isRecord(question) ? question : {}
  return kind === 'verifier' && isText(id) && isText(verifier) && isText(certificateId)
}

/** A loop, since engines are slow to pass the items of a frozen list to a function. */
const areOf = (rule: string, findings: readonly Finding[]): boolean => {
  for (const finding of findings) if (finding.rule !== rule) return false
  return true
}

/**
 * What a rule hands back, as nobody can change it any more. A rule may be written by anybody: an outcome that says nothing,
 * or asks nothing where it leaves something open, is none.
 */
const readOutcome = (outcome: RuleOutcome, rule: string): Required<RuleOutcome> => {
  refusePromise(outcome)
  // Built-in rules run for every device; only their name may have been changed.
  if (outcome instanceof OwnOutcome && areOf(rule, outcome.findings)) return outcome
  const { findings, questions = [] } = settle(outcome)
  if (
    Array.isArray(findings) &&
    findings.length > 0 &&
    Array.isArray(questions) &&
    questions.every(isQuestion) &&
    findings.every((finding) => isFinding(finding, rule) && (questions.length > 0 || !isOpen(finding)))
  ) {
    return { findings, questions }
  }
  throw new TypeError('it must hand back findings of its own, with a question where one is open')
}

/** Evaluates a rule and adds what it found, and asks unless another asks it already; one that throws, or hands back nonsense, refuses. */
export const applyRule = (rule: Rule, facts: Facts, findings: Finding[], questions: Question[]): void => {
  try {
    const outcome = readOutcome(rule.evaluate(facts), rule.name)
    findings.push(...outcome.findings)
    for (const question of outcome.questions) {
      if (!questions.some(({ id }) => id === question.id)) questions.push(question)
    }
  } catch (thrown) {
    const reason = thrownText(thrown)
    const details = { field: 'rules', value: rule.name, reason, remedy: 'mend the rule' }
    findings.push(refused(rule.name, 'rule-threw', `rule ${quote(rule.name)} threw: ${reason}`, details))
  }
}
