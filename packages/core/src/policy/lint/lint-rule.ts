import type { StatementOutline } from '../validate/outline-policy.js'
import type { PolicyLintCode, PolicySeverity, Report } from '../validate/policy-finding.js'
import type { CertificateProfile } from './certificate-profile.js'

/** One thing that AWS accepts and nobody should write. */
export interface LintRule {
  readonly code: PolicyLintCode
  readonly severity: Exclude<PolicySeverity, 'error'>
  /** Everything in a well-formed document that breaks the rule. */
  find(
    statements: readonly StatementOutline[],
    profile: CertificateProfile | undefined,
  ): readonly Report<PolicyLintCode>[]
}
