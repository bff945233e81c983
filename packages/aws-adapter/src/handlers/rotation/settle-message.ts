import {
  type RotationMessage,
  type RotationRefusal,
  type RotationReply,
  type RotationVerdict,
  rotationRefusals,
} from '@thingplan/core/lifecycle'
import type { CarriedPlan } from '../../audit/carried-plan.js'
import type { Deadline } from '../../invocation/deadline.js'
import { carryOut } from './carry-out.js'
import { failedWith, type Particulars, stoppedAt, tooLate, underWay, unfitCertificate } from './failed-outcome.js'
import { publishReply } from './publish-reply.js'
import type { RotationDesk } from './rotation-handler-options.js'
import type { RotationHandlerOutcome, SettledRotation } from './rotation-outcome.js'
import { during } from './stage-error.js'
import { takeMessage } from './take-message.js'

/** What certificates that were issued can be refused for, whoever asks again. */
const unfit: readonly RotationVerdict['code'][] = ['issued-key-differs', 'issued-subject-differs', 'issued-not-valid']

const isRefusal = (code: RotationVerdict['code']): code is RotationRefusal => Object.hasOwn(rotationRefusals, code)

/** A message that has come to its end by itself. */
const settledAs = (
  { code, message }: RotationVerdict,
  isFirst: boolean,
  about: Particulars & { readonly reply?: RotationReply['kind'] },
): SettledRotation => {
  // A report that comes too late has been overtaken: another worker carries the rotation on, or its deadline has passed.
  if (isFirst && isRefusal(code)) return { kind: 'refused', reason: code, ...about, message }
  return { kind: 'accepted', ...about, message }
}

/**
 * Carries a message to its end: decides, writes, does what follows, answers, and reports that to the next decision.
 *
 * @param carriedPlans - gets every plan that was carried out, as far as it was, also where nobody waits for the rest
 */
export const settleMessage = async (
  first: RotationMessage,
  device: string,
  desk: RotationDesk,
  deadline: Deadline,
  carriedPlans: CarriedPlan[],
): Promise<RotationHandlerOutcome> => {
  const decisions: RotationVerdict[] = []
  const about: Particulars = { device, ...('principal' in first ? { principal: first.principal } : {}), decisions }
  let message = first
  let reply: RotationReply['kind'] | undefined
  try {
    for (;;) {
      if (deadline.signal.aborted) return tooLate(about)
      const taken = await takeMessage(device, message, desk)
      const { decision, reply: answer } = taken.outcome
      decisions.push(decision)
      if (message.kind === 'issued' && unfit.includes(decision.code)) {
        return unfitCertificate(decision, message.certificate.id, about)
      }
      if (decision.code === 'issue-under-way') return underWay(decision, about)
      const carried = await carryOut(taken, device, desk, deadline, carriedPlans)
      if (carried.kind === 'stopped') return stoppedAt(carried.execution, about)
      if (answer !== undefined) {
        await during('publish-failed', () => publishReply(answer, desk))
        reply = answer.kind
      }
      if (carried.kind === 'nothing') {
        return settledAs(decision, message === first, reply === undefined ? about : { ...about, reply })
      }
      message = carried.report
    }
  } catch (error) {
    return failedWith(error, about)
  }
}
