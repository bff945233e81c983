import { createMemoryRotationStore, type RotationStore } from '@thingplan/aws-adapter/rotation'
import type { RotationRecord } from '@thingplan/core/lifecycle'

/** A store, and what is in it, without asking: whoever looks on must not have to wait. */
export interface WatchedStore {
  readonly store: RotationStore
  readonly records: ReadonlyMap<string, RotationRecord>
}

export const createWatchedStore = (clock: () => Date): WatchedStore => {
  const memory = createMemoryRotationStore({ clock })
  const records = new Map<string, RotationRecord>()
  const store: RotationStore = {
    ...memory,
    write: async (write) => {
      const outcome = await memory.write(write)
      if (outcome === 'written') records.set(write.record.device, write.record)
      return outcome
    },
  }
  return { store, records }
}
