import { describe, expect, it } from 'vitest'
import { type RecordFixtureOptions, recordFixture } from '../../testing/device-record-fixture.js'
import { createMemoryDeviceStore } from '../../testing/memory-device-store.js'
import type { DeviceStore } from '../device-store/device-store.js'
import { decideVending } from './decide-vending.js'
import { defineVending } from './define-vending.js'
import { judgeAdmission } from './judge-admission.js'
import { runAdmission } from './run-admission.js'
import type { VendingAsker, VendingCredential } from './vending-message.js'
import { vendingRefusals } from './vending-refusals.js'

const vending = defineVending({
  account: { id: '123456789012', region: 'eu-central-1' },
  registration: 'just-in-time',
  issuer: 'own-ca',
})
const now = new Date('2026-11-22T12:00:00Z')
const source = '192.0.2.1'
const asking = (credential: VendingCredential): VendingAsker => ({ serialNumber: 'SN-1', credential, source })
const rightToken: VendingCredential = { kind: 'token', token: 'fixture-token-0123456789' }
const wrongToken: VendingCredential = { kind: 'token', token: 'another-token-0123456789' }
const owner: VendingCredential = { kind: 'owner', owner: 'ada' }
const errand = { kind: 'vend', csr: 'a request', keyHash: 'ab'.repeat(32), delivery: 'csr' } as const

const states = ['enrolled', 'claimed', 'issued', 'ready', 'in-use', 'retiring', 'blocked', 'removed'] as const

describe('judgeAdmission', () => {
  it.each(states.map((state) => [state]))('refuses what decideVending refuses, and in its words: %s', (state) => {
    const record = recordFixture({ state })
    for (const credential of [rightToken, wrongToken, owner]) {
      for (const ownsDevice of [undefined, false, true]) {
        for (const time of [now, new Date('2031-01-01T00:00:00Z')]) {
          for (const level of [0, 10]) {
            const attempts = { schema: 1, source, version: 1, level, at: time.getTime() } as const
            const facts = { now: time, ownsDevice, attempts }
            const admission = judgeAdmission(vending, asking(credential), record, facts)
            const request = { ...errand, ...asking(credential) }
            const decision = decideVending(vending, request, record, { ...facts, holder: 'invocation-0000001' })
            if (admission.verdict === 'refuse') expect(decision).toEqual(admission)
            else if (decision.verdict === 'refuse') expect(vendingRefusals[decision.refusal.reason].counts).toBe(false)
          }
        }
      }
    }
  })

  it.each<[string, RecordFixtureOptions['state'] | undefined, VendingCredential, object, string]>([
    ['the right token', 'enrolled', rightToken, {}, 'admit'],
    ['an owner', 'in-use', owner, { ownsDevice: true }, 'admit'],
    ['an owner about whom nobody was asked', 'in-use', owner, {}, 'wrong-owner'],
    ['a wrong token', 'enrolled', wrongToken, {}, 'token-wrong'],
    ['a token for a device that does not exist', undefined, rightToken, {}, 'device-unknown'],
    ['the right token, too late', 'enrolled', rightToken, { now: new Date('2031-01-01') }, 'token-expired'],
    ['the right token of a device that is blocked', 'blocked', rightToken, {}, 'device-blocked'],
    ['a wrong token of a device that is blocked', 'blocked', wrongToken, {}, 'token-wrong'],
  ])('judges %s', (_what, state, credential, facts, expected) => {
    const record = state === undefined ? undefined : recordFixture({ state })
    const admission = judgeAdmission(vending, asking(credential), record, { now, ...facts })
    expect(admission.verdict === 'admit' ? 'admit' : admission.refusal.reason).toBe(expected)
  })

  it('admits the token that is bound to a key, before the key is known', () => {
    const record = recordFixture()
    const token = record.token ?? expect.fail('the fixture has a token')
    const bound = { ...record, token: { ...token, keyHash: 'cd'.repeat(32) } }
    expect(judgeAdmission(vending, asking(rightToken), bound, { now })).toMatchObject({
      verdict: 'admit',
      record: bound,
    })
  })

  it.each<[string, object, string]>([
    ['a serial number', { serialNumber: 'SN-*' }, 'serialNumber'],
    ['a credential', { credential: { kind: 'token', token: 'two\nlines' } }, 'credential'],
    ['a source', { source: '' }, 'source'],
  ])('takes nothing for %s that is none', (_what, change, field) => {
    const asker = { ...asking(rightToken), ...change }
    expect(() => judgeAdmission(vending, asker, undefined, { now })).toThrow(
      expect.objectContaining({ code: 'request-malformed', field }),
    )
  })
})

describe('runAdmission', () => {
  /** A store in which somebody else counts first, so many times. */
  const contested = (times: number): { readonly store: DeviceStore; readonly writes: number[] } => {
    const store = createMemoryDeviceStore({ items: { 'SN-1': recordFixture() } })
    const writes: number[] = []
    const writeAttempts: DeviceStore['writeAttempts'] = async (write) => {
      writes.push(write.record.level)
      if (writes.length <= times) await store.writeAttempts(write)
      return store.writeAttempts(write)
    }
    return { store: { ...store, writeAttempts }, writes }
  }
  const run = (store: DeviceStore, credential: VendingCredential) =>
    runAdmission(vending, asking(credential), { store, now: () => now })

  it.each([
    [0, [1]],
    [1, [1, 2]],
    [9, [1, 2, 3]],
  ])('counts a wrong token where %i others count first, and gives up at some time', async (times, levels) => {
    const { store, writes } = contested(times)
    expect(await run(store, wrongToken)).toMatchObject({ verdict: 'refuse', refusal: { reason: 'token-wrong' } })
    expect(writes).toEqual(levels)
  })

  it('writes nothing for a token that holds, and tells what it has read', async () => {
    const { store, writes } = contested(0)
    await run(store, wrongToken)
    const admission = await run(store, rightToken)
    expect(admission).toMatchObject({ verdict: 'admit', record: { serialNumber: 'SN-1' }, attempts: { level: 1 } })
    expect(writes).toEqual([1])
  })
})
