/** The places text can go to. Each knows what AWS accepts there. */
export type SinkName =
  | 'text'
  | 'thing-name'
  | 'thing-type-name'
  | 'thing-group-name'
  | 'billing-group-name'
  | 'policy-name'
  | 'attribute-value'
  | 'topic-segment'
  | 'arn-segment'
  | 'policy-string'

/**
 * Checks a place makes of what goes there: of every value that is put in, and of the whole text that results.
 *
 * Reasons complete a sentence that begins with the text: `is longer than 128 characters`.
 */
export interface Sink {
  readonly name: SinkName
  /** What to do about a refusal. */
  readonly remedy: string
  /** Why a substituted value is refused; `undefined` where it is fine. */
  refuseValue(value: string): string | undefined
  /** Why the whole text is refused; `undefined` where it is fine. */
  refuseText(text: string): string | undefined
  /** Why the author's own words, before a tag or the end, can never become legal text; absent where all can. */
  refuseLiteral?(literal: string, isBeforeTag: boolean): string | undefined
}
