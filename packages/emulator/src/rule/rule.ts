import type { RuleMessage } from './rule-message.js'

interface Handling {
  /**
   * How often each message is handed over, 1 to 10: rules deliver at least once, and a handler has to bear the second time.
   * Default 1.
   */
  readonly deliveries?: number
}

/** What a rule in SQL hands over: the selected values by their names. */
export type RuleEvent = Readonly<Record<string, unknown>>

/** A rule in AWS IoT's SQL, and the Lambda function behind it. */
export interface SqlRule extends Handling {
  /** `SELECT … FROM '<topic filter>'`, of version 2016-03-23. */
  readonly sql: string
  readonly topicFilter?: undefined
  /** It may be asynchronous; one that fails is called up to twice more. */
  readonly handler: (event: RuleEvent) => unknown
}

/** A rule without SQL, which hands over messages as they are. */
export interface TopicRule extends Handling {
  readonly topicFilter: string
  readonly sql?: undefined
  readonly handler: (message: RuleMessage) => unknown
}

export type EmulatedRule = SqlRule | TopicRule

/** A rule that was read: what it listens to, and what it does with a message. */
export interface ActiveRule {
  readonly topicFilter: string
  readonly deliveries: number
  run(message: RuleMessage): unknown
}
