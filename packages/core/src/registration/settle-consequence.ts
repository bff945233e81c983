import type { Consequence } from './decision.js'
import { type Finding, type FindingCode, isRefusal } from './finding.js'
import type { Registration } from './registration.js'

/** Facts that disagree, or a status that is not ours to change: the certificate is not touched, whatever else was found. */
const untouchable: readonly FindingCode[] = [
  'certificate-id-mismatch',
  'event-mismatch',
  'account-mismatch',
  'already-active',
  'status-not-pending',
  'status-not-allowed',
]

/**
 * Refusals that may be nobody's fault, or not the device's: a clock, a fact that nobody fetched, a bug in a rule.
 *
 * So is a thing that belongs to another certificate. Who came first is no proof of who is genuine: it may be the impostor, and
 * the refused device the one that was robbed of its name. Its certificate stays pending, so it cannot connect, and registers
 * by itself once an operator has settled the matter.
 */
const harmless: readonly FindingCode[] = ['not-yet-valid', 'fact-missing', 'rule-threw', 'thing-owned-by-another']

/**
 * What happens to the certificate of a refused device: the strongest of what its refusals call for.
 *
 * 1. Any refusal of the first kind above: `leave`, whatever else was found.
 * 2. Refusals of the second kind call for `leave`; a device may fail harder rules beside.
 * 3. Any other calls for what the registration lays down; `revoke`, which cannot be taken back, only where a rule refuses
 *    that `revokeOn` names, else `deactivate`.
 */
export const settleConsequence = (
  findings: readonly Finding[],
  { onReject, revokeOn }: Pick<Registration, 'onReject' | 'revokeOn'>,
): Consequence => {
  const grave = findings.filter((finding) => isRefusal(finding) && !harmless.includes(finding.code))
  const isTouchable = grave.length > 0 && !grave.some(({ code }) => untouchable.includes(code))
  if (onReject === 'leave' || !isTouchable) return 'leave'
  return grave.some(({ rule }) => revokeOn.includes(rule)) ? 'revoke' : 'deactivate'
}
