/** One value that a rule selects. */
export type Selected =
  /** The members of the payload. */
  | { readonly kind: 'everything' }
  | {
      readonly kind: 'value'
      readonly name: string
      readonly of: 'principal' | 'clientid' | 'timestamp' | 'topic' | 'payload-base64'
    }
  | { readonly kind: 'value'; readonly name: string; readonly of: 'topic-level'; readonly level: number }

/** What a rule's SQL says. */
export interface RuleQuery {
  readonly selection: readonly Selected[]
  readonly topicFilter: string
}
