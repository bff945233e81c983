import { describe, expect, it } from 'vitest'
import { describeClaimStore } from '../fixtures/claim-store-contract.js'
import { createMemoryClaimStore, type MemoryClaimStoreOptions } from './memory-claim-store.js'

describeClaimStore('createMemoryClaimStore', () => {
  let now = Date.UTC(2026, 10, 22)
  const store = createMemoryClaimStore({
    clock: () => new Date(now),
    leaseMs: 60_000,
    settledMs: 30_000,
    rememberedMs: 90_000,
  })
  return {
    worker: () => store,
    now: () => now,
    pass: (ms) => {
      now += ms
    },
  }
})

describe('createMemoryClaimStore', () => {
  it('forgets the oldest when it is full', async () => {
    const store = createMemoryClaimStore({ capacity: 2 })
    for (const id of ['a', 'b', 'c']) await store.claim(id)
    expect((await store.claim('c')).state).toBe('held')
    expect((await store.claim('a')).state).toBe('claimed')
  })

  it.each([
    ['lease', { lease: 1 }, 'lease'],
    ['leaseMs', { leaseMs: 999 }, 'leaseMs'],
    ['settledMs', { settledMs: -1 }, 'settledMs'],
    ['rememberedMs', { rememberedMs: 1_209_600_001 }, 'rememberedMs'],
    ['capacity', { capacity: 0 }, 'capacity'],
  ])('refuses the option %s', (_what, options, field) => {
    expect(() => createMemoryClaimStore(options as MemoryClaimStoreOptions)).toThrow(
      expect.objectContaining({ name: 'AdapterError', code: 'adapter-option', field }),
    )
  })
})
