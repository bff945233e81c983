/** How a certificate's registration ended, as far as another worker has to know. */
export type SettledOutcome = 'registered' | 'already-active' | 'refused'

/** What came of claiming a certificate. */
export type Claim =
  /** Ours until the lease ends; `token` proves it. */
  | { readonly state: 'claimed'; readonly token: string }
  /** Another worker is at it. */
  | { readonly state: 'held' }
  /** Done by this or another worker: moments ago, or after the event was published. */
  | { readonly state: 'settled'; readonly outcome: SettledOutcome }

/**
 * Lets one worker of many register a certificate, while its device knocks again and again.
 *
 * It saves calls, it does not guard: every step converges, so that two workers at once end in the same state. A lease that
 * ends early, or a store that cannot be reached, therefore costs a few calls and nothing else.
 */
export interface ClaimStore {
  /**
   * Claims the certificate, unless another worker holds it, it was settled moments ago, or after the event was published. Atomic.
   *
   * @param publishedAt - when AWS IoT published the event that the certificate is claimed for, in milliseconds since 1970
   */
  claim(certificateId: string, publishedAt?: number): Promise<Claim>
  /** Leaves a mark for a while, so that the next event of the certificate costs no call to AWS IoT. Ignores a lost lease. */
  settle(certificateId: string, token: string, outcome: SettledOutcome): Promise<void>
  /** Gives the claim back, so that the next event tries again. Ignores a lost lease. */
  release(certificateId: string, token: string): Promise<void>
}
