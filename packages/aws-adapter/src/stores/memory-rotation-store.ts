import { parseRotationRecord } from '@thingplan/core/lifecycle'
import { refuseUnknownOptions } from '../options/refuse-unknown-options.js'
import { requireFunction } from '../options/required-option.js'
import { refuseLeap } from './refuse-leap.js'
import type { RotationStore, StoredRotation } from './rotation-store.js'

export interface MemoryRotationStoreOptions {
  /** Default: the system's clock. */
  readonly clock?: () => Date
}

interface Entry {
  /** JSON: what is read shares nothing with what was written. */
  readonly text: string
  readonly version: number
  readonly writtenAt: number
}

const storedOf = ({ text, writtenAt }: Entry): StoredRotation => ({
  record: parseRotationRecord(JSON.parse(text)),
  writtenAt: new Date(writtenAt),
})

/**
 * Keeps rotation records in memory: for tests and demonstrations, in one process.
 *
 * @throws {AdapterError} `adapter-option`
 *
 * @example
 * ```ts
 * import { createMemoryRotationStore } from '@thingplan/aws-adapter/rotation'
 * import { allowRotation } from '@thingplan/core/lifecycle'
 *
 * const store = createMemoryRotationStore()
 * const record = allowRotation({ device: '1234', thingName: 'sensor-1234' })
 * const first = await store.write({ record, expects: { version: 0 } })
 * first // => 'written'
 * const second = await store.write({ record, expects: { version: 0 } })
 * second // => 'conflict'
 * ```
 */
export const createMemoryRotationStore = (options: MemoryRotationStoreOptions = {}): RotationStore => {
  refuseUnknownOptions('createMemoryRotationStore', options, ['clock'])
  const { clock = () => new Date() } = options
  requireFunction(clock, 'clock')
  const entries = new Map<string, Entry>()

  return Object.freeze({
    read: async (device) => {
      const entry = entries.get(device)
      return entry === undefined ? undefined : storedOf(entry)
    },
    write: async ({ record, expects }) => {
      refuseLeap(record, expects)
      // Two writers at once take turns, as they would on a network.
      await undefined
      if ((entries.get(record.device)?.version ?? 0) !== expects.version) return 'conflict'
      const text = JSON.stringify(parseRotationRecord(record))
      entries.set(record.device, { text, version: record.version, writtenAt: clock().getTime() })
      return 'written'
    },
    async *list() {
      for (const device of [...entries.keys()]) {
        const entry = entries.get(device)
        if (entry !== undefined) yield storedOf(entry)
      }
    },
  } satisfies RotationStore)
}
