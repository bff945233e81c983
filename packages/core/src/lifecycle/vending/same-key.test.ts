import { describe, expect, it } from 'vitest'
import { certificateOf, reasonOf, rowsSince, withToken, worldInUse } from './fixtures/telling.js'
import {
  beginning,
  keyHashOf,
  request,
  type SimulatedWorld,
  simulate,
  validMilliseconds,
} from './fixtures/vending-world.js'

const expiry = beginning + validMilliseconds
const owned = { credential: { kind: 'owner', owner: 'alice' } } as const

/** A device whose certificate is ready; nobody has seen it yet. */
const unseen = async (): Promise<readonly [SimulatedWorld, string]> => {
  const world = await simulate()
  return [world, certificateOf(await world.run(request('key-1')))]
}

describe('a device that has one key for good', () => {
  it('renews with another token: the same key has another certificate, and the token is spent', async () => {
    const [world, old] = await worldInUse()
    const fresh = certificateOf(await world.run(request('key-1', withToken(1))))
    expect([...world.active()].sort()).toEqual([old, fresh].sort())
    expect(certificateOf(await world.run(request('key-1', withToken(1))))).toBe(fresh)

    await world.see(fresh)
    expect(world.active()).toEqual([fresh])
    expect((await world.record()).token?.spentAt).toBe(world.now)
    expect(reasonOf(await world.run(request('key-1', withToken(1))))).toBe('token-spent')
    expect((await world.record()).current?.keyHash).toBe(keyHashOf('key-1'))
  })

  it('has the same certificate by another token as long as nobody has seen it in use', async () => {
    const [world, first] = await unseen()
    await world.grant(1)
    expect(certificateOf(await world.run(request('key-1', withToken(1))))).toBe(first)
    expect(world.issued).toHaveLength(1)
  })

  it.each([
    ['another token', 1],
    ['the same token', 0],
  ])('is not given one that has expired unseen, by %s', async (_, index) => {
    const [world, first] = await unseen()
    world.now = expiry - 1
    await world.grant(index)
    expect(certificateOf(await world.run(request('key-1', withToken(index))))).toBe(first)

    world.now += 1
    const { length } = world.decisions
    const fresh = certificateOf(await world.run(request('key-1', withToken(index))))
    expect(fresh).not.toBe(first)
    expect(rowsSince(world, length).slice(0, 2)).toEqual(['supersede', 'issued'])
  })

  it('is not given its current one when that has expired, to whoever owns it either', async () => {
    const world = await simulate()
    const first = certificateOf(await world.run(request('key-1', owned)))
    await world.see(first)
    expect(certificateOf(await world.run(request('key-1', owned)))).toBe(first)
    world.now = expiry
    expect(certificateOf(await world.run(request('key-1', owned)))).not.toBe(first)
  })
})
