import { matchArn } from './arn-match.js'
import { type GlobToken, matchGlob } from './glob.js'
import { isInRange } from './ip-range.js'

/** A condition operator, without `ForAllValues:` or `ForAnyValue:` in front and `IfExists` behind. */
export interface Operator {
  /** Whether it holds where no value fits. */
  readonly negated: boolean
  /** Whether `*` and `?` in the policy's values are wildcards. */
  readonly wildcards: boolean
  /** Undefined where the two cannot be compared. */
  fits(expected: readonly GlobToken[], value: string): boolean | undefined
}

const lower = (token: GlobToken): GlobToken => (typeof token === 'string' ? token.toLowerCase() : token)

const fitsInAnyCase = (expected: readonly GlobToken[], value: string): boolean =>
  matchGlob(expected.map(lower), value.toLowerCase())

const fitsBoolean = (expected: readonly GlobToken[], value: string): boolean =>
  /^(?:true|false)$/i.test(value) && fitsInAnyCase(expected, value)

const fitsAddress = (expected: readonly GlobToken[], value: string): boolean | undefined =>
  isInRange(expected.join(''), value)

/** An operator and its negation. */
const both = (name: string, negation: string, comparison: Omit<Operator, 'negated'>): [string, Operator][] => [
  [name, { ...comparison, negated: false }],
  [negation, { ...comparison, negated: true }],
]

/** Operators of the IAM policy language for text, Booleans, ARNs and addresses; every other counts as not known. */
const operators: ReadonlyMap<string, Operator> = /* @__PURE__ */ new Map<string, Operator>([
  ...both('StringEquals', 'StringNotEquals', { wildcards: false, fits: matchGlob }),
  ...both('StringEqualsIgnoreCase', 'StringNotEqualsIgnoreCase', { wildcards: false, fits: fitsInAnyCase }),
  ...both('StringLike', 'StringNotLike', { wildcards: true, fits: matchGlob }),
  // IAM: `ArnEquals` and `ArnLike` behave identically.
  ...both('ArnEquals', 'ArnNotEquals', { wildcards: true, fits: matchArn }),
  ...both('ArnLike', 'ArnNotLike', { wildcards: true, fits: matchArn }),
  ...both('IpAddress', 'NotIpAddress', { wildcards: false, fits: fitsAddress }),
  ['Bool', { negated: false, wildcards: false, fits: fitsBoolean }],
])

/** Every operator that compares values; `Null` asks whether there is one. */
export const operatorNames: readonly string[] = [.../* @__PURE__ */ operators.keys(), 'Null']

export const findOperator = (name: string): Operator | undefined => operators.get(name)
