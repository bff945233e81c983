/** Where the statement that decided stands. */
export interface DecidingStatement {
  /** Name of the policy; the number of one without a name, from `1`. */
  readonly policy: string
  /** Position in the policy's `Statement` list, from 0. */
  readonly index: number
}

/** What policies make of a request, in the words of AWS's `TestAuthorization`. */
export type PolicyAnswer = {
  /**
   * Variables, condition keys and operators that had no value or are not known, each once. A statement with one of these does
   * not grant; it denies where it is a Deny and the unknown could have made it match.
   */
  readonly unresolved: readonly string[]
} & (
  | { readonly effect: 'allowed' | 'explicit-deny'; readonly statement: DecidingStatement }
  | {
      readonly effect: 'implicit-deny'
      /** Why nothing was evaluated: a policy that is malformed, a request that is none. */
      readonly reason?: string
    }
)
