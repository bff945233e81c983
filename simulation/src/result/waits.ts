import type { Fleet } from '../fleet/fleet.js'

/** How long devices waited, from their first knock until they were registered. In milliseconds. */
export interface Waits {
  readonly median: number
  readonly p99: number
  readonly longest: number
}

const quantile = (sorted: Float64Array, part: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0

const waitsOf = (waits: Float64Array): Waits => {
  const sorted = waits.sort()
  return { median: quantile(sorted, 0.5), p99: quantile(sorted, 0.99), longest: quantile(sorted, 1) }
}

export interface WaitsOfFleet {
  readonly all: Waits
  /** Beyond what those who were there before take at the speed of the quotas; below 0 where somebody was overtaken. */
  readonly beyondWarranted: Waits
  /** The same of the hundredth of the fleet that came last. */
  readonly lateBeyondWarranted: Waits
}

/** The time by which all but a hundredth of the devices have come. */
const lateFrom = (firstKnocks: Uint32Array): number =>
  firstKnocks.slice().sort()[Math.floor(firstKnocks.length * 0.99)] ?? 0

export const waitsOfFleet = ({ size, firstKnockAt, registeredAt, warrantedWait }: Fleet): WaitsOfFleet => {
  const waits = new Float64Array(size)
  const beyond = new Float64Array(size)
  for (let device = 0; device < size; device += 1) {
    const wait = (registeredAt[device] ?? 0) - (firstKnockAt[device] ?? 0)
    waits[device] = wait
    beyond[device] = wait - (warrantedWait[device] ?? 0)
  }
  const late = lateFrom(firstKnockAt)
  const lateBeyond = beyond.filter((_, device) => (firstKnockAt[device] ?? 0) >= late)
  return { all: waitsOf(waits), beyondWarranted: waitsOf(beyond), lateBeyondWarranted: waitsOf(lateBeyond) }
}

/**
 * When the last device could be registered at the earliest, at so many milliseconds a device and given when they come, in order: nobody is registered before coming, and
 * from any moment on, those who are still to come take their time.
 */
export const earliestEnd = (firstKnocks: Uint32Array, msPerDevice: number): number => {
  let end = 0
  for (const [index, at] of firstKnocks.entries()) end = Math.max(end, at + (firstKnocks.length - index) * msPerDevice)
  return end
}

/** When so many devices were registered, and when they could have been at the earliest. In milliseconds since the start. */
export interface Completion {
  readonly reachedMs: number
  readonly earliestMs: number
}

/** Of a part of the fleet: those who were registered first, against those who came first. */
export const completionOf = (
  { firstKnockAt, registeredAt, size }: Fleet,
  part: number,
  msPerDevice: number,
): Completion => {
  const devices = Math.ceil(size * part)
  return {
    reachedMs: registeredAt.slice().sort()[devices - 1] ?? 0,
    earliestMs: Math.round(earliestEnd(firstKnockAt.slice().sort().subarray(0, devices), msPerDevice)),
  }
}
