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
  | 'status-allowed'
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

/** What a rule looked at, as flat JSON: `field`, `value`, `expected` and `remedy` where they apply. Never a secret. */
export type Evidence = Readonly<Record<string, string | number | boolean | readonly string[]>>

/** What a rule found. `ok: false` refuses the device. */
export interface Finding {
  /** Name of the rule. */
  readonly rule: string
  readonly code: FindingCode
  readonly ok: boolean
  /** For a person: lower case, one line, no final period. */
  readonly message: string
  readonly evidence: Evidence
}
