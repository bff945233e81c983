/** Every code a finding can have. Stable: tests, audit records and alarms may match on them. */
export type FindingCode =
  // the facts
  | 'fact-missing'
  | 'certificate-id-mismatch'
  | 'event-mismatch'
  | 'account-mismatch'
  | 'already-active'
  | 'status-not-pending'
  | 'status-pending'
  // built-in rules
  | 'subject-field-matches'
  | 'subject-field-missing'
  | 'subject-field-ambiguous'
  | 'subject-field-mismatch'
  | 'issuing-ca-allowed'
  | 'issuing-ca-not-allowed'
  | 'within-validity'
  | 'not-yet-valid'
  | 'expired'
  | 'expires-too-soon'
  | 'key-strong'
  | 'key-too-weak'
  | 'listed'
  | 'not-listed'
  | 'denied'
  | 'not-denied'
  | 'revoked'
  | 'not-revoked'
  | 'status-allowed'
  | 'status-not-allowed'
  | 'verifier-accepted'
  | 'verifier-refused'
  | 'verifier-unavailable'
  | 'verifier-not-asked'
  // rules of the user's own
  | 'rule-passed'
  | 'rule-refused'
  | 'rule-threw'
  // what the device becomes
  | 'profile-selected'
  | 'profile-missing'
  | 'name-refused'
  | 'attribute-refused'
  | 'attribute-left-out'
  | 'attribute-limit'
  | 'policy-refused'
  | 'policy-limit'
  | 'thing-owned-by-another'
  | 'owner-replaced'

/** What a rule looked at, as flat JSON: `field`, `value`, `expected`, `reason` and `remedy` where they apply. Never a secret. */
export type Evidence = Readonly<Record<string, string | number | boolean | readonly string[]>>

/**
 * What a rule found.
 *
 * A device is accepted only where every finding is ok. One that is not refuses it, but for two codes that say that somebody
 * outside has yet to answer, `verifier-not-asked` and `verifier-unavailable`: they leave the decision undecided.
 */
export interface Finding {
  /** Name of the rule; `facts`, `profile` or `ownership` where `decide` itself looked. */
  readonly rule: string
  readonly code: FindingCode
  readonly ok: boolean
  /** For a person: lower case, one line, no final period. */
  readonly message: string
  readonly evidence: Evidence
}

/** Whether a finding is for want of an answer: not ok, and no refusal either. */
export const isOpen = ({ code, ok }: Finding): boolean =>
  !ok && (code === 'verifier-not-asked' || code === 'verifier-unavailable')

/** Whether a finding refuses the device. */
export const isRefusal = (finding: Finding): boolean => !finding.ok && !isOpen(finding)
