/** Values of a condition key: any of them satisfies it. */
export type ConditionValue = string | readonly string[]

export interface PolicyStatement {
  readonly Sid?: string
  readonly Effect: 'Allow' | 'Deny'
  readonly Action: string | readonly string[]
  readonly Resource?: string | readonly string[]
  readonly NotResource?: string | readonly string[]
  /** Operator, then key, then values. */
  readonly Condition?: Readonly<Record<string, Readonly<Record<string, ConditionValue>>>>
}

/** An AWS IoT policy document. */
export interface PolicyDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly PolicyStatement[]
}
