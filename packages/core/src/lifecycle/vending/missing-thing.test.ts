import { describe, expect, it } from 'vitest'
import { certificateOf, day, rowsSince, withToken, worldInUse } from './fixtures/telling.js'
import { request, type SimulatedWorld, serialNumber } from './fixtures/vending-world.js'
import { vendingStateOf } from './vending-state.js'

/** What retires the old certificate. */
const ends: readonly (readonly [string, (world: SimulatedWorld, fresh: string) => Promise<unknown>])[] = [
  ['the new one is seen', (world, fresh) => world.see(fresh)],
  [
    'it is due',
    (world) => {
      world.now += day
      return world.run({ kind: 'due', serialNumber })
    },
  ],
]

describe('a certificate that is replaced after its thing was deleted', () => {
  it.each(ends)('is revoked all the same when %s: there is no owner to pass on', async (_, end) => {
    const [world, old] = await worldInUse()
    const fresh = certificateOf(await world.run(request('key-2', withToken(1))))
    world.loseThings()
    const { length } = world.decisions
    await end(world, fresh)

    expect(world.active()).toEqual([fresh])
    expect(world.registry().certificates[old]).toMatchObject({ status: 'REVOKED', policies: [] })
    expect(vendingStateOf(await world.record())).toBe('in-use')
    expect(rowsSince(world, length).filter((row) => row === 'retire')).toHaveLength(2)
  })

  it('is forgotten where it was deleted itself', async () => {
    const [world, old] = await worldInUse()
    const fresh = certificateOf(await world.run(request('key-2', withToken(1))))
    world.loseCertificate(old)
    await world.see(fresh)
    expect([world.active(), vendingStateOf(await world.record())]).toEqual([[fresh], 'in-use'])
  })
})
