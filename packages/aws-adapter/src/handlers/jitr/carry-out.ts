import {
  type AbortSignalLike,
  type CertificateObservation,
  type Decision,
  decide,
  type Execution,
  execute,
  type Facts,
  type Registration,
} from '@thingplan/core'
import { askVerifiers } from '../../sources/ask-verifiers.js'
import type { JitrOutcome } from './jitr-outcome.js'
import type { JitrWorld } from './jitr-world.js'
import { outcomeOfExecution, outcomeOfQuestions, outcomeOfUnknownOwner } from './outcome-of-execution.js'
import { answerOwner, findOwnerConflict } from './owner-answer.js'

export interface Case {
  readonly registration: Registration
  readonly facts: Facts
  readonly observation: CertificateObservation
  readonly signal: AbortSignalLike
}

/** Decides, once the verifiers that the rules ask have answered. */
export const decideWithAnswers = async (
  { registration, facts }: Case,
  world: JitrWorld,
): Promise<{ readonly decision: Decision; readonly facts: Facts }> => {
  const decision = decide(registration, facts)
  if (decision.verdict !== 'undecided') return { decision, facts }
  const verifiers = await askVerifiers(decision.questions, facts, world.verifiers, world.sourceTimeoutMs)
  const answered = { ...facts, answers: { ...facts.answers, verifiers } }
  return { decision: decide(registration, answered), facts: answered }
}

const run = (
  decision: Exclude<Decision, { verdict: 'undecided' }>,
  { observation, signal }: Case,
  world: JitrWorld,
): Promise<Execution> =>
  execute(decision.plan, world.driver, {
    observations: [observation],
    signal,
    now: () => world.clock().getTime(),
  })

/**
 * Decides and carries the decision out.
 *
 * An execution that runs into a thing of another certificate brings news: with it the registration decides once more,
 * whether to refuse the device or to let it take the other's place.
 */
export const carryOut = async (device: Case, world: JitrWorld): Promise<JitrOutcome> => {
  const first = await decideWithAnswers(device, world)
  if (first.decision.verdict === 'undecided') return outcomeOfQuestions(first.decision)
  const execution = await run(first.decision, device, world)
  const conflict = findOwnerConflict(execution, first.decision.plan)
  if (conflict === undefined) return outcomeOfExecution(first.decision, execution)

  const owner = await answerOwner(conflict, world)
  if (!owner.ok) return outcomeOfUnknownOwner(first.decision, execution, owner.failure)
  const before = { decision: first.decision, execution }
  const answers = { ...first.facts.answers, thingOwner: owner.answer }
  const second = decide(device.registration, { ...first.facts, answers })
  if (second.verdict === 'undecided') return { ...outcomeOfQuestions(second), before }
  const again = await run(second, device, world)
  const outcome: JitrOutcome = { ...outcomeOfExecution(second, again), before }
  const next = findOwnerConflict(again, second.plan)
  // A third claimant came in between; who owns the thing then is news again.
  const isOvertaken = outcome.kind === 'failed' && next !== undefined && next.owner !== conflict.owner
  return isOvertaken ? { ...outcome, retryable: true } : outcome
}
