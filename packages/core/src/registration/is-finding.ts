import { isRecord, isText } from './check-options.js'
import type { Finding, FindingCode } from './finding.js'

/** Every code, so that what rules of unknown make hand back can be held against them. */
const codes: Readonly<Record<FindingCode, true>> = {
  'fact-missing': true,
  'certificate-id-mismatch': true,
  'event-mismatch': true,
  'account-mismatch': true,
  'already-active': true,
  'status-not-pending': true,
  'status-pending': true,
  'subject-field-matches': true,
  'subject-field-missing': true,
  'subject-field-ambiguous': true,
  'subject-field-mismatch': true,
  'issuing-ca-allowed': true,
  'issuing-ca-not-allowed': true,
  'within-validity': true,
  'not-yet-valid': true,
  expired: true,
  'expires-too-soon': true,
  'key-strong': true,
  'key-too-weak': true,
  listed: true,
  'not-listed': true,
  denied: true,
  'not-denied': true,
  revoked: true,
  'not-revoked': true,
  'status-allowed': true,
  'status-not-allowed': true,
  'verifier-accepted': true,
  'verifier-refused': true,
  'verifier-unavailable': true,
  'verifier-not-asked': true,
  'rule-passed': true,
  'rule-refused': true,
  'rule-threw': true,
  'profile-selected': true,
  'profile-missing': true,
  'name-refused': true,
  'attribute-refused': true,
  'attribute-left-out': true,
  'attribute-limit': true,
  'policy-refused': true,
  'policy-limit': true,
  'thing-owned-by-another': true,
  'owner-replaced': true,
}

/** Whether a rule found this, in its own name: under that of another it could call for what only the other one may. */
export const isFinding = (finding: unknown, ruleName: string): finding is Finding => {
  const { rule, code, ok, message, evidence } = isRecord(finding) ? finding : {}
  return (
    rule === ruleName &&
    isText(code) &&
    Object.hasOwn(codes, code) &&
    isText(message) &&
    typeof ok === 'boolean' &&
    isRecord(evidence)
  )
}
