import { numberOption } from '../../options/number-option.js'
import type { ExpiryLine, KnownExpiry } from './expiry-line.js'

export interface SoonestExpiry {
  /** In the order in which they expire; at most as many as were asked for. */
  readonly soonest: readonly KnownExpiry[]
  /** Certificates that AWS IoT did not describe, any of which may belong among them. */
  readonly unknown: number
}

/** Where a line belongs: behind all that expire before it or with it. */
const placeOf = (sorted: readonly KnownExpiry[], { notAfter }: KnownExpiry): number => {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const other = sorted[middle]?.notAfter.getTime() ?? Infinity
    if (other <= notAfter.getTime()) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * The certificates of a report that expire first, in constant memory however long the report is.
 *
 * @param lines - as `reportExpiry` returns them
 * @param count - how many: 1 to 10000, default 20
 * @throws {AdapterError} `adapter-option`
 *
 * @example
 * ```ts
 * import { type ExpiryLine, soonestExpiry } from '@thingplan/aws-adapter/authority'
 *
 * async function* lines(): AsyncGenerator<ExpiryLine> {
 *   for (const daysLeft of [40, 3, 200]) {
 *     const notAfter = new Date(Date.UTC(2026, 0, 1 + daysLeft))
 *     yield { outcome: 'known', kind: 'device', certificateId: 'ab'.repeat(32), status: 'ACTIVE', notAfter, daysLeft }
 *   }
 * }
 * const { soonest } = await soonestExpiry(lines(), 2)
 * soonest.map(({ daysLeft }) => daysLeft) // => [3, 40]
 * ```
 */
export const soonestExpiry = async (
  lines: AsyncIterable<ExpiryLine> | Iterable<ExpiryLine>,
  count?: number,
): Promise<SoonestExpiry> => {
  const most = numberOption('count', count, { fallback: 20, min: 1, max: 10_000 })
  const soonest: KnownExpiry[] = []
  let unknown = 0
  for await (const line of lines) {
    if (line.outcome === 'unknown') {
      unknown += 1
      continue
    }
    const place = placeOf(soonest, line)
    if (place === most) continue
    soonest.splice(place, 0, line)
    if (soonest.length > most) soonest.pop()
  }
  return Object.freeze({ soonest: Object.freeze(soonest), unknown })
}
