/** What AWS would refuse. Stable: tests and pipelines may match on them. */
export type PolicyValidationCode =
  /** Not JSON, or JSON that is not a policy document. */
  | 'policy-malformed'
  /** A template tag outside resources and condition values. */
  | 'policy-tag-misplaced'
  /** Lists and objects within each other where a policy has none. */
  | 'policy-too-deep'
  /** More than 2048 characters without white space. */
  | 'policy-too-large'
  | 'policy-name-refused'
  /** More than ten policies for one certificate. */
  | 'policies-too-many'
  | 'action-unknown'
  /** Actions of a statement that none of its resources fits. */
  | 'action-without-resource'
  /** Neither `*` nor an ARN of AWS IoT or AWS IoT Greengrass. */
  | 'resource-malformed'
  /** A resource that none of the statement's actions takes, such as a topic for `iot:Connect`. */
  | 'resource-unfit'
  | 'variable-unknown'
  /** A `${` without its `}`. */
  | 'variable-unclosed'
  | 'condition-operator-unknown'
  | 'condition-key-unknown'

/** What AWS accepts although it grants too much, or cannot work. Stable, as those of the validation. */
export type PolicyLintCode =
  // grants too much
  | 'action-too-broad'
  | 'resource-too-broad'
  | 'connect-unbound'
  | 'client-id-unprotected'
  | 'filter-reaches-others'
  | 'resource-reaches-others'
  | 'attachment-unchecked'
  | 'denial-walked-around'
  | 'role-alias-open'
  | 'wildcard-for-all'
  // cannot work
  | 'connect-missing'
  | 'receive-missing'
  | 'subscribe-missing'
  | 'publish-missing'
  | 'csr-provisioning-missing'
  | 'https-connection-variable'
  | 'core-thing-variable'
  | 'variable-unfilled'

/** Every code that a finding about a policy can have. */
export type PolicyFindingCode = PolicyValidationCode | PolicyLintCode

/**
 * - `error`: AWS refuses the document.
 * - `warning`: AWS accepts it, and it grants more than it seems to or less than it is there for.
 * - `notice`: it may be meant like that, for example because another policy completes it.
 */
export type PolicySeverity = 'error' | 'warning' | 'notice'

/** One thing that is wrong with a policy. */
export interface PolicyFinding<Code extends PolicyFindingCode = PolicyFindingCode> {
  readonly severity: PolicySeverity
  readonly code: Code
  /** Where: `document`, or a path such as `Statement[0].Action[1]`. What is absent is reported where it belongs. */
  readonly path: string
  /** What stands there, as written, or the part of it that is wrong; absent where that is no text. */
  readonly value?: string
  /** For a person: lower case, one line, no final period. */
  readonly message: string
  /** What to write instead. */
  readonly remedy: string
}

/** A finding as a check reports it. */
export type Report<Code extends PolicyFindingCode> = Omit<PolicyFinding<Code>, 'severity' | 'code'>

/** A finding that AWS refuses the document for. */
export const refused = (
  code: PolicyValidationCode,
  report: Report<PolicyValidationCode>,
): PolicyFinding<PolicyValidationCode> => Object.freeze({ severity: 'error', code, ...report })
