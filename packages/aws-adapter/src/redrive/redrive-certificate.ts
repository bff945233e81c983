import type { RegistrationEvent } from '@thingplan/core'
import { accountOfArn } from '../handlers/jitr/account-of-arn.js'
import { outcomeOfError, tooLate } from '../handlers/jitr/answer-event.js'
import { decideWithAnswers } from '../handlers/jitr/carry-out.js'
import type { JitrOutcome } from '../handlers/jitr/jitr-outcome.js'
import type { OpenDesk } from '../handlers/jitr/open-desk.js'
import { firstRefusal, outcomeOfQuestions } from '../handlers/jitr/outcome-of-execution.js'
import { examineDevice } from '../handlers/jitr/register-device.js'
import { readDeadline } from '../invocation/deadline.js'
import { within } from '../sources/within.js'
import { type Evidence, evidenceOf, explainPending } from './explain-pending.js'
import type { ListedCertificate } from './list-pages.js'
import type { RedriveCalls } from './redrive-calls.js'
import type { Redriven, RedrivenCertificate } from './redrive-report.js'

export interface Redriving {
  readonly desk: OpenDesk
  readonly client: RedriveCalls
  readonly dryRun: boolean
  readonly timeoutMs: number
}

/** The event that AWS IoT would send if the device knocked now. */
const eventOf = (
  { certificateId, certificateArn, caCertificateId, createdAt }: ListedCertificate,
  now: Date,
): RegistrationEvent => ({
  certificateId,
  caCertificateId,
  timestamp: now.getTime(),
  certificateStatus: 'PENDING_ACTIVATION',
  awsAccountId: accountOfArn(certificateArn).id,
  certificateRegistrationTimestamp: createdAt.getTime(),
})

/** An end for the work on one certificate, as an invocation has one. */
const endAfter = (timeoutMs: number) => {
  const end = performance.now() + timeoutMs
  return readDeadline({ getRemainingTimeInMillis: () => end - performance.now() }, timeoutMs / 10)
}

interface Judged {
  readonly became: Redriven
  readonly outcome?: JitrOutcome
  readonly evidence: Evidence
}

const judgedBy = (outcome: JitrOutcome): Judged => ({
  became: outcome.kind,
  outcome,
  evidence: evidenceOf(outcome),
})

/** What the handler would make of an event, without making it. */
const judge = async (event: RegistrationEvent, { desk, timeoutMs }: Redriving): Promise<Judged> => {
  const { certificateId } = event
  const judged = await within(timeoutMs, async (): Promise<Judged> => {
    const examined = await examineDevice(event, endAfter(timeoutMs).signal, desk.world)
    if ('kind' in examined) return judgedBy(examined)
    const { decision } = await decideWithAnswers(examined, desk.world)
    if (decision.verdict === 'undecided') return judgedBy(outcomeOfQuestions(decision))
    if (decision.verdict === 'accept') return { became: 'would-register', evidence: {} }
    const said = { code: 'refused', message: firstRefusal(decision) }
    return { became: 'would-refuse', evidence: { learned: { decision: 'reject' }, said } }
  })
  if (judged.kind === 'value') return judged.value
  if (judged.kind === 'timeout') return judgedBy(tooLate(certificateId, true))
  return judgedBy({ ...outcomeOfError(judged.error), certificateId })
}

const run = async (event: RegistrationEvent, { desk, timeoutMs }: Redriving): Promise<Judged> =>
  judgedBy(await desk.answer(() => event, endAfter(timeoutMs), { source: 'redrive' }))

/** Runs a certificate that is stuck again, or only says what would become of it. Never throws. */
export const redriveCertificate = async (
  listed: ListedCertificate,
  redriving: Redriving,
): Promise<RedrivenCertificate> => {
  const { desk, client, dryRun, timeoutMs } = redriving
  const { certificateId, caCertificateId, createdAt } = listed
  const event = eventOf(listed, desk.world.clock())
  const { became, outcome, evidence } = await (dryRun ? judge : run)(event, redriving)
  const redriven = { certificateId, caCertificateId, createdAt, became, ...(outcome && { outcome }) }
  if (became === 'registered' || became === 'already-active') return redriven
  return {
    ...redriven,
    explanation: await explainPending(listed, evidence, { client, world: desk.world, timeoutMs }),
  }
}
