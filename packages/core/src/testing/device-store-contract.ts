import type { AttemptRecord } from '../lifecycle/device-store/attempt-record.js'
import type { DeviceRecord } from '../lifecycle/device-store/device-record.js'
import type { AttemptWrite, DeviceStore, DeviceWrite } from '../lifecycle/device-store/device-store.js'
import { expectSame } from './contract-expectations.js'
import { recordFixture } from './device-record-fixture.js'

/** A store of its own, empty at first. */
export interface DeviceStoreWorld {
  readonly store: DeviceStore
  /** A store as a process just started would have it, over the same items. Default: the same store. */
  restart?(): DeviceStore
}

export type MakeDeviceStore = () => DeviceStoreWorld | Promise<DeviceStoreWorld>

/** One thing that a store owes. */
export interface DeviceStoreContractCase {
  readonly name: string
  /** Rejects where the store does not hold to it. */
  run(makeStore: MakeDeviceStore): Promise<void>
}

type Body = (store: DeviceStore, restarted: () => DeviceStore) => Promise<void>

const owes = (name: string, body: Body): DeviceStoreContractCase => ({
  name,
  run: async (makeStore) => {
    const world = await makeStore()
    await body(world.store, () => world.restart?.() ?? world.store)
  },
})

const moment = 1_800_000_000_000

const bare = (serialNumber: string): DeviceRecord => ({
  schema: 1,
  serialNumber,
  version: 1,
  standing: 'enrolled',
  sealingKeyHashes: [],
  supersessions: 0,
  formerKeyHashes: [],
})

const first = (record: DeviceRecord): DeviceWrite => ({ record, expects: { version: 0 } })

const then = (record: DeviceRecord, changes: Partial<DeviceRecord>, tokenAliveAt?: number): DeviceWrite => ({
  record: { ...record, ...changes, version: record.version + 1 },
  expects: { version: record.version, ...(tokenAliveAt === undefined ? undefined : { tokenAliveAt }) },
})

const hashOf = (index: number): string => index.toString(16).padStart(64, '0')

/** A claim as a worker of many makes it. */
const claimBy = (record: DeviceRecord, worker: number): DeviceWrite =>
  then(record, {
    next: {
      stage: 'claimed',
      keyHash: hashOf(worker),
      grant: 'owner:somebody',
      delivery: 'csr',
      claimedAt: moment,
      lease: { holder: `invocation-${hashOf(worker)}`, until: moment + 60_000 },
    },
  })

const failureOf = async (action: () => Promise<unknown>): Promise<unknown> => {
  try {
    await action()
  } catch (error) {
    return error
  }
  return undefined
}

const codeOf = (error: unknown): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, 'code') : error

const listed = async (store: DeviceStore): Promise<readonly DeviceRecord[]> => {
  const records: DeviceRecord[] = []
  for await (const record of store.list()) {
    if ('unreadable' in record) throw record.unreadable
    records.push(record)
  }
  return records.sort((left, right) => (left.serialNumber < right.serialNumber ? -1 : 1))
}

const attempts = (source: string, version: number, level: number): AttemptRecord => ({
  schema: 1,
  source,
  version,
  level,
  at: moment,
})

const counted = (record: AttemptRecord): AttemptWrite => ({ record, expects: { version: record.version - 1 } })

const withToken = (serialNumber: string): DeviceRecord => ({
  ...bare(serialNumber),
  token: { hash: hashOf(1), expiresAt: moment },
})

/** A write that has to be refused, with what is stored before; what is stored stays. */
const refused = (name: string, stored: DeviceRecord | undefined, write: DeviceWrite): DeviceStoreContractCase =>
  owes(`refuses ${name}, and changes nothing`, async (store) => {
    if (stored !== undefined) expectSame(await store.write(first(stored)), 'written', 'the first write')
    expectSame(await store.write(write), 'conflict', 'the write')
    const found = await store.read(write.record.serialNumber)
    expectSame(found ?? null, stored ?? null, 'what is stored')
  })

