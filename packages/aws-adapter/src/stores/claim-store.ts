/** How a certificate's registration ended, as far as another worker has to know. */
export type SettledOutcome = 'registered' | 'already-active' | 'refused'

/** What came of claiming a certificate. */
export type Claim =
  /** Ours until the lease ends; `token` proves it. */
  | { readonly state: 'claimed'; readonly token: string }
  /** Another worker is at it. */
  | { readonly state: 'held' }
  /** Done moments ago, by this or another worker. */
  | { readonly state: 'settled'; readonly outcome: SettledOutcome }

/**
 * Lets one worker of many register a certificate, while its device knocks again and again.
 *
 * It saves calls, it does not guard: every step converges, so that two workers at once end in the same state. A lease that
 * ends early, or a store that cannot be reached, therefore costs a few calls and nothing else.
 */
export interface ClaimStore {
  /** Claims the certificate, unless another worker holds it or it was settled moments ago. Atomic. */
  claim(certificateId: string): Promise<Claim>
  /** Leaves a mark for a while, so that the next event of the certificate costs no call to AWS IoT. Ignores a lost lease. */
  settle(certificateId: string, token: string, outcome: SettledOutcome): Promise<void>
  /** Gives the claim back, so that the next event tries again. Ignores a lost lease. */
  release(certificateId: string, token: string): Promise<void>
}
