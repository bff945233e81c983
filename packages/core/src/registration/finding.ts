/** Every code a finding can have. Stable: tests, audit records and alarms may match on them. */
export type FindingCode =
  // the facts
  /** Something that a rule or a profile reads is not among the facts, and nobody is there to ask for it. */
  | 'fact-missing'
  /** AWS IoT describes another certificate than the one that was read. */
  | 'certificate-id-mismatch'
  /** The event says something else of the certificate than AWS IoT does. */
  | 'event-mismatch'
  /** The certificate belongs to another account or region than the one that decides. */
  | 'account-mismatch'
  /** The certificate is ACTIVE already: there is nothing to register. */
  | 'already-active'
  /** The certificate does not wait to be activated, and is not woken: somebody has deactivated or revoked it. */
  | 'status-not-pending'
  /** Holds: the certificate waits to be activated. */
  | 'status-pending'
  // built-in rules
  /** Holds: a field of the subject is as it is to be. */
  | 'subject-field-matches'
  /** A field of the subject is not there. */
  | 'subject-field-missing'
  /** A field of the subject is there several times. */
  | 'subject-field-ambiguous'
  /** A field of the subject is not as it is to be. */
  | 'subject-field-mismatch'
  /** Holds: the CA is one of those that may issue such devices. */
  | 'issuing-ca-allowed'
  /** The CA is none of those that may issue such devices. */
  | 'issuing-ca-not-allowed'
  /** Holds: the certificate is valid now, and for as long as is asked. */
  | 'within-validity'
  /** The certificate is not valid yet, by the clock of whoever decides. */
  | 'not-yet-valid'
  /** The certificate has expired. */
  | 'expired'
  /** The certificate is valid, and not for as long as is asked. */
  | 'expires-too-soon'
  /** Holds: the key is strong enough. */
  | 'key-strong'
  /** The key is of an algorithm or a size that is not taken. */
  | 'key-too-weak'
  /** Holds: the device is on the list of those that are allowed. */
  | 'listed'
  /** The device is not on the list of those that are allowed. */
  | 'not-listed'
  /** The device is on the list of those that are denied. */
  | 'denied'
  /** Holds: the device is not on the list of those that are denied. */
  | 'not-denied'
  /** The CA has revoked the certificate. */
  | 'revoked'
  /** Holds: the certificate is on no list of revoked ones. */
  | 'not-revoked'
  /** Holds: the status of the certificate is one of those that are allowed. */
  | 'status-allowed'
  /** The status of the certificate is none of those that are allowed. */
  | 'status-not-allowed'
  /** Holds: the verifier has said yes. */
  | 'verifier-accepted'
  /** The verifier has said no. */
  | 'verifier-refused'
  /** The verifier has not answered, or with nothing that is an answer; the device waits, and is not refused. */
  | 'verifier-unavailable'
  /** The verifier is yet to be asked. */
  | 'verifier-not-asked'
  // rules of the user's own
  /** Holds: a rule of your own. */
  | 'rule-passed'
  /** A rule of your own has said no. */
  | 'rule-refused'
  /** A rule of your own has thrown, or returned nothing that is a finding. */
  | 'rule-threw'
  // what the device becomes
  /** Holds: it is known what the device becomes. */
  | 'profile-selected'
  /** No profile is for such a device. */
  | 'profile-missing'
  /** A name that a profile makes of the certificate is none that AWS IoT takes. */
  | 'name-refused'
  /** An attribute that a profile makes of the certificate is none that AWS IoT takes. */
  | 'attribute-refused'
  /** Holds: an optional attribute is left out, because the certificate has no value for it. */
  | 'attribute-left-out'
  /** The thing would have more attributes than AWS IoT takes. */
  | 'attribute-limit'
  /** A policy that a profile makes of the certificate is none that AWS IoT takes, or holds a value that would widen it. */
  | 'policy-refused'
  /** The certificate would have more policies than AWS IoT takes. */
  | 'policy-limit'
  /** The thing of that name belongs to another certificate. */
  | 'thing-owned-by-another'
  /** Holds: the certificate takes the place of the one that owned the thing. */
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
