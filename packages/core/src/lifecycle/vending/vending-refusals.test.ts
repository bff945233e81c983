import { certificateFixture, recordFixture } from '@thingplan/core/testing'
import { describe, expect, it } from 'vitest'
import { decideVending } from './decide-vending.js'
import { changeStanding, enrolDevice } from './enrol-device.js'
import { reasonOf, sealed, withToken } from './fixtures/telling.js'
import { beginning, request, simulate, tokenOf } from './fixtures/vending-world.js'
import type { VendingFacts } from './vending-facts.js'

describe('a refusal', () => {
  const facts: VendingFacts = { now: new Date(beginning), holder: 'invocation-0000001' }
  const record = recordFixture({ token: tokenOf(0) })
  const owner = { credential: { kind: 'owner', owner: 'alice' } } as const
  const token = record.token ?? { hash: '', expiresAt: 0 }

  it.each([
    ['an unknown device', undefined, {}, {}, 'device-unknown', 'not-authorized'],
    ['a wrong token', record, withToken(1), {}, 'token-wrong', 'not-authorized'],
    ['a device without a token', enrolDevice('SN-1').record, {}, {}, 'token-missing', 'not-authorized'],
    [
      'a token bound to another key',
      recordFixture({ token: tokenOf(0), changes: { token: { ...token, keyHash: '77'.repeat(32) } } }),
      {},
      {},
      'token-bound-to-another-key',
      'not-authorized',
    ],
    ['somebody whose device it is not', record, owner, { ownsDevice: false }, 'wrong-owner', 'not-authorized'],
    ['somebody of whom nobody was asked', record, owner, {}, 'wrong-owner', 'not-authorized'],
    ['the right token in the wrong hands', record, {}, { ownsDevice: false }, 'wrong-owner', 'not-authorized'],
    [
      'an owner of a device that does not exist',
      undefined,
      owner,
      { ownsDevice: true },
      'device-unknown',
      'not-authorized',
    ],
    ['an expired token', record, {}, { now: new Date(token.expiresAt) }, 'token-expired', 'token-expired'],
    [
      'a spent token',
      recordFixture({ token: tokenOf(0), changes: { token: { ...token, spentAt: 1 } } }),
      {},
      {},
      'token-spent',
      'token-spent',
    ],
    ['a blocked device', changeStanding(record, 'blocked').record, {}, {}, 'device-blocked', 'device-blocked'],
    [
      'a blocked device and a wrong token',
      changeStanding(record, 'blocked').record,
      withToken(1),
      {},
      'token-wrong',
      'not-authorized',
    ],
    ['a removed device', changeStanding(record, 'removed').record, {}, {}, 'device-removed', 'device-blocked'],
    [
      'a plain key that nobody has allowed',
      record,
      { delivery: 'plain' },
      {},
      'delivery-not-allowed',
      'delivery-not-allowed',
    ],
    [
      'a sealed key without a sealing key',
      record,
      { delivery: 'sealed' },
      {},
      'sealing-key-missing',
      'sealing-key-missing',
    ],
    ['a sealing key that nobody has enrolled', record, sealed, {}, 'sealing-key-unknown', 'sealing-key-unknown'],
  ] as const)(
    'of %s tells the audit why, and the caller what it may know',
    async (_, stored, changes, more, reason, code) => {
      const { vending } = await simulate()
      const decision = decideVending(vending, request('key-1', changes), stored, { ...facts, ...more })
      expect(decision).toMatchObject({ verdict: 'refuse', refusal: { reason, code } })
      expect('attempts' in decision).toBe(code === 'not-authorized')
    },
  )

  it('is the same for an unknown device and a wrong token, but for the reason', async () => {
    const { vending } = await simulate()
    const told = [undefined, record].map((stored) => {
      const decision = decideVending(vending, request('key-1', withToken(1)), stored, facts)
      if (decision.verdict !== 'refuse') throw new Error('not refused')
      const { reason: _, ...refusal } = decision.refusal
      return { ...decision, refusal }
    })
    expect(told[0]).toEqual(told[1])
  })

  it.each([
    ['enrolled', { sealingKeyHashes: [sealed.sealingKeyHash] }, {}, {}],
    ['signed by the device', {}, { sealingKeySigned: true }, {}],
    ['let through by the loud option', {}, {}, { unsafeUnenrolledSealingKeys: true }],
  ])('does not meet a sealing key that is %s', async (_, changes, more, spec) => {
    const { vending } = await simulate(spec)
    const stored = recordFixture({ token: tokenOf(0), changes })
    const decision = decideVending(vending, request('key-1', sealed), stored, { ...facts, ...more })
    expect(decision.transition).toBe('claim')
  })

  it('counts for the source, drains evenly, and never closes the device to others', async () => {
    const world = await simulate({ attempts: { most: 3, perMilliseconds: 30_000 } })
    const guess = request('key-1', withToken(7))
    const reasons: string[] = []
    for (let index = 0; index < 4; index += 1) reasons.push(reasonOf(await world.run(guess)))
    expect(reasons).toEqual(['token-wrong', 'token-wrong', 'token-wrong', 'too-many-attempts'])
    expect(reasonOf(await world.run(request('key-1')))).toBe('too-many-attempts')
    expect(reasonOf(await world.run(request('key-1', { source: '198.51.100.7' })))).toBe('answer')

    world.now += 10_000
    expect(reasonOf(await world.run(guess))).toBe('token-wrong')
    expect(reasonOf(await world.run(guess))).toBe('too-many-attempts')
  })

  it.each([
    ['a wildcard', { serialNumber: 'SN-*' }, 'serialNumber'],
    ['a line feed', { serialNumber: 'SN-1\n' }, 'serialNumber'],
    ['ten thousand characters', { serialNumber: 'S'.repeat(10_000) }, 'serialNumber'],
    ['a token of ten thousand characters', { credential: { kind: 'token', token: 'x'.repeat(10_000) } }, 'credential'],
    ['no credential', { credential: undefined }, 'credential'],
    ['a key hash that is none', { keyHash: 'key-1' }, 'keyHash'],
    ['another delivery', { delivery: 'by post' }, 'delivery'],
    ['a CSR of 4,097 characters', { csr: 'x'.repeat(4097) }, 'csr'],
  ])('is an error for %s, without the value', async (_, changes, field) => {
    const { vending } = await simulate()
    const malformed = Object.assign(request('key-1'), changes)
    expect(() => decideVending(vending, malformed, undefined, facts)).toThrow(
      expect.objectContaining({ code: 'request-malformed', field, value: undefined }),
    )
  })

  it.each([
    ['the record of another device', recordFixture({ serialNumber: 'SN-2' }), {}, 'record'],
    ['a holder that can be guessed', record, { holder: 'me' }, 'holder'],
    ['no time', record, { now: new Date(Number.NaN) }, 'now'],
  ])('is an error for %s', async (_, stored, more, field) => {
    const { vending } = await simulate()
    expect(() => decideVending(vending, request('key-1'), stored, { ...facts, ...more })).toThrow(
      expect.objectContaining({ code: 'facts-malformed', field }),
    )
  })

  it('of a certificate for another key than was claimed is an error', async () => {
    const { vending } = await simulate()
    const holder = facts.holder
    const claimed = decideVending(vending, request('key-1'), record, facts)
    if (claimed.verdict !== 'proceed' || claimed.write === undefined) throw new Error('not claimed')
    const completed = [claimed.effect?.id ?? '']
    const issued = { certificate: certificateFixture({ subject: { CN: 'another' } }), registered: true }
    expect(() =>
      decideVending(vending, request('key-1'), claimed.write?.record, { ...facts, holder, issued, completed }),
    ).toThrow(expect.objectContaining({ code: 'facts-malformed', field: 'certificate' }))
  })
})
