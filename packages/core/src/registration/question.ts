/** Something only the outside knows, asked as data. */
export type Question = {
  readonly kind: 'verifier'
  /** Key of the answer in `facts.answers`: `verifier:inventory`. */
  readonly id: string
  /** Name of the verifier, as given to `askVerifier`. */
  readonly verifier: string
  readonly certificateId: string
}

/** What a verifier says of the device. */
export type VerifierAnswer =
  | { readonly outcome: 'accepted'; readonly reason?: string }
  | { readonly outcome: 'refused'; readonly reason?: string }
  /** Timed out, throttled, failed, or answered nonsense. Leaves the decision undecided. */
  | { readonly outcome: 'unavailable'; readonly reason: string }

/** Who owns the thing that the registration wants; known after a driver ran into it. */
export interface ThingOwnerAnswer {
  readonly thingName: string
  /** The owner's certificate id; absent where the thing shows no owner. */
  readonly certificateId?: string
  /** The owner's certificate, where it could be read. */
  readonly notBefore?: Date
  readonly status?: string
  /** Whether the device behind the claiming certificate has been removed for good (a tombstone). */
  readonly tombstoned?: boolean
}

export interface Answers {
  /** By question id. */
  readonly verifiers?: Readonly<Record<string, VerifierAnswer>>
  readonly thingOwner?: ThingOwnerAnswer
}
