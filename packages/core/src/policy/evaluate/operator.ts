import type { GlobToken } from './glob.js'
import { matchGlob } from './glob.js'

/** A condition operator, without `ForAllValues:` or `ForAnyValue:` in front. */
export interface Operator {
  /** Whether it holds where no value fits. */
  readonly negated: boolean
  /** Whether `*` and `?` in the policy's values are wildcards. */
  readonly wildcards: boolean
  fits(expected: readonly GlobToken[], value: string): boolean
}

const lower = (token: GlobToken): GlobToken => (typeof token === 'string' ? token.toLowerCase() : token)

const fitsInAnyCase = (expected: readonly GlobToken[], value: string): boolean =>
  matchGlob(expected.map(lower), value.toLowerCase())

const fitsBoolean = (expected: readonly GlobToken[], value: string): boolean =>
  /^(?:true|false)$/i.test(value) && fitsInAnyCase(expected, value)

/** String and Boolean operators of the IAM policy language; every other counts as not known. */
const operators: ReadonlyMap<string, Operator> = /* @__PURE__ */ new Map<string, Operator>([
  ['StringEquals', { negated: false, wildcards: false, fits: matchGlob }],
  ['StringNotEquals', { negated: true, wildcards: false, fits: matchGlob }],
  ['StringEqualsIgnoreCase', { negated: false, wildcards: false, fits: fitsInAnyCase }],
  ['StringNotEqualsIgnoreCase', { negated: true, wildcards: false, fits: fitsInAnyCase }],
  ['StringLike', { negated: false, wildcards: true, fits: matchGlob }],
  ['StringNotLike', { negated: true, wildcards: true, fits: matchGlob }],
  ['Bool', { negated: false, wildcards: false, fits: fitsBoolean }],
])

export const findOperator = (name: string): Operator | undefined => operators.get(name)
