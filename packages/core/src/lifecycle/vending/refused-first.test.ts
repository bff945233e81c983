import { askVerifier, defineRegistration } from '@thingplan/core'
import { describe, expect, it } from 'vitest'
import { certificateOf, day, downAt, gate, lease, reasonOf, rowsSince, withToken } from './fixtures/telling.js'
import { pumpProfiles, request, type SimulatedWorld, serialNumber, simulate } from './fixtures/vending-world.js'
import { vendingStateOf } from './vending-state.js'

const due = { kind: 'due', serialNumber } as const
const ownerOf = (world: SimulatedWorld): string | undefined =>
  world.registry().things[`pump-${serialNumber}`]?.attributes['certificateId']

/** A first certificate of which something was made before it was refused. */
const halfMade = async (point: string, registered: boolean): Promise<SimulatedWorld> => {
  const door = gate()
  const world = await simulate({ registration: door.registration, registered })
  await world.run(request('key-1'), downAt(point)).catch(() => undefined)
  door.refused = ['key-1']
  world.now += lease
  expect(reasonOf(await world.run(request('key-1')))).toBe('registration-refused')
  return world
}

describe('a first certificate that the registration refuses', () => {
  it('is given up for another key and another token', async () => {
    const world = await simulate({ registration: gate('bad-key').registration })
    expect(reasonOf(await world.run(request('bad-key')))).toBe('registration-refused')
    await world.grant(1)
    world.now += lease
    const { length } = world.decisions
    const given = certificateOf(await world.run(request('key-2', withToken(1))))

    expect(rowsSince(world, length)).toEqual(
      'finish-first give-up supersede-retiring retire retired find issue issued activate activated answer'.split(' '),
    )
    expect(world.active()).toEqual([given])
    expect(world.registry().certificates[world.issued[0]?.certificate.id ?? '']?.status).toBe('REVOKED')
  })

  it('stays while nobody can say whether it is refused', async () => {
    const asking = defineRegistration({ name: 'pumps', rules: [askVerifier('stock')], profiles: pumpProfiles })
    const world = await simulate({ registration: asking })
    expect(reasonOf(await world.run(request('key-1')))).toBe('unavailable')
    await world.grant(1)
    world.now += lease
    const { length } = world.decisions
    expect(reasonOf(await world.run(request('key-2', withToken(1))))).toBe('unavailable')
    expect(rowsSince(world, length)).toEqual(['finish-first', 'ask', 'refuse'])
  })

  it('stays where the token is the same: a token and a CSR name one key for good', async () => {
    const world = await simulate({ registration: gate('bad-key').registration })
    await world.run(request('bad-key'))
    world.now += lease
    expect(reasonOf(await world.run(request('key-2')))).toBe('claimed-by-another-key')
  })

  it('is given up when it is due, and the token stays bound to its key', async () => {
    const world = await simulate({ registration: gate('bad-key').registration })
    await world.run(request('bad-key'))
    world.now += day - 1
    await world.run(due)
    expect(vendingStateOf(await world.record())).toBe('issued')
    world.now += 1
    await world.run(due)
    expect(vendingStateOf(await world.record())).toBe('enrolled')
    expect(reasonOf(await world.run(request('key-2')))).toBe('token-bound-to-another-key')
    expect(world.active()).toEqual([])
  })

  it('is not given up when it is due where it is not refused: the device waits for it', async () => {
    const world = await simulate()
    await world.run(request('key-1'), downAt('before execute')).catch(() => undefined)
    world.now += day
    await world.run(due)
    expect(vendingStateOf(await world.record())).toBe('issued')
  })
})

describe('a first certificate that is refused when something of it was made', () => {
  it.each([
    ['before execute', true],
    ['before ensure-thing', true],
    ['after ensure-thing', true],
    ['after attach-policy', true],
    ['after attach-thing', true],
    ['after set-certificate-status', true],
    ['before register-certificate', false],
    ['after ensure-thing', false],
    ['after set-certificate-status', false],
  ])('leaves the thing to the next one, where the process went down %s (registered at once: %s)', async (point, at) => {
    const world = await halfMade(point, at)
    const [refused] = world.issued
    await world.grant(1)
    world.now += lease
    const given = certificateOf(await world.run(request('key-2', withToken(1))))
    await world.see(given)
    expect([world.active(), ownerOf(world)]).toEqual([[given], given])
    expect(refused?.certificate.id).not.toBe(given)
  })
})
