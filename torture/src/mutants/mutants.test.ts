import { expect, it } from 'vitest'
import { formatFound } from '../report/summary.js'
import { Torturer } from '../search/torturer.js'
import { allMutants } from './all-mutants.js'
import { huntMutant } from './hunt-mutant.js'

it.each(allMutants)(
  'finds: $mistake',
  async ({ name, flow }) => {
    const found = await huntMutant(flow)
    if (found === undefined) throw new Error('nothing has found it')
    process.stdout.write(`${[name, ...formatFound(flow.name, found)].join('\n  ')}\n`)
    // What is printed shows it again, in a process of its own as well: a schedule is all that decides.
    const again = await new Torturer(flow).perform(found.schedule)
    expect(again.failures).toEqual(found.failures)
  },
  120_000,
)
