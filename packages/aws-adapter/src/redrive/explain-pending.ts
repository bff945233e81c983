import { readCertificate } from '@thingplan/core'
import { type DiagnosedState, type Diagnosis, diagnose } from '@thingplan/core/lifecycle'
import { diagnosedStateOf } from '../device/facts-of-state.js'
import { readDeviceState } from '../device/read-device-state.js'
import { accountOfArn } from '../handlers/jitr/account-of-arn.js'
import type { JitrOutcome } from '../handlers/jitr/jitr-outcome.js'
import type { JitrWorld } from '../handlers/jitr/jitr-world.js'
import { within } from '../sources/within.js'
import type { ListedCertificate } from './list-pages.js'
import type { RedriveCalls } from './redrive-calls.js'
import type { PendingExplanation } from './redrive-report.js'

/** What is known of a certificate besides what the registry shows. */
export interface Evidence {
  /** What the decision and its execution say to a diagnosis; absent where the device would be registered now. */
  readonly learned?: Pick<DiagnosedState, 'decision' | 'execution'>
  /** What the decision or the handler itself says. */
  readonly said?: { readonly code: string; readonly message: string; readonly remedy?: string }
}

const learnedOf = (outcome: JitrOutcome): Required<Evidence>['learned'] => {
  if (outcome.kind === 'already-active' || outcome.decision === undefined) return {}
  const { verdict } = outcome.decision
  if (outcome.kind === 'undecided' || outcome.execution === undefined) return { decision: verdict }
  const { execution } = outcome
  const failure = execution.steps.find((step) => step.failure !== undefined)?.failure
  const isDone = execution.status === 'completed'
  if (failure === undefined) return { decision: verdict, execution: isDone ? 'completed' : 'none' }
  return { decision: verdict, execution: { failed: failure.code, retryable: execution.retryable } }
}

/** What an outcome is evidence of. */
export const evidenceOf = (outcome: JitrOutcome): Evidence => {
  const { kind, message } = outcome
  const said = 'remedy' in outcome ? { code: outcome.code, message, remedy: outcome.remedy } : { code: kind, message }
  return { learned: learnedOf(outcome), said }
}

/** How far a registration that is not finished has come. */
type Reached = 'nothing' | 'something' | 'all-but-activation'

/** What is known of a device that would be registered now, and is not: nobody has come to it, or somebody has stopped. */
const learnedByReach: Readonly<Record<Reached, Evidence['learned']>> = {
  nothing: { decision: 'none' },
  something: { decision: 'accept', execution: { failed: 'step-retryable', retryable: true } },
  'all-but-activation': { decision: 'accept' },
}

const reachOf = ({ things = [], policies = [] }: DiagnosedState): Reached => {
  if (things.length > 0 && policies.length > 0) return 'all-but-activation'
  return things.length + policies.length > 0 ? 'something' : 'nothing'
}

export interface Explaining {
  readonly client: RedriveCalls
  readonly world: Pick<JitrWorld, 'clock' | 'sha256'>
  readonly timeoutMs: number
}

const survey = async (
  { certificateId, certificateArn }: ListedCertificate,
  { learned }: Evidence,
  { client, world }: Explaining,
): Promise<Diagnosis | undefined> => {
  const account = accountOfArn(certificateArn)
  const state = await readDeviceState({ client, account, certificateId })
  const pem = state.certificates.find((each) => each.certificateId === certificateId)?.certificatePem
  if (pem === undefined) return undefined
  const diagnosed = diagnosedStateOf(state, certificateId, world.clock())
  const certificate = readCertificate(pem, { sha256: world.sha256 })
  return diagnose(certificate, { ...diagnosed, ...(learned ?? learnedByReach[reachOf(diagnosed)]) })
}

const unseen: PendingExplanation = {
  cause: 'not-seen',
  why: 'nobody could see what the certificate is attached to',
  fix: 'look whether the caller may read devices, and run it again',
  others: [],
}

const inOwnWords = ({ said }: Evidence): PendingExplanation => {
  if (said === undefined) return unseen
  const { code: cause, message: why, remedy: fix = 'read the findings of the decision, and run it again' } = said
  return { cause, why, fix, others: [] }
}

/**
 * Says why a certificate is stuck: by `diagnose`, on what the registry shows and what the run has brought; where the registry shows nothing,
 * or cannot be read, in the words of the decision or the handler. Never throws.
 */
export const explainPending = async (
  listed: ListedCertificate,
  evidence: Evidence,
  explaining: Explaining,
): Promise<PendingExplanation> => {
  const { learned, said } = evidence
  // What stopped the handler before it decided says more than anything that is attached, or not.
  if (learned !== undefined && learned.decision === undefined) return inOwnWords(evidence)
  const surveyed = await within(explaining.timeoutMs, () => survey(listed, evidence, explaining))
  const found = surveyed.kind === 'value' ? surveyed.value : undefined
  if (found === undefined || found.cause === 'none') return inOwnWords(evidence)
  const { cause, why, fix, others } = found
  if (said === undefined) return { cause, why, fix, others }
  return { cause, why: `${why}: ${said.message}`, fix: said.remedy ?? fix, others }
}
