import type { Account } from '../plan/account.js'
import { resolveAccount } from '../plan/resolve-account.js'
import { applyRule } from './apply-rule.js'
import { checkFacts } from './check-facts.js'
import type { AcceptDecision, Decision, RejectDecision } from './decision.js'
import type { Facts } from './facts.js'
import { type Finding, isRefusal } from './finding.js'
import { judgeFacts } from './judge-facts.js'
import { judgeOwner } from './judge-owner.js'
import { refused } from './make-finding.js'
import { planRefusal } from './plan-refusal.js'
import { planRegistration } from './plan-registration.js'
import type { Question } from './question.js'
import { type CompiledRegistration, compiled, type Registration } from './registration.js'
import { RegistrationError } from './registration-error.js'
import { renderProfile } from './render-profile.js'
import { selectProfile } from './select-profile.js'
import { settleConsequence } from './settle-consequence.js'
import { templateContext } from './template-context.js'

const compiledOf = (registration: Registration): CompiledRegistration => {
  const parts: CompiledRegistration | undefined = registration?.[compiled]
  if (parts !== undefined) return parts
  throw new RegistrationError('registration-option', 'what is to decide is no registration', {
    field: 'registration',
    remedy: 'pass what `defineRegistration` returned',
  })
}

const reject = (
  registration: Registration,
  certificateId: string,
  account: Required<Account>,
  findings: readonly Finding[],
): RejectDecision => {
  const { onReject } = registration
  const consequence = settleConsequence(findings, { onReject, revokeOn: registration[compiled].revokeOn })
  return Object.freeze({
    verdict: 'reject',
    registration: registration.name,
    certificateId,
    consequence,
    findings: Object.freeze(findings),
    plan: planRefusal(registration, consequence, certificateId, account),
  })
}

/** Two rules may ask the same. */
const withoutRepetition = (questions: readonly Question[]): readonly Question[] =>
  questions.filter(({ id }, index) => questions.findIndex((question) => question.id === id) === index)

/** What becomes of a device that nothing is held against: a thing, unless its values or the thing's owner forbid it. */
const register = (
  registration: Registration,
  facts: Facts,
  account: Required<Account>,
  findings: Finding[],
): AcceptDecision | RejectDecision => {
  const { id: certificateId, subject } = facts.certificate
  const profile = selectProfile(registration[compiled].profiles, subject)
  if (profile === undefined) {
    const remedy = 'add a profile for such devices, or one without `when` at the end'
    const evidence = { field: 'profiles', expected: registration.profiles, remedy }
    findings.push(refused('profile', 'profile-missing', 'no profile fits the device', evidence))
    return reject(registration, certificateId, account, findings)
  }
  findings.push(profile.selected)
  const ruled = findings.length
  const rendered = renderProfile({ context: templateContext(facts, account), findings }, profile, subject)
  const { thing } = profile
  const { finding, predecessor } = judgeOwner(registration, facts, rendered.thingName, thing.adopt)
  if (finding !== undefined) findings.push(finding)
  if (findings.length > ruled && findings.some(isRefusal)) return reject(registration, certificateId, account, findings)
  return Object.freeze({
    verdict: 'accept',
    registration: registration.name,
    certificateId,
    profile: profile.name,
    findings: Object.freeze(findings),
    plan: planRegistration(registration, { certificateId, account, thing, rendered, predecessor }),
  })
}

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
  const { rules } = compiledOf(registration)
  checkFacts(facts)
  const account = resolveAccount(facts.account)
  const findings = judgeFacts(facts, account)
  const questions: Question[] = []
  for (const rule of rules) applyRule(rule, facts, findings, questions)
  const certificateId = facts.certificate.id
  if (findings.some(isRefusal)) return reject(registration, certificateId, account, findings)
  if (questions.length === 0) return register(registration, facts, account, findings)
  return Object.freeze({
    verdict: 'undecided',
    registration: registration.name,
    certificateId,
    findings: Object.freeze(findings),
    questions: Object.freeze(withoutRepetition(questions)),
  })
}
