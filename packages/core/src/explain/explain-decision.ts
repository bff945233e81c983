import { inert } from '../error/inert.js'
import { quoteInFull } from '../error/quote.js'
import type { Consequence, Decision } from '../registration/decision.js'
import type { Finding } from '../registration/finding.js'
import { explainPlan } from './explain-plan.js'
import { type Mark, widthOf } from './layout.js'

const consequences: Readonly<Record<Consequence, string>> = {
  leave: 'it stays as it is',
  deactivate: 'it becomes INACTIVE',
  revoke: 'it becomes REVOKED',
}

const headline = (decision: Decision): string => {
  const who = `certificate ${quoteInFull(decision.certificateId)} by registration ${quoteInFull(decision.registration)}`
  switch (decision.verdict) {
    case 'accept':
      return `✓ Accepted: ${who}, profile ${quoteInFull(decision.profile)}`
    case 'reject':
      return `✗ Rejected: ${who}; ${consequences[decision.consequence]}`
    case 'undecided':
      return `? Undecided: ${who}; nothing is done until it is`
  }
}

const isOpen = ({ code }: Finding): boolean => code === 'verifier-unavailable' || code === 'verifier-not-asked'

const markOf = (finding: Finding, decision: Decision): Mark => {
  if (isOpen(finding) || (decision.verdict === 'undecided' && !finding.ok)) return '?'
  return finding.ok ? '✓' : '✗'
}

const remedyOf = ({ ok, evidence: { remedy } }: Finding): readonly string[] =>
  ok || remedy === undefined ? [] : [`→ ${inert(String(remedy))}`]

/** A verdict with all its reasons, and the plan that follows from it. */
export const explainDecision = (decision: Decision): readonly string[] => {
  const { findings } = decision
  const width = widthOf(
    findings.map(({ rule }) => inert(rule)),
    32,
  )
  const indent = ' '.repeat(width + 6)
  const lines = findings.flatMap((finding) => {
    const { rule, message, ok, code } = finding
    const found = `  ${markOf(finding, decision)} ${inert(rule).padEnd(width)}  ${inert(message)}${ok ? '' : ` (${inert(code)})`}`
    return [found, ...remedyOf(finding).map((remedy) => indent + remedy)]
  })
  const questions =
    decision.verdict === 'undecided'
      ? decision.questions.map(({ verifier }) => `  ? verifier ${quoteInFull(verifier)} has to answer`)
      : []
  const plan = decision.verdict === 'undecided' || decision.plan.steps.length === 0 ? [] : explainPlan(decision.plan)
  return [headline(decision), ...[lines, questions, plan].flatMap((part) => (part.length === 0 ? [] : ['', ...part]))]
}
