import type { Minute } from './recorder.js'

/** A run over time, in at most so many stretches of equal length. */
export interface Series {
  readonly minutesEach: number
  /** Per minute, on average over each stretch. */
  readonly events: readonly number[]
  readonly registrations: readonly number[]
  /** The most that there were at the end of a minute of the stretch. */
  readonly queued: readonly number[]
  readonly waiting: readonly number[]
}

const mostStretches = 240

export const seriesOf = (minutes: readonly Readonly<Minute>[]): Series => {
  const minutesEach = Math.max(1, Math.ceil(minutes.length / mostStretches))
  const stretches = Array.from({ length: Math.ceil(minutes.length / minutesEach) }, (_, index) =>
    minutes.slice(index * minutesEach, (index + 1) * minutesEach),
  )
  const mean = (key: keyof Minute): readonly number[] =>
    stretches.map((stretch) => Math.round(stretch.reduce((sum, minute) => sum + minute[key], 0) / stretch.length))
  const most = (key: keyof Minute): readonly number[] =>
    stretches.map((stretch) => Math.max(...stretch.map((minute) => minute[key])))
  return {
    minutesEach,
    events: mean('events'),
    registrations: mean('registrations'),
    queued: most('queued'),
    waiting: most('waiting'),
  }
}

/**
 * The part of what could have been registered that was, from 0 to 1, over the minutes in which somebody was always waiting; `null` where there
 * is no such minute, as of a fleet that takes no longer.
 *
 * @param most - how many devices the quotas let in a minute
 */
export const utilisationOf = (minutes: readonly Readonly<Minute>[], most: number): number | null => {
  const busy = minutes.filter(({ waiting }, index) => waiting >= most && (minutes[index - 1]?.waiting ?? 0) >= most)
  const registrations = busy.reduce((sum, minute) => sum + minute.registrations, 0)
  return busy.length === 0 ? null : Number((registrations / (busy.length * most)).toFixed(4))
}
