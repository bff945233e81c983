import { describe, expect, it } from 'vitest'
import { reasonOf } from './fixtures/telling.js'
import { request, serialNumber, simulate } from './fixtures/vending-world.js'
import { runVending, type VendingWorld } from './run-vending.js'
import type { VendingEffect } from './vending-decision.js'

const facts = { holder: 'invocation-0000001' }

describe('runVending', () => {
  it('says when to come back after an effect that failed, and leaves its lease: it may have happened all the same', async () => {
    const { vending, store, now } = await simulate()
    const effects: string[] = []
    const perform = async ({ effect, id }: VendingEffect) => {
      effects.push(effect)
      return { failed: { id, code: 'step-retryable' } }
    }
    const outcome = await runVending(vending, request('key-1'), { store, now: () => new Date(now), perform }, facts)
    expect(outcome).toMatchObject({
      verdict: 'refuse',
      refusal: { reason: 'unavailable', status: 503, retryAfterMilliseconds: 60_000 },
    })
    expect(effects).toEqual(['issue'])
  })

  it('does not read again what was read for the admission, until something has changed', async () => {
    const { vending, store, record, now } = await simulate()
    const asked: string[] = []
    const counting = {
      ...store,
      read: (device: string) => {
        asked.push(device)
        return store.read(device)
      },
      readAttempts: (source: string) => {
        asked.push(source)
        return store.readAttempts(source)
      },
    }
    const perform = async ({ id }: VendingEffect) => ({ failed: { id, code: 'step-retryable' } })
    const world = { store: counting, now: () => new Date(now), perform }
    const admission = { record: await record(), attempts: undefined }
    await runVending(vending, request('key-1'), world, { ...facts, admission })
    expect(asked).toEqual([])
    await runVending(vending, request('key-1'), world, { ...facts, admission })
    // Somebody has claimed meanwhile: the write is refused, and the record read.
    expect(asked).toEqual([serialNumber])
  })

  it('rejects with what the world rejects with', async () => {
    const { vending, store, now } = await simulate()
    const perform = () => Promise.reject(new Error('out of reach'))
    const run = runVending(vending, request('key-1'), { store, now: () => new Date(now), perform }, facts)
    await expect(run).rejects.toThrow('out of reach')
  })

  it('ends, even with a store that never lets it write', async () => {
    const { vending, store, now } = await simulate()
    const world: VendingWorld = {
      store: { ...store, write: async () => 'conflict' },
      now: () => new Date(now),
      perform: async () => ({}),
    }
    expect(reasonOf(await runVending(vending, request('key-1'), world, facts))).toBe('unavailable')
  })

  it('takes a certificate that somebody has revoked or deleted for retired', async () => {
    const world = await simulate()
    const record = {
      ...(await world.record()),
      version: 3,
      retiring: { certificateId: 'a1'.repeat(32), reason: 'superseded' },
    } as const
    await world.store.write({ record, expects: { version: 2 } })
    await world.run({ kind: 'due', serialNumber })
    expect((await world.record()).retiring).toBeUndefined()
  })

  it('counts every wrong token of a flood, or refuses it uncounted: no guess is free', async () => {
    const world = await simulate({ attempts: { most: 5, perMilliseconds: 600_000 } })
    const guess = request('key-1', { credential: { kind: 'token', token: 'wrong-token-0123456789abc' } })
    for (let round = 0; round < 6; round += 1) await Promise.all([world.run(guess), world.run(guess)])
    expect(reasonOf(await world.run(guess))).toBe('too-many-attempts')
  })

  it('issues nothing, and writes nothing of the device, for a wrong token', async () => {
    const world = await simulate()
    const before = await world.record()
    await world.run(request('key-1', { credential: { kind: 'token', token: 'wrong-token-0123456789abc' } }))
    expect([await world.record(), world.issued.length]).toEqual([before, 0])
  })
})
