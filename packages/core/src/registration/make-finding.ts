import { freezeDeeply } from '../plan/freeze-deeply.js'
import type { Evidence, Finding, FindingCode } from './finding.js'
import type { Question } from './question.js'
import type { RuleOutcome } from './rule.js'

const nothing: Evidence = /* @__PURE__ */ Object.freeze({})

/** Certificates may hold values of tens of kilobytes; records need not. */
const longestValue = 256

/** A certificate's value as evidence: as it is, cut where it is long. */
export const evidenceValue = (value: string): string =>
  value.length > longestValue ? `${value.slice(0, longestValue)}…` : value

/** A finding that holds nothing against the device. Lists in its evidence are frozen by the caller: this is made for every device. */
export const passed = (rule: string, code: FindingCode, message: string, evidence: Evidence = nothing): Finding =>
  Object.freeze({ rule, code, ok: true, message, evidence: Object.freeze(evidence) })

/** A finding for which the device is not accepted. */
export const refused = (rule: string, code: FindingCode, message: string, evidence: Evidence = nothing): Finding =>
  freezeDeeply({ rule, code, ok: false, message, evidence })

/** What a rule with exactly these findings hands back. */
export const concluded = (...findings: readonly Finding[]): RuleOutcome =>
  Object.freeze({ findings: Object.freeze(findings) })

/** What a rule hands back that cannot know yet. */
export const asking = (finding: Finding, question: Question): RuleOutcome =>
  Object.freeze({ findings: Object.freeze([finding]), questions: Object.freeze([Object.freeze(question)]) })
