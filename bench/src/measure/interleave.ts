/** Something whose speed is measured against others. */
export interface Contender {
  readonly name: string
  readonly run: () => unknown
}

/** Microseconds per run, one number for each round; all contenders saw the same rounds. */
export type Rounds = ReadonlyMap<string, readonly number[]>

export interface InterleaveOptions {
  readonly rounds: number
  /** How long each contender runs before anything counts, so that the engine has compiled what it will compile. */
  readonly warmUpMs: number
  /** How long a contender runs in each round. */
  readonly sliceMs: number
  readonly onRound?: (round: number) => void
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

// What runs return ends here, so that no engine may leave out the work.
let kept: unknown

const time = ({ run }: Contender, times: number): number => {
  const start = performance.now()
  for (let index = 0; index < times; index += 1) kept = run()
  return ((performance.now() - start) * 1000) / times
}

/** How often a contender fits into a slice, once it is warm. */
const calibrate = (contender: Contender, { warmUpMs, sliceMs }: InterleaveOptions): number => {
  const start = performance.now()
  let times = 1
  let microseconds = 0
  while (performance.now() - start < warmUpMs) {
    microseconds = time(contender, times)
    times = Math.max(1, Math.round((sliceMs * 1000) / microseconds / 8))
  }
  return Math.max(1, Math.round((sliceMs * 1000) / microseconds))
}

/**
 * Measures contenders in turns: a slice each, round after round, the first of a round being another every time.
 *
 * A shared machine is never quiet, but it is equally loud for those who run side by side: compare by `ratio`.
 */
export const interleave = (contenders: readonly Contender[], options: InterleaveOptions): Rounds => {
  const times = contenders.map((contender) => calibrate(contender, options))
  const rounds = new Map<string, number[]>(contenders.map(({ name }) => [name, []]))
  for (let round = 0; round < options.rounds; round += 1) {
    options.onRound?.(round)
    for (let turn = 0; turn < contenders.length; turn += 1) {
      const index = (turn + round) % contenders.length
      const contender = contenders[index]
      if (contender !== undefined) rounds.get(contender.name)?.push(time(contender, times[index] ?? 1))
    }
  }
  if (kept === undefined) throw new Error('the contenders return nothing')
  return rounds
}

/** How many times slower `slow` is than `fast`: the median of the rounds' own ratios. */
export const ratio = (rounds: Rounds, slow: string, fast: string): number => {
  const denominators = rounds.get(fast) ?? []
  return median((rounds.get(slow) ?? []).map((value, round) => value / (denominators[round] ?? Number.NaN)))
}
