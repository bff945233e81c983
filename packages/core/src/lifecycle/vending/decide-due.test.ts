import { describe, expect, it } from 'vitest'
import type { DeviceCertificate } from '../device-store/device-record.js'
import { decideSweep } from './decide-sweep.js'
import { certificateOf, day, downAt, lease, reasonOf, rowsSince, sealed, withToken } from './fixtures/telling.js'
import { keyHashOf, request, type SimulatedWorld, serialNumber, simulate } from './fixtures/vending-world.js'
import { vendingStateOf } from './vending-state.js'

const due = { kind: 'due', serialNumber } as const

/** A process goes down behind the issue, before anybody has written down what was issued. */
const abandoned = async (...asked: Parameters<typeof request>): Promise<SimulatedWorld> => {
  const world = await simulate()
  await world.run(request(...asked), downAt('after issue')).catch(() => undefined)
  expect(world.issued).toHaveLength(1)
  return world
}

const stateOf = async (world: SimulatedWorld): Promise<string> => vendingStateOf(await world.record())

const sweepVerdict = async (world: SimulatedWorld, index: number): Promise<string> => {
  const { certificate, keyHash, createdAt } = world.issued[index] ?? {
    certificate: { id: '' },
    keyHash: '',
    createdAt: 0,
  }
  const candidate = { certificateId: certificate.id, status: 'INACTIVE', keyHash, createdAt }
  const facts = { now: new Date(world.now), leaseMilliseconds: lease }
  const nothing = { thingNames: [], policyNames: [], registersItself: false }
  return decideSweep({ ...candidate, ...nothing }, await world.record(), facts).verdict
}

describe('a claim whose worker is gone', () => {
  it('lapses where its token has expired, as long after the lease as the lease was; then what was issued for it is swept', async () => {
    const world = await abandoned('key-1')
    world.now += 7 * day - 1
    await world.run(due)
    expect([await stateOf(world), await sweepVerdict(world, 0)]).toEqual(['claimed', 'leave'])

    world.now += 1
    await world.run(due)
    expect([await stateOf(world), await sweepVerdict(world, 0)]).toEqual(['enrolled', 'delete'])
    expect((await world.record()).formerKeyHashes).toEqual([keyHashOf('key-1')])
  })

  it('lapses beside a certificate that was seen in use, and so has spent the token for both', async () => {
    const world = await simulate()
    const first = certificateOf(await world.run(request('sealed-1', sealed)))
    world.now += lease
    await world.run(request('sealed-2', sealed), downAt('after issue')).catch(() => undefined)
    await world.see(first)
    world.now += 2 * lease - 1
    await world.run(due)
    expect([await stateOf(world), await sweepVerdict(world, 1)]).toEqual(['claimed', 'leave'])

    world.now += 1
    await world.run(due)
    expect([await stateOf(world), await sweepVerdict(world, 1)]).toEqual(['in-use', 'delete'])
    expect(world.active()).toEqual([first])
  })

  it('lapses where another token was granted; with that one the device begins anew', async () => {
    const world = await abandoned('key-1')
    await world.grant(1)
    world.now += 2 * lease
    await world.run(due)
    expect(await stateOf(world)).toBe('enrolled')

    const { length } = world.decisions
    certificateOf(await world.run(request('key-1', withToken(1))))
    expect(rowsSince(world, length)).toEqual(['claim', 'issued', 'activate', 'activated', 'answer'])
    world.now += 2 * lease
    expect(await sweepVerdict(world, 0)).toBe('delete')
  })

  it('stays while its token lives: whoever asks with it and the same key goes on', async () => {
    const world = await abandoned('key-1')
    world.now += 6 * day
    await world.run(due)
    expect(await stateOf(world)).toBe('claimed')
    expect(certificateOf(await world.run(request('key-1')))).toBe(world.issued[0]?.certificate.id)
    expect(world.issued).toHaveLength(1)
  })

  it('is taken over by a request though it is due: what was issued is found', async () => {
    const world = await abandoned('key-1')
    await world.grant(1)
    world.now += day
    expect(certificateOf(await world.run(request('key-1', withToken(1))))).toBe(world.issued[0]?.certificate.id)
  })

  it('of an owner lapses when they have stayed away as long as two certificates may overlap', async () => {
    const world = await abandoned('key-1')
    const { store } = world
    const record = await world.record()
    const owned: Pick<DeviceCertificate, 'grant'> = { grant: 'owner:alice' }
    if (record.next === undefined) throw new Error('nothing is claimed')
    const next = { ...record.next, ...owned }
    await store.write({
      record: { ...record, next, version: record.version + 1 },
      expects: { version: record.version },
    })
    world.now += day - 1
    await world.run(due)
    expect(await stateOf(world)).toBe('claimed')
    world.now += 1
    await world.run(due)
    expect(await stateOf(world)).toBe('enrolled')
  })

  it.each(['after write', 'before issue', 'after issue'])(
    'stays lapsed where the worker was only asleep %s: it gets nothing, and leaves what is swept',
    async (point) => {
      const world = await simulate()
      let wake = (): void => undefined
      const woken = new Promise<void>((resolve) => {
        wake = resolve
      })
      let fallAsleep = (): void => undefined
      const asleep = new Promise<void>((resolve) => {
        fallAsleep = resolve
      })
      const sleeper = world.run(request('key-1'), async (reached) => {
        if (reached !== point) return
        fallAsleep()
        await woken
      })
      await asleep
      world.now += 8 * day
      await world.run(due)
      wake()

      expect(reasonOf(await sleeper)).toBe('token-expired')
      expect([await stateOf(world), world.active()]).toEqual(['enrolled', []])
      world.now += lease + 1
      expect(await sweepVerdict(world, 0)).toBe('delete')
    },
  )
})
