/** Turns a quantity into a place. */
export interface Scale {
  readonly ticks: readonly number[]
  place(value: number): number
}

export interface Span {
  readonly from: number
  readonly to: number
}

/** The shortest step of 1, 2 or 5 times a power of ten that needs no more ticks than these. */
const stepFor = (most: number, ticks: number): number => {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most / ticks)))
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => most / step <= ticks) ?? 10 * power
}

/** From 0 to the first tick that is no less than the most. */
export const linearScale = (most: number, { from, to }: Span, ticks = 4): Scale => {
  const step = stepFor(most, ticks)
  const top = Math.max(step, Math.ceil(most / step) * step)
  return {
    ticks: Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step),
    place: (value) => from + ((to - from) * value) / top,
  }
}

/** From 1, where 0 is too, to the first power of ten that is no less than the most. */
export const logarithmicScale = (most: number, { from, to }: Span): Scale => {
  const decades = Math.max(1, Math.ceil(Math.log10(Math.max(1, most))))
  return {
    ticks: Array.from({ length: decades + 1 }, (_, index) => 10 ** index),
    place: (value) => from + ((to - from) * Math.log10(Math.max(1, value))) / decades,
  }
}

/** A scale of hours that is read in a unit of its own. */
export interface TimeScale extends Scale {
  readonly unit: 'hours' | 'minutes'
  label(tick: number): string
}

/** Hours, with a tick every one, two, three, four, six or twelve; of up to two hours, minutes. */
export const timeScale = (hours: number, { from, to }: Span): TimeScale => {
  const [unit, inHour, steps] =
    hours > 2 ? (['hours', 1, [1, 2, 3, 4, 6, 12, 24]] as const) : (['minutes', 60, [1, 2, 5, 10]] as const)
  const length = hours * inHour
  const step = steps.find((each) => length / each <= 12) ?? 48
  return {
    unit,
    ticks: Array.from({ length: Math.floor(length / step) + 1 }, (_, index) => (index * step) / inHour),
    label: (tick) => `${Math.round(tick * inHour)}`,
    place: (value) => from + ((to - from) * value) / hours,
  }
}
