import type { AttemptRecord } from '../device-store/attempt-record.js'
import type { AttemptWrite } from '../device-store/device-store.js'
import type { AttemptLimit } from './define-vending.js'

/** What is left in the bucket: it drains evenly, so that whoever stops trying is forgotten. A clock that went back drains nothing. */
const levelAt = (record: AttemptRecord | undefined, limit: Required<AttemptLimit>, now: number): number => {
  if (record === undefined) return 0
  const drained = (Math.max(0, now - record.at) / limit.perMilliseconds) * limit.most
  return Math.max(0, record.level - drained)
}

/** For how many milliseconds the source is not listened to; 0 where it is. */
export const attemptDelay = (record: AttemptRecord | undefined, limit: Required<AttemptLimit>, now: number): number => {
  const excess = levelAt(record, limit, now) - (limit.most - 1)
  return excess <= 0 ? 0 : Math.ceil((excess / limit.most) * limit.perMilliseconds)
}

/** One more wrong credential from the source. The count is the source's, never the device's: no stranger can lock a device out. */
export const countAttempt = (
  source: string,
  record: AttemptRecord | undefined,
  limit: Required<AttemptLimit>,
  now: number,
): AttemptWrite => {
  const version = record?.version ?? 0
  const level = levelAt(record, limit, now) + 1
  return Object.freeze({
    record: Object.freeze({ schema: 1, source, version: version + 1, level, at: Math.max(now, record?.at ?? now) }),
    expects: Object.freeze({ version }),
  })
}
