import type { Mutant } from '../mutants/mutant.js'
import { faultNames } from '../schedule/fault-table.js'
import { formatScript } from '../schedule/script.js'
import type { Found, Tally } from '../search/torturer.js'
import { formatTable } from './table.js'

const columns: readonly (readonly [string, (tally: Tally) => number])[] = [
  ['scenes', ({ counts }) => counts.scenes],
  ['exhausted', ({ counts }) => counts.exhausted],
  ['calls learned', ({ counts }) => counts.learned],
  ['one fault', ({ counts }) => counts.single],
  ['two faults', ({ counts }) => counts.pairs],
  ['random', ({ counts }) => counts.random],
  ['2-8 at once', ({ counts }) => counts.together],
  ['requests', ({ counts }) => counts.requests],
  ['deliveries', ({ counts }) => counts.deliveries],
  ['copies', ({ counts }) => counts.copies],
  ['poison', ({ counts }) => counts.poison],
  ['violations', ({ counts }) => counts.violations],
  ['found', ({ found }) => found.length],
]

const sum = (tallies: readonly Tally[], count: (tally: Tally) => number): number =>
  tallies.reduce((total, tally) => total + count(tally), 0)

const number = (value: number): string => value.toLocaleString('en')

/** What was done to each flow, and what was found. */
export const formatSummary = (tallies: readonly Tally[]): readonly string[] => [
  ...formatTable([
    ['flow', ...columns.map(([name]) => name)],
    ...tallies.map((tally) => [tally.flow.name, ...columns.map(([, count]) => number(count(tally)))]),
    ['all', ...columns.map(([, count]) => number(sum(tallies, count)))],
  ]),
  '',
  ...formatTable([
    ['fault', ...tallies.map(({ flow }) => flow.name), 'all'],
    ...faultNames.map((name) => {
      const count = ({ counts }: Tally): number => counts.faults.get(name) ?? 0
      return [name, ...[...tallies.map(count), sum(tallies, count)].map(number)]
    }),
  ]),
]

/**
 * A schedule under which something was wrong, and the command that shows it again.
 *
 * @param of - the option that says whose: `--flow jitr`
 */
export const formatFound = (of: string, { schedule, failures }: Found): readonly string[] => [
  `npm run torture -- ${of} --seed ${schedule.seed} --script '${formatScript(schedule)}'`,
  ...failures.map((failure) => `  ${failure}`),
]

/** What was found of a deliberate bug, with the command that shows it. */
export const formatHunted = ({ name, mistake }: Mutant, found: Found | undefined): readonly string[] => [
  `${name}: ${mistake}`,
  ...(found === undefined ? ['nothing has found it'] : formatFound(`--mutant '${name}'`, found)).map(
    (line) => `  ${line}`,
  ),
]
