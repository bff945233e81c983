import { unknownOption } from '../error/unknown-option.js'
import type { AttemptRecord } from '../lifecycle/device-store/attempt-record.js'
import type { DeviceRecord } from '../lifecycle/device-store/device-record.js'
import type { DeviceStore, UnreadableRecord, WriteOutcome } from '../lifecycle/device-store/device-store.js'
import { parseAttemptRecord, parseDeviceRecord } from '../lifecycle/device-store/parse-device-record.js'
import { LifecycleError } from '../lifecycle/lifecycle-error.js'

export interface MemoryDeviceStoreOptions {
  /** What is stored at first, as it is: records of another release, or no records at all, are found when they are read. */
  readonly items?: Readonly<Record<string, unknown>>
}

/** Refuses a record that does not follow from the version that the write expects. */
const checkVersion = (record: { readonly version: number }, expected: number): void => {
  if (record.version === expected + 1) return
  throw new LifecycleError('record-transition', 'the record is not the next version of what the write expects', {
    field: 'version',
    value: String(record.version),
    remedy: 'change records by what the lifecycles decide',
  })
}

/** Devices, or sources, each as JSON text: what is read shares nothing with what was written. */
class Items<Item extends { readonly version: number }> {
  readonly #texts = new Map<string, string>()
  readonly #parse: (value: unknown) => Item

  constructor(parse: (value: unknown) => Item) {
    this.#parse = parse
  }

  read(key: string): Item | undefined {
    const text = this.#texts.get(key)
    return text === undefined ? undefined : this.#parse(JSON.parse(text))
  }

  put(key: string, item: unknown): void {
    this.#texts.set(key, JSON.stringify(item))
  }

  /** Writes where the condition holds; nothing comes in between. */
  write(key: string, item: Item, expected: number, holds: (stored: Item | undefined) => boolean): WriteOutcome {
    checkVersion(item, expected)
    const stored = this.read(key)
    if ((stored?.version ?? 0) !== expected || !holds(stored)) return 'conflict'
    this.put(key, this.#parse(item))
    return 'written'
  }

  keys(): readonly string[] {
    return [...this.#texts.keys()]
  }
}

/**
 * A store of device records in memory, for tests and the demo. It keeps what `deviceStoreContract` asks of every store.
 *
 * @param options - `items`: what is stored at first, by serial number
 * @throws {LifecycleError} `lifecycle-option` for an unknown key
 * @example
 * ```ts
 * import { enrolDevice } from '@thingplan/core/lifecycle'
 * import { createMemoryDeviceStore } from '@thingplan/core/testing'
 *
 * const store = createMemoryDeviceStore()
 * const first = await store.write(enrolDevice('SN-1'))
 * first // => 'written'
 * const second = await store.write(enrolDevice('SN-1'))
 * second // => 'conflict'
 * ```
 */
export const createMemoryDeviceStore = (options: MemoryDeviceStoreOptions = {}): DeviceStore => {
  const unknown = unknownOption('the memory device store', options, ['items'])
  if (unknown !== undefined) throw new LifecycleError('lifecycle-option', unknown.message, unknown.details)
  const devices = new Items<DeviceRecord>(parseDeviceRecord)
  const sources = new Items<AttemptRecord>(parseAttemptRecord)
  for (const [serialNumber, item] of Object.entries(options.items ?? {})) devices.put(serialNumber, item)

  const readListed = (serialNumber: string): DeviceRecord | UnreadableRecord | undefined => {
    try {
      return devices.read(serialNumber)
    } catch (unreadable) {
      return { serialNumber, unreadable }
    }
  }

  return Object.freeze({
    read: async (serialNumber: string) => devices.read(serialNumber),
    write: async ({ record, expects }) => {
      // Two writers at once take turns, as they would on a network.
      await undefined
      const { version, tokenAliveAt } = expects
      return devices.write(record.serialNumber, record, version, (stored) => {
        if (tokenAliveAt === undefined) return true
        return stored?.token !== undefined && stored.token.expiresAt > tokenAliveAt
      })
    },
    async *list() {
      for (const serialNumber of devices.keys()) {
        const listed = readListed(serialNumber)
        if (listed !== undefined) yield listed
      }
    },
    readAttempts: async (source: string) => sources.read(source),
    writeAttempts: async ({ record, expects }) => {
      await undefined
      return sources.write(record.source, record, expects.version, () => true)
    },
  } satisfies DeviceStore)
}
