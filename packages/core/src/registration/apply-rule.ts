import { quote } from '../error/quote.js'
import { freezeDeeply } from '../plan/freeze-deeply.js'
import type { Facts } from './facts.js'
import { type Finding, isOpen } from './finding.js'
import { isRecord } from './known-options.js'
import { refused } from './make-finding.js'
import { oneLine } from './one-line.js'
import type { Question } from './question.js'
import { refusePromise } from './refuse-promise.js'
import type { Rule, RuleOutcome } from './rule.js'

/** What was thrown, as text; a thrown value may be anything, also something that throws when it is looked at. */
const thrownText = (thrown: unknown): string => {
  try {
    const { message = thrown } = isRecord(thrown) ? thrown : { message: thrown }
    return oneLine(String(message))
  } catch {
    return 'something that cannot be shown'
  }
}

const isFinding = (finding: unknown): finding is Finding => {
  if (!isRecord(finding)) return false
  const { rule, code, ok, message, evidence } = finding
  const isText = typeof rule === 'string' && typeof code === 'string' && typeof message === 'string'
  return isText && typeof ok === 'boolean' && isRecord(evidence)
}

/** A rule may be written by anybody: an outcome that says nothing, or asks nothing where it leaves something open, is none. */
const checkOutcome = ({ findings, questions = [] }: RuleOutcome): void => {
  if (!Array.isArray(findings) || findings.length === 0) throw new TypeError('the rule handed back no findings')
  if (!findings.every(isFinding)) throw new TypeError('the rule handed back something that is no finding')
  if (!Array.isArray(questions)) throw new TypeError('the questions of the rule are no list')
  if (questions.length === 0 && findings.some(isOpen)) {
    throw new TypeError('the rule left something open without asking anything')
  }
}

/** What whoever made it can still change is copied. */
const settled = <Part extends Finding | Question>(part: Part): Part =>
  Object.isFrozen(part) ? part : freezeDeeply(JSON.parse(JSON.stringify(part)))

/** Evaluates a rule and adds what it found and asks; one that throws, or hands back nonsense, refuses. */
export const applyRule = (rule: Rule, facts: Facts, findings: Finding[], questions: Question[]): void => {
  try {
    const outcome = rule.evaluate(facts)
    refusePromise(outcome)
    checkOutcome(outcome)
    const found = outcome.findings.map(settled)
    const asked = outcome.questions?.map(settled)
    findings.push(...found)
    if (asked !== undefined) questions.push(...asked)
  } catch (thrown) {
    const reason = thrownText(thrown)
    const remedy = 'mend the rule; nothing was done to the certificate'
    const message = `rule ${quote(rule.name)} threw: ${reason}`
    findings.push(refused(rule.name, 'rule-threw', message, { reason, remedy }))
  }
}
