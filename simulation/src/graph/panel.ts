import { formatDuration } from '../report/duration.js'
import type { SimulationResult } from '../result/result.js'
import type { Series } from '../result/series.js'
import { linearScale, logarithmicScale, type Scale, type TimeScale, timeScale } from './scale.js'
import { element, pathThrough, text } from './svg.js'

export const panel = { left: 84, right: 936, height: 368 } as const

const rows = {
  title: 18,
  legend: 38,
  upper: { top: 52, bottom: 192 },
  lower: { top: 212, bottom: 312 },
  hours: 328,
  unit: 346,
} as const

type Column = 'waiting' | 'queued' | 'events' | 'registrations'

const legends: Readonly<Record<Column, string>> = {
  waiting: 'devices that wait to be registered',
  queued: 'messages in the queue',
  events: 'events a minute',
  registrations: 'registrations a minute',
}

/** 1000 as 1k, 1000000 as 1M. */
const shortly = (count: number): string => {
  if (count >= 1_000_000) return `${count / 1_000_000}M`
  return count >= 1000 ? `${count / 1000}k` : `${count}`
}

/** On a scale of powers of ten, where 0 is drawn as 1. */
const fromZero = (rate: number): string => (rate === 1 ? '0, 1' : shortly(rate))

const pointsOf = (series: Series, column: Column, x: Scale, y: Scale): readonly (readonly [number, number])[] =>
  series[column].map((value, index) => [x.place(((index + 0.5) * series.minutesEach) / 60), y.place(value)])

const lineOf = (series: Series, column: Column, x: Scale, y: Scale): string =>
  element('path', { class: `line ${column}`, d: pathThrough(pointsOf(series, column, x, y)) })

/** What waits, as an area down to the axis. */
const areaOf = (series: Series, x: Scale, y: Scale): string => {
  const points = pointsOf(series, 'waiting', x, y)
  const [first, last] = [points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 0]
  return element('path', { class: 'area', d: `${pathThrough([[first, y.place(0)], ...points, [last, y.place(0)]])}Z` })
}

const rowsOf = (scale: Scale, unit: string, middle: number, label = shortly): readonly string[] => [
  ...scale.ticks.map((tick) => {
    const y = scale.place(tick)
    return element('path', {
      class: 'grid',
      d: pathThrough([
        [panel.left, y],
        [panel.right, y],
      ]),
    })
  }),
  ...scale.ticks.map((tick) =>
    text(label(tick), { x: panel.left - 8, y: scale.place(tick) + 4, 'text-anchor': 'end' }),
  ),
  text(unit, { x: 18, y: middle, transform: `rotate(-90 18 ${middle})`, 'text-anchor': 'middle' }),
]

const timesOf = (scale: TimeScale): readonly string[] => [
  ...scale.ticks.flatMap((hour) => {
    const x = scale.place(hour)
    const { upper, lower } = rows
    return [
      element('path', {
        class: 'grid',
        d: pathThrough([
          [x, upper.bottom],
          [x, upper.top],
        ]),
      }),
      element('path', {
        class: 'grid',
        d: pathThrough([
          [x, lower.bottom],
          [x, lower.top],
        ]),
      }),
      text(scale.label(hour), { x, y: rows.hours, 'text-anchor': 'middle' }),
    ]
  }),
  text(`${scale.unit} since the start`, { x: panel.left, y: rows.unit }),
]

/** How long it took, which the end of the curves only lets one guess. */
const endOf = ({ wholeFleet, drainedMs }: SimulationResult): string =>
  text(`all registered after ${formatDuration(wholeFleet.reachedMs)}, queue empty after ${formatDuration(drainedMs)}`, {
    class: 'end',
    x: panel.right,
    y: rows.unit,
    'text-anchor': 'end',
  })

const legendOf = (columns: readonly Column[]): readonly string[] =>
  columns.flatMap((column, index) => {
    const x = panel.left + columns.slice(0, index).reduce((sum, other) => sum + 50 + 6.2 * legends[other].length, 0)
    const y = rows.legend - 4
    return [
      element('path', {
        class: `line ${column}`,
        d: pathThrough([
          [x, y],
          [x + 26, y],
        ]),
      }),
      text(legends[column], { x: x + 32, y: rows.legend }),
    ]
  })

/** One scenario: above, what waits; below, on a scale of powers of ten, what comes and what is done in a minute. */
export const drawPanel = (result: SimulationResult, top: number): string => {
  const { title, series } = result
  const hours = (series.waiting.length * series.minutesEach) / 60
  const x = timeScale(hours, { from: panel.left, to: panel.right })
  const { upper, lower } = rows
  const amounts = linearScale(Math.max(...series.waiting, ...series.queued), { from: upper.bottom, to: upper.top })
  const rates = logarithmicScale(Math.max(...series.events, ...series.registrations), {
    from: lower.bottom,
    to: lower.top,
  })
  return element(
    'g',
    { transform: `translate(0 ${top})` },
    text(title, { class: 'scenario', x: panel.left, y: rows.title }),
    ...legendOf(['waiting', 'queued', 'events', 'registrations']),
    ...timesOf(x),
    endOf(result),
    ...rowsOf(amounts, 'devices, messages', (upper.top + upper.bottom) / 2),
    ...rowsOf(rates, 'per minute (log)', (lower.top + lower.bottom) / 2, fromZero),
    areaOf(series, x, amounts),
    lineOf(series, 'queued', x, amounts),
    lineOf(series, 'waiting', x, amounts),
    lineOf(series, 'events', x, rates),
    lineOf(series, 'registrations', x, rates),
  )
}
