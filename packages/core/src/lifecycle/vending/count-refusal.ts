import type { AttemptRecord } from '../device-store/attempt-record.js'
import type { DeviceStore } from '../device-store/device-store.js'
import type { RefuseVending } from './vending-decision.js'

/** How often a count is tried: a source that floods is counted by the others of its requests. */
const mostCounts = 3

/**
 * Writes down that a credential was wrong, where the refusal says so.
 *
 * @param judgeAnew - judges once more, after somebody else has counted for the same source
 */
export const countRefusal = async (
  store: Pick<DeviceStore, 'readAttempts' | 'writeAttempts'>,
  refusal: RefuseVending,
  judgeAnew: (attempts: AttemptRecord | undefined) => { readonly verdict: string } | RefuseVending,
): Promise<void> => {
  let write = refusal.attempts
  for (let tries = 1; write !== undefined; tries += 1) {
    if ((await store.writeAttempts(write)) === 'written' || tries === mostCounts) return
    const judged = judgeAnew(await store.readAttempts(write.record.source))
    write = 'attempts' in judged ? judged.attempts : undefined
  }
}
