import { readCertificate } from '../../certificate/read-certificate.js'
import { createPlan } from '../../plan/create-plan.js'
import type { Plan } from '../../plan/plan.js'
import { attachPolicy } from '../../plan/step/attach-policy.js'
import { attachThing } from '../../plan/step/attach-thing.js'
import { atOnce } from '../../plan/step/base-step.js'
import { ensureThing } from '../../plan/step/ensure-thing.js'
import { registerCertificate } from '../../plan/step/register-certificate.js'
import { type SetCertificateStatusStep, setCertificateStatus } from '../../plan/step/set-certificate-status.js'
import type { Step } from '../../plan/step/step.js'
import { decide } from '../../registration/decide.js'
import type { Finding } from '../../registration/finding.js'
import type { Answers, Question } from '../../registration/question.js'
import type { Registration } from '../../registration/registration.js'
import type { DeviceRecord, DeviceThing, IssuedCertificate } from '../device-store/device-record.js'
import type { Vending } from './define-vending.js'
import { isEnsureThing, thingOfPlan } from './thing-of-plan.js'

/** What an issued certificate needs before its device may use it. */
export type ActivationPlan =
  | { readonly outcome: 'planned'; readonly plan: Plan; readonly thing: DeviceThing }
  | { readonly outcome: 'asked'; readonly questions: readonly Question[] }
  | { readonly outcome: 'refused'; readonly findings: readonly Finding[] }
  /** The device would become another thing than the one that it is. */
  | { readonly outcome: 'thing-changed' }

const isActivation = (step: Step): step is SetCertificateStatusStep =>
  step.kind === 'set-certificate-status' && step.status === 'ACTIVE'

/** Leaves a step out; who waited for it waits for what it waited for. */
const without = (steps: readonly Step[], left: Step): readonly Step[] =>
  steps
    .filter((step) => step !== left)
    .map((step) => {
      if (!step.after.includes(left.id)) return step
      const after = [...step.after.filter((id) => id !== left.id), ...left.after]
      return Object.freeze({ ...step, after: Object.freeze([...new Set(after)]) })
    })

/** The attachments wait for the registration of the certificate; the activation expects it as it was issued, INACTIVE. */
const adapt = (step: Step, registering: readonly string[], adopts: boolean): Step => {
  if (isEnsureThing(step)) return ensureThing({ ...step, adopt: step.adopt || adopts })
  if (step.kind === 'attach-policy') return attachPolicy({ ...step, after: [...step.after, ...registering] })
  if (step.kind === 'attach-thing') return attachThing({ ...step, after: [...step.after, ...registering] })
  return isActivation(step) ? setCertificateStatus({ ...step, expects: ['INACTIVE'] }) : step
}

/**
 * Plans what an issued certificate needs, from what the registration says of it.
 *
 * Beside a current certificate the thing stays that one's until the new one is proven: the plan attaches the new one and
 * leaves the thing's owner as it is. Without one the record's thing is what a certificate that was given up has left: it was the device's
 * and is nobody's, so that it may be taken over.
 */
export const planActivation = (
  { account }: Vending,
  registration: Registration,
  record: DeviceRecord,
  next: IssuedCertificate,
  now: Date,
  answers: Answers | undefined,
): ActivationPlan => {
  const certificate = readCertificate(next.certificatePem)
  const decision = decide(registration, { certificate, account, now, answers })
  if (decision.verdict === 'undecided') return { outcome: 'asked', questions: decision.questions }
  if (decision.verdict === 'reject') return { outcome: 'refused', findings: decision.findings }
  const ensured = decision.plan.steps.find(isEnsureThing)
  const thing = thingOfPlan(decision.plan)
  if (ensured === undefined || thing === undefined) return { outcome: 'thing-changed' }
  const isSameThing = record.thing?.thingName === thing.thingName
  const isBeside = record.current !== undefined && record.thing !== undefined
  if (isBeside && !isSameThing) return { outcome: 'thing-changed' }
  const { certificateId, certificatePem, caCertificatePem } = next
  const registering = next.registered
    ? []
    : [registerCertificate({ certificateId, certificatePem, caCertificatePem, after: atOnce })]
  const ids = registering.map(({ id }) => id)
  const steps = isBeside ? without(decision.plan.steps, ensured) : decision.plan.steps
  const plan = createPlan({
    registration: registration.name,
    purpose: 'issue',
    account,
    certificateId,
    steps: [...registering, ...steps.map((step) => adapt(step, ids, isSameThing))],
  })
  return { outcome: 'planned', plan, thing }
}
