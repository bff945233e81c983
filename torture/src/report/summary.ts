import { faultNames } from '../schedule/fault-table.js'
import { formatScript } from '../schedule/script.js'
import type { Counts, Found, Torturer } from '../search/torturer.js'
import { formatTable } from './table.js'

const columns: readonly (readonly [string, (counts: Counts) => number])[] = [
  ['scenes', ({ scenes }) => scenes],
  ['exhausted', ({ exhausted }) => exhausted],
  ['calls learned', ({ learned }) => learned],
  ['one fault', ({ single }) => single],
  ['two faults', ({ pairs }) => pairs],
  ['random', ({ random }) => random],
  ['requests', ({ requests }) => requests],
  ['deliveries', ({ deliveries }) => deliveries],
  ['copies', ({ copies }) => copies],
  ['poison', ({ poison }) => poison],
  ['violations', ({ violations }) => violations],
]

const number = (value: number): string => value.toLocaleString('en')

/** What was done to each flow, and what was found. */
export const formatSummary = (torturers: readonly Torturer[]): readonly string[] => [
  ...formatTable([
    ['flow', ...columns.map(([name]) => name), 'found'],
    ...torturers.map(({ flow, counts, found }) => [
      flow.name,
      ...columns.map(([, count]) => number(count(counts))),
      number(found.length),
    ]),
  ]),
  '',
  ...formatTable([
    ['faults', ...torturers.map(({ flow }) => flow.name)],
    ...faultNames.map((name) => [name, ...torturers.map(({ counts }) => number(counts.faults.get(name) ?? 0))]),
  ]),
]

/** A schedule under which something was wrong, and the command that shows it again. */
export const formatFound = (flow: string, { schedule, failures }: Found): readonly string[] => [
  `${flow}: npm run torture -- --flow ${flow} --seed ${schedule.seed} --script '${formatScript(schedule)}'`,
  ...failures.map((failure) => `  ${failure}`),
]
