/** As far as the SDK's middleware asks. */
interface RetryToken {
  getRetryCount(): number
  getRetryDelay(): number
}

interface RetryErrorInfo {
  readonly errorType: 'TRANSIENT' | 'THROTTLING' | 'SERVER_ERROR' | 'CLIENT_ERROR'
}

/** A strategy of the SDK (`RetryStrategyV2`) that waits on a virtual clock. */
export interface VirtualRetryStrategy {
  acquireInitialRetryToken(scope: string): Promise<RetryToken>
  refreshRetryTokenForRetry(token: RetryToken, info: RetryErrorInfo): Promise<RetryToken>
  recordSuccess(token: RetryToken): void
}

// The waits of the standard mode in `@smithy/core`: doubled with each attempt, and the longest of those that it draws from.
const firstDelays = { TRANSIENT: 50, THROTTLING: 1000 }
const longestDelay = 20_000

const tokenAfter = (retries: number): RetryToken => ({ getRetryCount: () => retries, getRetryDelay: () => 0 })

/** The SDK's standard mode without its chance: what is tried again, and how often, is the same. */
export const createVirtualRetry = (
  maxAttempts: number,
  sleep: (ms: number) => Promise<void>,
): VirtualRetryStrategy => ({
  acquireInitialRetryToken: async () => tokenAfter(0),
  refreshRetryTokenForRetry: async (token, { errorType }) => {
    const retries = token.getRetryCount()
    if (errorType !== 'TRANSIENT' && errorType !== 'THROTTLING') throw new Error('not to be tried again')
    if (retries + 1 >= maxAttempts) throw new Error('no attempts are left')
    await sleep(Math.min(longestDelay, firstDelays[errorType] * 2 ** retries))
    return tokenAfter(retries + 1)
  },
  recordSuccess: () => undefined,
})
