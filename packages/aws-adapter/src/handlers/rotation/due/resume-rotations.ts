import type { AbortSignalLike } from '@thingplan/core'
import { certificateToTidy, type RotationRecord, type RotationState } from '@thingplan/core/lifecycle'
import { forEachBounded } from '../../../concurrency/for-each-bounded.js'
import { AdapterError } from '../../../error/adapter-error.js'
import { numberOption } from '../../../options/number-option.js'
import { refuseUnknownOptions } from '../../../options/refuse-unknown-options.js'
import { requireFunction } from '../../../options/required-option.js'
import type { RotationStore, StoredRotation, UnreadableRotation } from '../../../stores/rotation-store.js'
import type { RotationHandler } from '../create-rotation-handler.js'

export interface ResumeRotationsOptions {
  readonly rotations: Pick<RotationHandler, 'tell'>
  readonly store: Pick<RotationStore, 'list'>
  /** How long, in milliseconds, a record has to be unchanged: whoever works on it is not disturbed. 0 to 86400000. Default 60000. */
  readonly quietMs?: number
  /** Devices that are worked on at once: 1 to 64. Default 5. */
  readonly concurrency?: number
  /** Once it has fired no further device is begun. */
  readonly signal?: AbortSignalLike
  /** Default: the system's clock. */
  readonly clock?: () => Date
}

/** What was found, and what came of it. */
export interface ResumedRotations {
  readonly devices: number
  readonly resumed: number
  readonly failed: number
  /** What is stored and no record; at most the first 100. */
  readonly unreadable: readonly UnreadableRotation[]
}

const known: readonly (keyof ResumeRotationsOptions)[] = [
  'rotations',
  'store',
  'quietMs',
  'concurrency',
  'signal',
  'clock',
]

/** States in which it is the program's turn; in the others it is the device's, until the deadline. */
const ours: readonly RotationState[] = ['issuing', 'preparing', 'completing', 'rolling-back']
const theirs: readonly RotationState[] = ['offered', 'proving']

/** A table that holds more of them needs no longer list. */
const mostUnreadable = 100

/** Who issues is left alone; when nothing is open any more, what was taken out is looked at once again. */
const isDue = (record: RotationRecord, now: Date): boolean => {
  const { state, job, issuing } = record
  const isPast = (moment: number | undefined): boolean => moment !== undefined && moment <= now.getTime()
  if (ours.includes(state)) return issuing === undefined || isPast(issuing.until)
  return theirs.includes(state) ? isPast(job?.deadline) : certificateToTidy(record, now) !== undefined
}

/**
 * Takes up what workers have left that died, rolls back what was not proven by its deadline, and detaches what workers that were asleep
 * have attached to a certificate after it was taken out: `lingerMilliseconds` of `defineRotation` later it is looked at once again. Run it now and then, from a schedule;
 * as often as one likes, and several at once.
 *
 * @param options - `rotations` and `store` are required
 * @returns how many devices were looked at; rejects with what the store's `list` does
 * @throws {AdapterError} `adapter-option`
 *
 * @example
 * ```ts
 * import { createMemoryRotationStore, resumeRotations } from '@thingplan/aws-adapter/rotation'
 *
 * const rotations = { tell: () => Promise.reject(new Error('there is nobody')) }
 * const report = await resumeRotations({ rotations, store: createMemoryRotationStore() })
 * report // => { devices: 0, resumed: 0, failed: 0, unreadable: [] }
 * ```
 */
export const resumeRotations = async (options: ResumeRotationsOptions): Promise<ResumedRotations> => {
  refuseUnknownOptions('resumeRotations', options, known)
  const { rotations, store, signal, clock = () => new Date() } = options
  requireFunction(clock, 'clock')
  if (typeof rotations?.tell !== 'function' || typeof store?.list !== 'function') {
    throw new AdapterError('adapter-option', '`rotations` or `store` is missing', { field: 'rotations' })
  }
  const quietMs = numberOption('quietMs', options.quietMs, { fallback: 60_000, min: 0, max: 86_400_000 })
  const concurrency = numberOption('concurrency', options.concurrency, { fallback: 5, min: 1, max: 64 })
  const counts = { devices: 0, resumed: 0, failed: 0 }
  const unreadable: UnreadableRotation[] = []
  async function* left(): AsyncGenerator<StoredRotation> {
    for await (const stored of store.list()) {
      if (signal?.aborted === true) return
      counts.devices += 1
      if ('unreadable' in stored) {
        if (unreadable.length < mostUnreadable) unreadable.push(stored)
        continue
      }
      const now = clock()
      if (isDue(stored.record, now) && now.getTime() - stored.writtenAt.getTime() >= quietMs) yield stored
    }
  }
  await forEachBounded(left(), concurrency, async ({ record }) => {
    const outcome = await rotations.tell(record.device, { kind: 'resume' })
    counts[outcome.kind === 'failed' ? 'failed' : 'resumed'] += 1
  })
  return Object.freeze({ ...counts, unreadable: Object.freeze(unreadable) })
}
