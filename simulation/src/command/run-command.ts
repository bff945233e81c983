import { writeFileSync } from 'node:fs'
import { drawGraph } from '../graph/draw-graph.js'
import { createMemoryGauge } from '../memory.js'
import { createProgress, type Terminal } from '../report/progress.js'
import { formatTable, type Run } from '../report/table.js'
import { formatResults, type SimulationResult } from '../result/result.js'
import { type ScenarioName, scenarios } from '../scenario/scenario.js'
import { type Progress, simulate } from '../simulate.js'
import { help } from './help.js'
import { filesFor, whyNotWritten } from './output-files.js'
import { type Arguments, parseArguments } from './parse-arguments.js'

/** Whether everything came out as it has to. */
const isRight = ({ devices, registered, activeEarly, deadLetters, paced }: SimulationResult): boolean =>
  registered === devices && activeEarly === 0 && (deadLetters === 0 || !paced)

/** Looks at the memory whenever a tenth more is registered, since each look collects garbage. */
const run = async (
  name: ScenarioName,
  { devices, seed, isPaced }: Arguments,
  tell: (progress: Progress) => void,
): Promise<Run> => {
  const memory = createMemoryGauge()
  const startedAt = performance.now()
  let tenths = -1
  const result = await simulate({ scenario: scenarios[name], devices, seed, isPaced }, (progress) => {
    tell(progress)
    const reached = Math.floor((progress.registered / devices) * 10)
    if (reached > tenths) memory.look()
    tenths = reached
  })
  const seconds = (performance.now() - startedAt) / 1000
  return { result, effort: { seconds, bytesPerDevice: memory.mostBytes / devices } }
}

/** Does what the arguments ask, and returns the exit code. */
export const runCommand = async (given: readonly string[], out: Terminal, problems: Terminal): Promise<number> => {
  const parsed = parseArguments(given)
  if ('wrong' in parsed) {
    problems.write(`${parsed.wrong}\n`)
    return 2
  }
  if (parsed.help) {
    out.write(help)
    return 0
  }
  const files = parsed.out === undefined ? undefined : filesFor(parsed.out)
  const wrong = files === undefined ? undefined : whyNotWritten(files)
  if (wrong !== undefined) {
    problems.write(`${wrong}\n`)
    return 2
  }
  const progress = createProgress(problems, () => performance.now())
  const runs: Run[] = []
  for (const name of parsed.scenarios) {
    runs.push(await run(name, parsed, (reached) => progress.tell(name, reached)))
  }
  progress.clear()
  out.write(formatTable(runs))
  const results = runs.map(({ result }) => result)
  if (files !== undefined) {
    writeFileSync(files.graph, drawGraph(results))
    writeFileSync(files.results, formatResults(results))
  }
  return results.every(isRight) ? 0 : 1
}
