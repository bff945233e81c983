import { quote } from '../error/quote.js'
import { freezeDeeply } from '../plan/freeze-deeply.js'
import type { Evidence, Finding, FindingCode } from './finding.js'
import type { Question } from './question.js'
import type { RuleOutcome } from './rule.js'

/** Certificates may hold values of tens of kilobytes; records need not. */
const longestValue = 256

/** A certificate's value as evidence: as it is, cut where it is long. */
export const evidenceValue = (value: string): string =>
  value.length > longestValue ? `${value.slice(0, longestValue)}…` : value

/** A finding that holds nothing against the device. Lists in its evidence are frozen by the caller: this is made for every device. */
export const passed = (rule: string, code: FindingCode, message: string, evidence: Evidence = {}): Finding =>
  Object.freeze({ rule, code, ok: true, message, evidence: Object.freeze(evidence) })

/** What is said of a refusal; what is undefined is left out. */
type Details = Readonly<Record<string, Evidence[string] | undefined>>

const cut = (_: string, value: unknown): unknown => (typeof value === 'string' ? evidenceValue(value) : value)

/** A finding for which the device is not accepted. Long values in its evidence are cut. */
export const refused = (rule: string, code: FindingCode, message: string, details: Details = {}): Finding =>
  freezeDeeply({ rule, code, ok: false, message, evidence: JSON.parse(JSON.stringify(details, cut)) })

/** A refusal whose message is made of its evidence: which field, what it is, what was expected or why that will not do. */
export const refusedField = (
  rule: string,
  code: FindingCode,
  details: Details & { readonly field: string },
): Finding => {
  const { field, value, expected, reason } = details
  const is = value === undefined ? '' : ` is ${quote(String(value))}`
  const not = expected === undefined ? '' : `, not ${quote(String(expected))}`
  return refused(rule, code, `${quote(field)}${is}${not}${reason ? `: ${reason}` : ''}`, details)
}

const none: readonly Question[] = /* @__PURE__ */ Object.freeze([])

/** What the rules of this package hand back: frozen, and known by its class to be as `RuleOutcome` says. */
export class OwnOutcome implements RuleOutcome {
  readonly findings: readonly Finding[]
  readonly questions: readonly Question[]

  constructor(findings: readonly Finding[], questions: readonly Question[] = none) {
    this.findings = Object.freeze(findings)
    this.questions = questions
    Object.freeze(this)
  }
}

/** What a rule with exactly these findings hands back. */
export const concluded = (...findings: readonly Finding[]): RuleOutcome => new OwnOutcome(findings)

/** What a rule hands back that cannot know yet. */
export const asking = (finding: Finding, question: Question): RuleOutcome =>
  new OwnOutcome([finding], Object.freeze([Object.freeze(question)]))
