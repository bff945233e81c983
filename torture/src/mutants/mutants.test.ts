import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { runCommand } from '../command/run-command.js'
import { formatHunted } from '../report/summary.js'
import { formatScript } from '../schedule/script.js'
import type { Found } from '../search/torturer.js'
import { allMutants } from './all-mutants.js'
import { huntMutant } from './hunt-mutant.js'
import type { Mutant } from './mutant.js'
import { writeWithoutCondition } from './write-without-condition.js'

const hunt = async (mutant: Mutant): Promise<Found> => {
  const found = await huntMutant(mutant)
  process.stdout.write(`${formatHunted(mutant, found).join('\n')}\n`)
  if (found === undefined) throw new Error('nothing has found it')
  return found
}

/** The arguments of the command that is printed. */
const argumentsOf = ({ name }: Mutant, { schedule }: Found): readonly string[] => [
  ...['--mutant', name],
  ...['--seed', String(schedule.seed)],
  ...['--script', formatScript(schedule)],
]

const wrongIn = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => (line.startsWith('wrong: ') ? [line.slice('wrong: '.length)] : []))

it.each(allMutants)(
  'finds: $mistake',
  async (mutant) => {
    const found = await hunt(mutant)
    expect(found.failures).toContainEqual(expect.stringMatching(mutant.shows))
    let again = ''
    const terminal = { write: (text: string) => (again += text) }
    expect(await runCommand(argumentsOf(mutant, found), terminal, terminal)).toBe(1)
    expect(wrongIn(again)).toEqual(found.failures)
  },
  600_000,
)

it('prints a command that shows the same in another process, where all keys are others', async () => {
  const found = await hunt(writeWithoutCondition)
  const node = ['--conditions=@thingplan/source', '--import', 'tsx', 'src/main.ts']
  const { status, stdout } = spawnSync(process.execPath, [...node, ...argumentsOf(writeWithoutCondition, found)], {
    encoding: 'utf8',
  })
  expect([status, wrongIn(stdout)]).toEqual([1, found.failures])
}, 600_000)
