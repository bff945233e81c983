export type Timed<Value> =
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'error'; readonly error: unknown }

/** A timer that is set for longer goes off at once. */
const longestTimer = 2_147_483_647

/**
 * Waits for foreign work, but no longer than it may take; never throws, also when the work does so at once. Where no time is left
 * the work is started and not waited for.
 */
export const within = async <Value>(timeoutMs: number, work: () => Promise<Value>): Promise<Timed<Value>> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<Timed<Value>>((resolve) => {
    const giveUp = (): void => resolve({ kind: 'timeout' })
    if (timeoutMs > 0) timer = setTimeout(giveUp, Math.min(timeoutMs, longestTimer))
    else giveUp()
  })
  try {
    return await Promise.race([timeout, work().then((value): Timed<Value> => ({ kind: 'value', value }))])
  } catch (error) {
    return { kind: 'error', error }
  } finally {
    clearTimeout(timer)
  }
}
