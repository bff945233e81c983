import { resolveAccount } from '../plan/resolve-account.js'
import { applyRule } from './apply-rule.js'
import { checkFacts } from './check-facts.js'
import { compiledOf } from './compiled-of.js'
import type { Decision } from './decision.js'
import type { Facts } from './facts.js'
import { isRefusal } from './finding.js'
import { judgeFacts } from './judge-facts.js'
import { planRefusal } from './plan-refusal.js'
import { planRegistration } from './plan-registration.js'
import type { Question } from './question.js'
import type { Registration } from './registration.js'
import { selectProfile } from './select-profile.js'
import { settleConsequence } from './settle-consequence.js'

/**
 * Decides on a device: accept with a plan, reject with findings, or undecided with questions. Pure: nothing happens, and
 * the same facts give the same decision, byte for byte.
 *
 * All rules are evaluated and all findings reported. One refusal rejects. Otherwise a question without an answer leaves the
 * decision undecided: answer it in `facts.answers` and decide anew. Otherwise the first profile that fits is filled in with
 * the certificate's values; one that AWS would refuse rejects here, and never becomes an API error.
 *
 * What happens to the certificate of a rejected device is `decision.consequence`: see `settleConsequence`.
 *
 * @param facts - everything the decision may depend on; nothing is read from anywhere else.
 * @throws {RegistrationError} `facts-malformed` for facts that are none: those are the caller's mistakes, not the device's.
 * @example
 * ```ts
 * import { decide, defineRegistration, requireSubject } from '@thingplan/core'
 * import { factsFixture } from '@thingplan/core/testing'
 *
 * const sensors = defineRegistration({
 *   name: 'sensors',
 *   rules: [requireSubject({ serialNumber: /[0-9]{4}/ })],
 *   profiles: [{ thing: { name: 'sensor-<%= certificate.attributes.subject.serialNumber %>' }, policies: [] }],
 * })
 * const decision = decide(sensors, factsFixture({ subject: { serialNumber: '1234' } }))
 *
 * decision.verdict // => 'accept'
 * decision.findings.map(({ code }) => code) // => ['status-pending', 'subject-field-matches', 'profile-selected']
 * ```
 */
export const decide = (registration: Registration, facts: Facts): Decision => {
  const parts = compiledOf(registration)
  checkFacts(facts)
  const account = resolveAccount(facts.account)
  const { id: certificateId, subject } = facts.certificate
  const { name } = registration
  const findings = judgeFacts(facts, account)
  const questions: Question[] = []
  for (const rule of parts.rules) applyRule(rule, facts, findings, questions)

  if (!findings.some(isRefusal)) {
    if (questions.length > 0) {
      return Object.freeze({
        verdict: 'undecided',
        registration: name,
        certificateId,
        findings: Object.freeze(findings),
        questions: Object.freeze(questions),
      })
    }
    const profile = selectProfile(parts.profiles, subject, findings)
    const plan = profile && planRegistration(registration, profile, facts, account, findings)
    if (plan && !findings.some(isRefusal)) {
      return Object.freeze({
        verdict: 'accept',
        registration: name,
        certificateId,
        profile: profile.name,
        findings: Object.freeze(findings),
        plan,
      })
    }
  }
  const consequence = settleConsequence(findings, registration)
  return Object.freeze({
    verdict: 'reject',
    registration: name,
    certificateId,
    consequence,
    findings: Object.freeze(findings),
    plan: planRefusal(name, consequence, certificateId, account),
  })
}