const deviceCases: readonly DeviceStoreContractCase[] = [
  owes('knows nothing of a device that was never written', async (store) => {
    for (const serialNumber of ['SN-1', '__proto__', 'constructor', 'toString']) {
      expectSame((await store.read(serialNumber)) ?? null, null, serialNumber)
    }
    expectSame(await listed(store), [], 'all devices')
  }),
  ...(['enrolled', 'claimed', 'issued', 'ready', 'in-use', 'retiring'] as const).map((state) =>
    owes(
      `gives back a record that is ${state}, field by field and frozen, to another process too`,
      async (store, restarted) => {
        const record = recordFixture({ state })
        expectSame(await store.write(first({ ...record, version: 1 })), 'written', 'the write')
        const found = await restarted().read(record.serialNumber)
        expectSame(found, { ...record, version: 1 }, 'the record')
        expectSame([Object.isFrozen(found), Object.isFrozen(found?.sealingKeyHashes)], [true, true], 'frozen')
      },
    ),
  ),
  owes('keeps serial numbers apart that another language might not', async (store) => {
    const serialNumbers = ['__proto__', 'constructor', 'sn-1', 'SN-1', 'SN-1.', 'SN-1:0']
    for (const serialNumber of serialNumbers)
      expectSame(await store.write(first(bare(serialNumber))), 'written', serialNumber)
    for (const serialNumber of serialNumbers) {
      expectSame((await store.read(serialNumber))?.serialNumber, serialNumber, serialNumber)
    }
    expectSame((await listed(store)).length, serialNumbers.length, 'how many are listed')
  }),
  owes('writes the next version over the one that it was made from', async (store) => {
    const record = bare('SN-1')
    await store.write(first(record))
    const next = then(record, { standing: 'blocked' })
    expectSame(await store.write(next), 'written', 'the second write')
    expectSame(await store.read('SN-1'), next.record, 'the record')
  }),
  owes('takes a field away that the next version does not have', async (store) => {
    const record = withToken('SN-1')
    await store.write(first(record))
    const { token: _, ...left } = record
    await store.write({ record: { ...left, version: 2 }, expects: { version: 1 } })
    expectSame((await store.read('SN-1'))?.token ?? null, null, 'the token')
  }),
  refused('a first record where there is one', bare('SN-1'), first({ ...bare('SN-1'), standing: 'blocked' })),
  refused('a later record where there is none', undefined, then(bare('SN-1'), {})),
  refused('a record made from an older version', { ...bare('SN-1') }, then({ ...bare('SN-1'), version: 2 }, {})),
  refused(
    'a claim with a token that has expired meanwhile',
    withToken('SN-1'),
    then(withToken('SN-1'), {}, moment + 1),
  ),
  refused('a claim at the moment at which the token expires', withToken('SN-1'), then(withToken('SN-1'), {}, moment)),
  refused('a claim with a token where there is none', bare('SN-1'), then(bare('SN-1'), {}, moment)),
  owes('takes a claim while the token lives', async (store) => {
    await store.write(first(withToken('SN-1')))
    expectSame(await store.write(then(withToken('SN-1'), {}, moment - 1)), 'written', 'the claim')
  }),
  owes('rejects a record that skips a version', async (store) => {
    const skipping: DeviceWrite = { record: { ...bare('SN-1'), version: 3 }, expects: { version: 0 } }
    expectSame(codeOf(await failureOf(() => store.write(skipping))), 'record-transition', 'the failure')
    expectSame((await store.read('SN-1')) ?? null, null, 'what is stored')
  }),
  owes('lets one of fifty concurrent claims win, and tells the others so', async (store, restarted) => {
    const record = bare('SN-1')
    await store.write(first(record))
    const workers = Array.from({ length: 50 }, (_, worker) => worker)
    const stores = [store, restarted()]
    const outcomes = await Promise.all(
      workers.map((worker) => (stores[worker % 2] ?? store).write(claimBy(record, worker))),
    )
    const winners = workers.filter((worker) => outcomes[worker] === 'written')
    expectSame(winners.length, 1, 'how many won')
    expectSame((await store.read('SN-1'))?.next?.keyHash, hashOf(winners[0] ?? -1), 'whose claim is stored')
  }),
  owes('lets one of fifty concurrent first records win', async (store) => {
    const outcomes = await Promise.all(Array.from({ length: 50 }, () => store.write(first(bare('SN-1')))))
    expectSame(outcomes.filter((outcome) => outcome === 'written').length, 1, 'how many won')
  }),
  owes('lists every device once', async (store) => {
    const serialNumbers = Array.from({ length: 60 }, (_, index) => `SN-${100 + index}`)
    for (const serialNumber of serialNumbers) await store.write(first(bare(serialNumber)))
    expectSame(
      (await listed(store)).map(({ serialNumber }) => serialNumber),
      serialNumbers,
      'the devices',
    )
  }),
]

const attemptCases: readonly DeviceStoreContractCase[] = [
  owes('knows nothing of a source that never failed', async (store) => {
    expectSame((await store.readAttempts('192.0.2.1')) ?? null, null, 'the attempts')
  }),
  owes('counts attempts by source, by compare and set', async (store, restarted) => {
    expectSame(await store.writeAttempts(counted(attempts('192.0.2.1', 1, 1))), 'written', 'the first')
    expectSame(await store.writeAttempts(counted(attempts('192.0.2.1', 1, 1))), 'conflict', 'the first again')
    expectSame(await store.writeAttempts(counted(attempts('192.0.2.1', 2, 1.5))), 'written', 'the second')
    expectSame(await restarted().readAttempts('192.0.2.1'), attempts('192.0.2.1', 2, 1.5), 'the attempts')
    expectSame((await store.readAttempts('192.0.2.2')) ?? null, null, 'those of another source')
  }),
  owes('takes a source for no device, and a device for no source', async (store) => {
    await store.write(first(bare('SN-1')))
    expectSame((await store.readAttempts('SN-1')) ?? null, null, 'the attempts of a serial number')
    await store.writeAttempts(counted(attempts('SN-2', 1, 1)))
    expectSame((await store.read('SN-2')) ?? null, null, 'the device of a source')
    expectSame((await listed(store)).length, 1, 'how many devices there are')
  }),
  owes('rejects a count that skips a version', async (store) => {
    const skipping = { record: attempts('192.0.2.1', 3, 1), expects: { version: 0 } }
    expectSame(codeOf(await failureOf(() => store.writeAttempts(skipping))), 'record-transition', 'the failure')
  }),
]

/**
 * What every store of device records owes, as cases that run against any store, empty at first.
 *
 * A case rejects where the store does not hold to it. It knows no test runner; under vitest it is
 * `it.each(deviceStoreContract)('$name', ({ run }) => run(makeStore))`.
 *
 * @example
 * ```ts
 * import { createMemoryDeviceStore, deviceStoreContract } from '@thingplan/core/testing'
 *
 * for (const { run } of deviceStoreContract) await run(() => ({ store: createMemoryDeviceStore() }))
 * ```
 */
export const deviceStoreContract: readonly DeviceStoreContractCase[] = /* @__PURE__ */ Object.freeze(
  [...deviceCases, ...attemptCases].map((one) => Object.freeze(one)),
)
