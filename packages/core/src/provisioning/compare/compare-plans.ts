import { freezeDeeply } from '../../plan/freeze-deeply.js'
import type { Plan } from '../../plan/plan.js'
import type { Step } from '../../plan/step/step.js'
import type { Registration } from '../../registration/registration.js'
import { checkOptionNames } from '../option-error.js'
import { type JitpLimit, jitpLimitsOf } from './jitp-limit.js'
import { differentParts, type PartDifference } from './part-difference.js'
import { effectsOf, policyFinder } from './step-effect.js'

/** Two steps that are about the same, and leave different things behind. */
export interface StepDifference {
  readonly one: Step
  readonly other: Step
  readonly parts: readonly PartDifference[]
}

/** What becomes of a device by one plan and by another. */
export interface PlanComparison {
  /** Whether both leave the same behind. */
  readonly same: boolean
  /** Account, certificate and purpose. */
  readonly about: readonly PartDifference[]
  readonly onlyInOne: readonly Step[]
  readonly onlyInOther: readonly Step[]
  readonly different: readonly StepDifference[]
  /** What one of the plans relies on, and JITP does not do. */
  readonly jitpLimits: readonly JitpLimit[]
}

export interface ComparePlansOptions {
  /** The registration that decides one of the plans: its verifiers and rules are no steps, and JITP has neither. */
  readonly registration?: Registration
}

const aboutOf = ({ account, certificateId, purpose }: Plan): Readonly<Record<string, unknown>> => ({
  'account.id': account.id,
  'account.region': account.region,
  'account.partition': account.partition,
  certificateId,
  purpose,
})

/**
 * Compares two plans for one device, as when somebody moves from JITP to JITR.
 *
 * Compared is what they leave behind: the order of steps makes no difference, nor does the name of a registration; policies
 * are the same where their documents are, because AWS names those of templates by a hash; the stamp of an owner is
 * the attribute that it becomes.
 *
 * @param one A plan, such as `planProvisioning` makes.
 * @param other Another, such as that of a decision.
 * @param options `registration`: the one that decides; then `jitpLimits` names its verifiers and rules too.
 * @returns The comparison, frozen.
 * @throws {ProvisioningError} `provisioning-option` for an option that does not exist.
 *
 * @example
 * ```ts
 * import { decide, defineRegistration } from '@thingplan/core'
 * import { comparePlans, jitpTemplate, planProvisioning } from '@thingplan/core/provisioning'
 * import { factsFixture } from '@thingplan/core/testing'
 *
 * const facts = factsFixture({ subject: { CN: 'pump-1' } })
 * const template = jitpTemplate({ thing: { name: { Ref: 'AWS::IoT::Certificate::CommonName' } } })
 * const registration = defineRegistration({
 *   name: 'pumps',
 *   rules: [],
 *   profiles: [{ thing: { name: '<%= certificate.attributes.subject.CN %>' }, policies: [] }],
 * })
 * const { certificate, account } = facts
 * const decision = decide(registration, facts)
 * const comparison =
 *   decision.verdict === 'accept'
 *     ? comparePlans(planProvisioning(template, { certificate, account }), decision.plan)
 *     : undefined
 * comparison?.same // => false
 * comparison?.different[0]?.parts.map(({ field }) => field) // => ['attributes.certificateId']
 * comparison?.jitpLimits.map(({ code }) => code) // => ['activates-last', 'notices-another-owner']
 * ```
 */
export const comparePlans = (one: Plan, other: Plan, options: ComparePlansOptions = {}): PlanComparison => {
  checkOptionNames('comparePlans', options, ['registration'])
  const findPolicy = policyFinder([one, other])
  const ofOne = effectsOf(one, findPolicy)
  const ofOther = new Map(effectsOf(other, findPolicy).map((effect) => [effect.subject, effect]))
  const subjects = new Set(ofOne.map(({ subject }) => subject))
  const about = differentParts(aboutOf(one), aboutOf(other))
  const onlyInOne = ofOne.filter(({ subject }) => !ofOther.has(subject)).map(({ step }) => step)
  const onlyInOther = [...ofOther.values()].filter(({ subject }) => !subjects.has(subject)).map(({ step }) => step)
  const different = ofOne.flatMap(({ subject, step, parts }): StepDifference[] => {
    const effect = ofOther.get(subject)
    const differences = effect ? differentParts(parts, effect.parts) : []
    return effect && differences.length > 0
      ? [Object.freeze({ one: step, other: effect.step, parts: differences })]
      : []
  })
  return Object.freeze({
    same: [about, onlyInOne, onlyInOther, different].every(({ length }) => length === 0),
    about,
    onlyInOne: Object.freeze(onlyInOne),
    onlyInOther: Object.freeze(onlyInOther),
    different: Object.freeze(different),
    jitpLimits: freezeDeeply(jitpLimitsOf([one, other], options.registration)),
  })
}
