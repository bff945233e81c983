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
 * Checks a place makes of what goes there: of every value that is put in, of the author's own words around them, and of
 * the whole text that results.
 *
 * Each returns why it refuses, to complete a sentence that begins with the text (`is longer than 128 characters`), and
 * `undefined` where all is fine; a check that is absent refuses nothing.
 */
export interface Sink {
  /** Checks a substituted value. */
  readonly refuseValue: (value: string) => string | undefined
  /** Checks the author's own words, before a tag or the end: whether text with them can ever be legal. */
  readonly refuseLiteral?: (literal: string, isBeforeTag: boolean) => string | undefined
  /** Checks what only the whole shows, of text whose parts are fine: that it is too long, for example. */
  readonly refuseWhole?: (text: string) => string | undefined
}
