import type { Facts } from './facts.js'
import type { Finding } from './finding.js'
import type { Question } from './question.js'

/** What a rule makes of the facts: findings, or questions where it cannot know yet. */
export interface RuleOutcome {
  readonly findings: readonly Finding[]
  readonly questions?: readonly Question[]
}

/**
 * One named check over facts, pure. A rule that throws, or hands back no findings, refuses the device with consequence `leave`.
 *
 * Made by a factory such as `requireSubject(…)` or `rule(…)`; by hand only where a rule asks questions of its own.
 */
export interface Rule {
  readonly name: string
  /** CA certificate ids that the rule confines the registration to; used to route events. */
  readonly caCertificateIds?: readonly string[]
  /** Names of the verifiers that it asks. */
  readonly verifiers?: readonly string[]
  evaluate(facts: Facts): RuleOutcome
}
