import type { StepContext } from '@thingplan/core'
import type { Attempt, CallFailure } from './attempt.js'
import type { IotWorld } from './iot-world.js'

const firstPauseMs = 500
const longestPauseMs = 10_000

/**
 * Calls again, after growing pauses, while what AWS has answered before is still under way: a detachment takes effect after its answer.
 *
 * @param mostMs - how long the pauses may be in all; then the last answer stands, and so does it once nobody waits any more
 * @param isUnderWay - whether a failure is of that kind; another one stands at once
 */
export const outwait = async <Answer>(
  mostMs: number,
  call: () => Promise<Attempt<Answer>>,
  isUnderWay: (failure: CallFailure) => boolean | Promise<boolean>,
  { signal }: StepContext,
  { waits: { sleep } }: IotWorld,
): Promise<Attempt<Answer>> => {
  let left = mostMs
  let pauseMs = firstPauseMs
  for (;;) {
    const tried = await call()
    if (tried.ok || !(await isUnderWay(tried.failure)) || left <= 0 || signal?.aborted === true) return tried
    const pause = Math.min(pauseMs, left)
    await sleep(pause)
    left -= pause
    pauseMs = Math.min(pauseMs * 2, longestPauseMs)
  }
}

/** What stands in the way of a deletion is, or was, attached. */
export const isAttachedStill = ({ name }: CallFailure): boolean => name === 'DeleteConflictException'
