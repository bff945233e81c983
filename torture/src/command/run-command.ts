import type { Flow } from '../flow.js'
import { allFlows } from '../flows/all-flows.js'
import { allMutants } from '../mutants/all-mutants.js'
import { huntMutant } from '../mutants/hunt-mutant.js'
import type { Mutant } from '../mutants/mutant.js'
import { createProgress, type Terminal } from '../report/progress.js'
import { formatFound, formatHunted, formatSummary } from '../report/summary.js'
import { variety } from '../run/run-schedule.js'
import { drawSchedule } from '../schedule/draw-schedule.js'
import { formatScript, parseScript } from '../schedule/script.js'
import { tortureFlow } from '../search/torture-flow.js'
import { Torturer } from '../search/torturer.js'
import { help } from './help.js'
import { type Arguments, parseArguments } from './parse-arguments.js'

const usualSchedules = 1_000

/** Of the time of a flow: failing every request in every way may take that much, faults in twos the rest up to the second. */
const endOfSingle = 0.4
const endOfPairs = 0.5

const writeLines = (terminal: Terminal, lines: readonly string[]): void => {
  for (const line of lines) terminal.write(`${line}\n`)
}

/** One schedule, request by request. */
const replay = async (flow: Flow, seed: number, script: string | undefined, out: Terminal): Promise<number> => {
  const torturer = new Torturer(flow)
  const { requests } = await torturer.learn(seed)
  const schedule = script === undefined ? drawSchedule(seed, requests) : parseScript(seed, script)
  if ('wrong' in schedule) {
    out.write(`--script has a part that is none: ${schedule.wrong}\n`)
    return 2
  }
  const run = await torturer.perform(schedule)
  out.write(`${flow.name}: seed ${seed}, ${formatScript(schedule)}\n`)
  writeLines(
    out,
    run.requests.map(
      ({ worker, index, name, fault }) =>
        `  ${`${worker}.${index}`.padEnd(6)}  ${name}${fault === undefined ? '' : `  ${fault}`}`,
    ),
  )
  const { failures } = run
  writeLines(out, failures.length === 0 ? ['nothing was wrong'] : failures.map((failure) => `wrong: ${failure}`))
  return failures.length === 0 ? 0 : 1
}

const torture = async (
  flows: readonly Flow[],
  { minutes, schedules, seed = 1 }: Arguments,
  out: Terminal,
): Promise<number> => {
  const now = (): number => performance.now()
  const progress = createProgress(out, now)
  const torturers: Torturer[] = []
  const begin = now()
  for (const [index, flow] of flows.entries()) {
    const start = now()
    // What one flow does not need, the others get.
    const share = minutes === undefined ? 0 : (minutes * 60_000 - (start - begin)) / (flows.length - index)
    const until = (part: number): boolean => now() - start < share * part
    torturers.push(
      await tortureFlow(flow, {
        scenes: variety,
        single: () => minutes === undefined || until(endOfSingle),
        pairs: () => until(endOfPairs),
        random: (done) => (minutes === undefined ? done < (schedules ?? usualSchedules) : until(1)),
        firstSeed: seed,
        onProgress: progress.tell,
      }),
    )
  }
  progress.clear()
  const missed = torturers.filter(({ counts: { single, random } }) => single + random === 0)
  const found = torturers.flatMap((torturer) =>
    torturer.found.flatMap((one) => formatFound(`--flow ${torturer.flow.name}`, one)),
  )
  const seconds = Math.round((now() - begin) / 1000)
  writeLines(out, [
    ...formatSummary(torturers),
    '',
    ...found,
    ...missed.map(({ flow }) => `not reached: ${flow.name}; give more minutes, or that flow alone`),
    found.length === 0 ? `nothing was wrong, in ${seconds} s` : `something was wrong, in ${seconds} s`,
  ])
  return found.length === 0 && missed.length === 0 ? 0 : 1
}

const huntMutants = async (mutants: readonly Mutant[], out: Terminal): Promise<number> => {
  let missed = 0
  for (const mutant of mutants) {
    const found = await huntMutant(mutant)
    if (found === undefined) missed += 1
    writeLines(out, formatHunted(mutant, found))
  }
  return missed === 0 ? 0 : 1
}

/**
 * Does what the arguments ask for.
 *
 * @returns the exit code: 0 where all was as it has to be, 1 where something was found, 2 for arguments that there are not
 */
export const runCommand = async (given: readonly string[], out: Terminal, complaints: Terminal): Promise<number> => {
  const names = allFlows.map(({ name }) => name)
  const parsed = parseArguments(
    given,
    names,
    allMutants.map(({ name }) => name),
  )
  if ('wrong' in parsed) {
    complaints.write(`${parsed.wrong}\n`)
    return 2
  }
  const { help: isHelp, mutants, flow, mutant: mutantName, seed, script, minutes, schedules } = parsed
  if (isHelp) {
    out.write(help(names))
    return 0
  }
  if (mutants) return huntMutants(allMutants, out)
  const mutant = allMutants.find(({ name }) => name === mutantName)
  if (mutant !== undefined) {
    return seed === undefined ? huntMutants([mutant], out) : replay(mutant.flow, seed, script, out)
  }
  const flows = allFlows.filter(({ name }) => flow === undefined || name === flow)
  const [only] = flows
  if (
    only !== undefined &&
    flow !== undefined &&
    seed !== undefined &&
    minutes === undefined &&
    schedules === undefined
  ) {
    return replay(only, seed, script, out)
  }
  return torture(flows, parsed, out)
}
