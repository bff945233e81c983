import type { RefuseVending } from '@thingplan/core/lifecycle'
import type { CarriedPlan } from '../../audit/carried-plan.js'
import type { HttpAnswer } from '../../http/http-answer.js'
import type { HttpCall } from '../../http/http-call.js'
import { problemAnswer } from '../../http/problem.js'
import type { VendingHandlerOutcome } from './vending-outcome.js'
import { RequestProblem, titleOfRefusal } from './vending-problem.js'

/** What the caller gets, and what whoever runs the service is told of it. */
export interface Answered {
  readonly answer: HttpAnswer
  readonly outcome: VendingHandlerOutcome
  /** Plans that were carried out on the way, for the audit trail. */
  readonly carried?: readonly CarriedPlan[]
}

/** Answers one method of one path. What it throws becomes a problem. */
export type Respond = (call: HttpCall, correlationId: string) => Promise<Answered>

/** What is known of a request, whatever becomes of it. */
export type About = Pick<VendingHandlerOutcome, 'correlationId' | 'source' | 'serialNumber' | 'failures'>

/** A refusal that was decided. */
export const answerRefusal = ({ refusal }: RefuseVending, about: About): Answered => {
  const { status, code, reason, retryAfterMilliseconds, findings } = refusal
  const title = titleOfRefusal(code)
  const answer = problemAnswer({ status, code, title, instance: about.correlationId, retryAfterMilliseconds })
  return { answer, outcome: { ...about, kind: 'refused', reason, findings } }
}

/** A request that is refused as it stands, or one that something has failed at: of that the caller learns nothing. */
export const answerError = (error: unknown, about: About): Answered => {
  const { correlationId: instance } = about
  if (error instanceof RequestProblem) {
    const { status, code, message: title, field, headers } = error
    const problem = problemAnswer({ status, code, title, instance })
    return {
      answer: { ...problem, headers: { ...problem.headers, ...headers } },
      outcome: { ...about, kind: 'malformed', code, field },
    }
  }
  const title = titleOfRefusal('unavailable')
  const answer = problemAnswer({ status: 503, code: 'unavailable', title, instance })
  return { answer, outcome: { ...about, kind: 'failed', error } }
}

/** Answers once the device is known, so that whatever fails is told with its serial number. */
export const answerAbout = (about: About, answer: () => Promise<Answered>): Promise<Answered> =>
  answer().catch((error: unknown) => answerError(error, about))
