import { errorNameOf } from '../check/error-name.js'

/** Passes milliseconds. */
export type Sleep = (ms: number) => Promise<void>

/** AWS IoT API Reference, "DeletePolicy": five minutes can pass between the detaching and the deleting; the rest is for lost answers. */
const waitsMs = [200, 1_000, 5_000, 15_000, 30_000, 60_000, 60_000, 60_000, 60_000, 60_000, 60_000]

/** What is over with the time: what is detached, throttled or lost on the way. */
const isFinal = (name: string): boolean =>
  ['AccessDeniedException', 'UnauthorizedException', 'CertificateStateException'].includes(name)

/** Does something until it is done, or gone, or will never be. Returns the name of the last error, if any. */
export const untilDone = async (work: () => Promise<unknown>, sleep: Sleep): Promise<string | undefined> => {
  let last: string | undefined
  for (const waitMs of [...waitsMs, 0]) {
    try {
      await work()
      return undefined
    } catch (error) {
      last = errorNameOf(error)
      if (last === 'ResourceNotFoundException') return undefined
      if (isFinal(last)) return last
      await sleep(waitMs)
    }
  }
  return last
}
