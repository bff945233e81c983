import type { Consequence } from './decision.js'
import { type Finding, type FindingCode, isRefusal } from './finding.js'

/** Facts that disagree, or a status that is not ours to change: the certificate is not touched, whatever else was found. */
const untouchable: ReadonlySet<FindingCode> = /* @__PURE__ */ new Set<FindingCode>([
  'certificate-id-mismatch',
  'event-mismatch',
  'account-mismatch',
  'already-active',
  'status-not-pending',
  'status-not-allowed',
])

/**
 * Refusals that may be nobody's fault, or not the device's: a clock, a fact that nobody fetched, a bug in a rule.
 *
 * So is a thing that belongs to another certificate. Who came first is no proof of who is genuine: it may be the impostor, and
 * the refused device the one that was robbed of its name. Its certificate stays pending, so it cannot connect, and registers
 * by itself once an operator has settled the matter.
 */
const harmless: ReadonlySet<FindingCode> = /* @__PURE__ */ new Set<FindingCode>([
  'not-yet-valid',
  'fact-missing',
  'rule-threw',
  'thing-owned-by-another',
])

/** What a registration lays down for refused devices. */
export interface Consequences {
  readonly onReject: Consequence
  /** Names of the rules whose refusal may revoke. */
  readonly revokeOn: ReadonlySet<string>
}

/**
 * What happens to the certificate of a refused device: the strongest of what its refusals call for.
 *
 * 1. Any refusal of the first kind above: `leave`, whatever else was found.
 * 2. Refusals of the second kind call for `leave`; a device may fail harder rules beside.
 * 3. Any other calls for what the registration lays down; `revoke`, which cannot be taken back, only where a rule refuses
 *    that `revokeOn` names, else `deactivate`.
 */
export const settleConsequence = (findings: readonly Finding[], { onReject, revokeOn }: Consequences): Consequence => {
  const refusals = findings.filter(isRefusal)
  if (onReject === 'leave' || refusals.some(({ code }) => untouchable.has(code))) return 'leave'
  const grave = refusals.filter(({ code }) => !harmless.has(code))
  if (grave.length === 0) return 'leave'
  return onReject === 'revoke' && grave.some(({ rule }) => revokeOn.has(rule)) ? 'revoke' : 'deactivate'
}
