import type { DeviceRecord, DeviceStore } from '@thingplan/core/lifecycle'
import { createMemoryDeviceStore } from '@thingplan/core/testing'

/** A store, and what is in it, without asking: whoever looks on must not have to wait. */
export interface WatchedStore {
  readonly store: DeviceStore
  readonly records: ReadonlyMap<string, DeviceRecord>
}

export const createWatchedStore = (): WatchedStore => {
  const memory = createMemoryDeviceStore()
  const records = new Map<string, DeviceRecord>()
  const store: DeviceStore = {
    ...memory,
    write: async (write) => {
      const outcome = await memory.write(write)
      if (outcome === 'written') records.set(write.record.serialNumber, write.record)
      return outcome
    },
  }
  return { store, records }
}
