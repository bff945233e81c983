/** What a fleet asks of one operation. */
export interface Load {
  readonly operation: string
  /** Calls for all devices together. */
  readonly calls: number
  /** Calls in a second beside these, for as long as it takes. */
  readonly perSecond: number
  /** Whether every device causes one, so that more devices make more of them. */
  readonly isPerDevice: boolean
  /** How many calls in a second AWS IoT takes. */
  readonly quota: number
  /** Whether the quota is a guess, since AWS documents that it exists, or nothing. */
  readonly isQuotaAssumed: boolean
}

/** How long an operation takes if nothing else bounds it, in seconds; infinite where what comes beside leaves nothing of the quota. */
export const secondsOf = ({ calls, perSecond, quota }: Load): number => {
  if (calls === 0) return 0
  return quota > perSecond ? calls / (quota - perSecond) : Number.POSITIVE_INFINITY
}

/** Two durations of which none is worth raising a quota for: the first device of a fleet makes a few calls that the others do not. */
const isAsLong = (seconds: number, longest: number): boolean => seconds >= longest * 0.995

/** How long all of it takes, and what for. */
export interface Bound {
  readonly seconds: number
  /** The operations that take longest. */
  readonly bottlenecks: readonly string[]
}

/** The time of the slowest operation, or of the arrival where that is longer and no operation holds anybody up. */
export const boundOf = (loads: readonly Load[], arrivalSeconds: number): Bound => {
  const slowest = Math.max(0, ...loads.map(secondsOf))
  if (slowest <= arrivalSeconds) return { seconds: arrivalSeconds, bottlenecks: [] }
  const isSlowest = (load: Load): boolean => isAsLong(secondsOf(load), slowest)
  return { seconds: slowest, bottlenecks: loads.filter(isSlowest).map(({ operation }) => operation) }
}

/** The quota with which an operation takes no longer than so many seconds; quotas are whole numbers. */
const quotaFor = ({ calls, perSecond }: Load, seconds: number): number => Math.ceil(calls / seconds + perSecond - 1e-9)

/** Raised quotas, and what they give. */
export interface WhatIf extends Bound {
  /** The quotas to be had, in calls per second. */
  readonly raise: Readonly<Record<string, number>>
  /** Devices registered per second. */
  readonly devicesPerSecond: number
}

/** Every raise that is worth it: of all operations that take longest, up to where the next one does. */
export const whatIfRaised = (loads: readonly Load[], devices: number, arrivalSeconds: number): readonly WhatIf[] => {
  const goals = loads.filter(({ isPerDevice }) => isPerDevice).map(secondsOf)
  const ladder: WhatIf[] = []
  let { seconds } = boundOf(loads, arrivalSeconds)
  while (seconds > arrivalSeconds) {
    const shorter = goals.filter((goal) => !isAsLong(goal, seconds))
    const goal = Math.max(arrivalSeconds, ...shorter)
    if (shorter.length === 0 || isAsLong(goal, seconds)) break
    const raised = loads.map((load) =>
      secondsOf(load) > goal && !isAsLong(goal, secondsOf(load)) ? { ...load, quota: quotaFor(load, goal) } : load,
    )
    const bound = boundOf(raised, arrivalSeconds)
    const changes = raised.flatMap(({ operation, quota }, index) =>
      quota === loads[index]?.quota ? [] : [[operation, quota] as const],
    )
    ladder.push({ raise: Object.fromEntries(changes), ...bound, devicesPerSecond: devices / bound.seconds })
    seconds = goal
  }
  return ladder
}
