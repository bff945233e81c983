/** One line of the table. */
export interface Result {
  readonly what: string
  /** The number itself, for `--json`; its unit is part of `measured`. */
  readonly value: number
  readonly measured: string
  readonly budget: string
  /** Undefined where there is no budget: the line is there to compare with. */
  readonly met: boolean | undefined
}

export const atLeast = (what: string, value: number, budget: number): Result => ({
  what,
  value,
  measured: `${value.toFixed(1)}x`,
  budget: `at least ${budget}x`,
  met: value >= budget,
})

export const atMost = (what: string, value: number, budget: number, show: (value: number) => string): Result => ({
  what,
  value,
  measured: show(value),
  budget: `at most ${show(budget)}`,
  met: value <= budget,
})

export const toCompare = (what: string, value: number, show: (value: number) => string): Result => ({
  what,
  value,
  measured: show(value),
  budget: '',
  met: undefined,
})

const verdictOf = ({ met }: Result): string => (met === undefined ? '' : met ? 'met' : 'MISSED')

export const formatResults = (results: readonly Result[]): string => {
  const rows = [
    ['what', 'measured', 'budget', 'verdict'],
    ...results.map((result) => [result.what, result.measured, result.budget, verdictOf(result)]),
  ]
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => (row[column] ?? '').length)))
  const line = ([what = '', measured = '', budget = '', verdict = '']: string[]): string =>
    `${what.padEnd(widths[0] ?? 0)}  ${measured.padStart(widths[1] ?? 0)}  ${budget.padEnd(widths[2] ?? 0)}  ${verdict}`.trimEnd()
  const [heading = [], ...body] = rows
  return [line(heading), '-'.repeat(line(heading).length), ...body.map(line)].join('\n')
}
