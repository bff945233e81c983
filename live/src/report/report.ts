import type { Check } from '../check/check.js'
import type { Leftover } from '../ledger/clean-up.js'

/** How a check has ended. */
export type Verdict =
  /** AWS does what the SDK goes by. */
  | 'as-read'
  /** AWS does something else; the SDK may be changed. */
  | 'differs'
  /** A call failed that the check needs. */
  | 'failed'
  /** Not made: no role was given, or the run was interrupted. */
  | 'skipped'

export interface CheckResult extends Pick<Check, 'id' | 'page' | 'fact' | 'reading'> {
  readonly verdict: Verdict
  readonly observed: string
}

/** All of a run, to be pasted into an issue. The account is left out on purpose. */
export interface LiveReport {
  readonly format: 1
  readonly at: string
  readonly region: string
  readonly results: readonly CheckResult[]
  /** Kinds and error names of what could not be taken away. */
  readonly leftovers: readonly Leftover[]
}

const marks: Readonly<Record<Verdict, string>> = {
  'as-read': 'as read',
  differs: 'DIFFERS',
  failed: 'FAILED',
  skipped: 'skipped',
}

export const lineOf = ({ id, verdict, fact, observed, reading }: CheckResult): string =>
  [`${id.padEnd(13)}${marks[verdict].padEnd(9)}${fact}`, `${' '.repeat(22)}AWS: ${observed}`]
    .concat(verdict === 'differs' ? [`${' '.repeat(22)}SDK: ${reading}`] : [])
    .join('\n')

export const summaryOf = (results: readonly CheckResult[]): string => {
  const count = (verdict: Verdict): number => results.filter((result) => result.verdict === verdict).length
  return `${results.length} checks: ${count('as-read')} as read, ${count('differs')} differ, ${count('failed')} failed, ${count('skipped')} skipped`
}
