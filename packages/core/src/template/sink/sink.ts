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

/** Checks a place makes of what goes there: of every value that is put in, and of the whole text that results. */
export interface Sink {
  readonly name: SinkName
  /** Why a substituted value is refused; `undefined` where it is fine. */
  refuseValue(value: string): string | undefined
  /** Why the whole text is refused; `undefined` where it is fine. */
  refuseText(text: string): string | undefined
}
