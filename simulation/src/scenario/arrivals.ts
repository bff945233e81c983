import { chance, streams } from '../random.js'

/** The share of a day's arrivals that have come by a part of the day: few by night, most at noon. */
const shareBy = (part: number): number => part - (0.8 / (2 * Math.PI)) * Math.sin(2 * Math.PI * part)

/** When in the day a share of its arrivals has come, as a part of the day. */
const partOf = (share: number): number => {
  let [early, late] = [0, 1]
  for (let halving = 0; halving < 30; halving += 1) {
    const middle = (early + late) / 2
    if (shareBy(middle) < share) early = middle
    else late = middle
  }
  return early
}

/** When a device knocks first, as a part of the day. */
export type Arrival = (device: number, seed: number) => number

/** Devices come over a day, as people get up and go to bed. */
export const overTheDay: Arrival = (device, seed) => partOf(chance(seed, streams.arrival, device))

/** Devices of which so many come at once, within a part of the day; the others come late, evenly over the day. */
export const atOnce =
  (share: number, within: number): Arrival =>
  (device, seed) => {
    const drawn = chance(seed, streams.arrival, device)
    return drawn < share ? (drawn / share) * within : (drawn - share) / (1 - share)
  }

/** Power is gone for a part of the day; all that would have come until then, or knock again, come at its end. */
export interface PowerCut {
  readonly from: number
  readonly until: number
  /** How long it takes until the last device is up again. */
  readonly upWithin: number
}

/** When a device can do what it wants to do at a time of the day. */
export const afterPowerCut = (at: number, device: number, cut: PowerCut | undefined, seed: number): number => {
  if (cut === undefined || at < cut.from || at >= cut.until) return at
  return cut.until + cut.upWithin * chance(seed, streams.powerUp, device)
}
