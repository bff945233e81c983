import { type Execution, execute } from '@thingplan/core'
import type { RotationInternalMessage } from '@thingplan/core/lifecycle'
import type { CarriedPlan } from '../../audit/carried-plan.js'
import type { Deadline } from '../../invocation/deadline.js'
import { issueCertificate } from './issue-certificate.js'
import type { RotationDesk } from './rotation-handler-options.js'
import { during } from './stage-error.js'
import type { Taken } from './take-message.js'

/** What comes of what was to be done: the message that reports it, or the plan that was not carried out. */
export type CarriedOut =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'report'; readonly report: RotationInternalMessage }
  | { readonly kind: 'stopped'; readonly execution: Execution }

/**
 * Issues or executes what follows from a message.
 *
 * @param carried - gets the plan, with what came of it
 * @throws {StageError}
 */
export const carryOut = async (
  { outcome, observations }: Taken,
  device: string,
  desk: RotationDesk,
  deadline: Deadline,
  carried: CarriedPlan[],
): Promise<CarriedOut> => {
  const { effect, plan, record } = outcome
  if (effect !== undefined) {
    const certificate = await during('issue-failed', () => issueCertificate({ effect, device }, desk, deadline))
    return { kind: 'report', report: { kind: 'issued', ofVersion: effect.ofVersion, certificate } }
  }
  if (plan === undefined || record === undefined) return { kind: 'nothing' }
  const { driver, clock } = desk
  const now = (): number => clock().getTime()
  const execution = await during('execution-failed', () =>
    execute(plan, driver, { observations, signal: deadline.signal, now }),
  )
  carried.push({ plan, execution })
  if (execution.status !== 'completed') return { kind: 'stopped', execution }
  return { kind: 'report', report: { kind: 'carried-out', ofVersion: record.version } }
}
